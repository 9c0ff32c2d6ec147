// Results as a chart where they have numbers: a line over time, else bars.
// Bars are a table whose cells are drawn, and a line has its table below, so that nothing is told
// by a picture alone.
import { drawing, element } from "./dom.js";
import { lineOf } from "./line.js";
import { putNames } from "./names.js";
import { isNumber, solutionsOf } from "./solutions.js";
import { count } from "./table.js";
import { shown } from "./terms.js";

const MOST_BARS = 100;
const MOST_LABELS = 2;
const FEWEST_POINTS = 3;
const MOMENT = /^-?\d{4}(-\d\d(-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?)?)?$/;

export class Chart {
  label = "Chart";
  priority = 5;

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    return Boolean(this.yasr.results && chartable(this.yasr.results));
  }

  draw() {
    const { rows, labels, numbers } = chartable(this.yasr.results);
    const frame = element("div");
    const redraw = (number) => {
      const drawn = isOverTime(rows, labels)
        ? this.line(rows, labels[0], number)
        : this.bars(rows, labels, number);
      frame.replaceChildren(...drawn);
      putNames(frame);
    };
    if (numbers.length > 1) this.yasr.resultsEl.append(chooser(numbers, redraw));
    this.yasr.resultsEl.append(frame);
    redraw(numbers[0]);
  }

  line(rows, label, number) {
    const points = rows
      .filter((row) => row[label] && isNumber(row[number]))
      .map((row) => ({
        label: row[label].value,
        at: moment(row[label]),
        value: valueOf(row[number]),
      }))
      .sort((one, other) => one.at - other.at);
    const picture = lineOf(points, {
      name: `${number} by ${label}`,
      width: this.yasr.resultsEl.clientWidth,
    });
    const table = element(
      "details",
      { class: "raw" },
      element("summary", {}, "The same as a table"),
    );
    table.append(...this.bars(rows, [label], number));
    return [picture, table];
  }

  bars(rows, labels, number) {
    const drawn = rows.slice(0, MOST_BARS);
    const values = drawn.map((row) => valueOf(row[number]));
    const least = Math.min(0, ...values);
    const range = Math.max(0, ...values) - least || 1;
    const prefixes = this.yasr.getPrefixes();
    const lines = drawn.map((row, index) => {
      const parts = labels.flatMap((label) => [" · ", shown(row[label], prefixes)]).slice(1);
      return element(
        "tr",
        {},
        element("th", { scope: "row" }, ...parts),
        element("td", { class: "bar" }, bar(values[index], least, range)),
        element("td", { class: "number" }, row[number]?.value ?? ""),
      );
    });
    const [named, numbered] = [labels.join(" · "), number].map((name) =>
      element("th", { scope: "col" }, name),
    );
    const head = element("thead", {}, element("tr", {}, named, element("td"), numbered));
    const table = element("table", { class: "bars" }, head, element("tbody", {}, ...lines));
    const rest = `The first ${count(MOST_BARS)} of ${count(rows.length)} rows are drawn; the table has all.`;
    return rows.length > MOST_BARS ? [table, element("p", { class: "note" }, rest)] : [table];
  }
}

// Gives what can be drawn: rows, the columns that name them and those that hold numbers; or null.
function chartable(results) {
  const { variables, rows } = solutionsOf(results) ?? { rows: [] };
  if (rows.length < 2) return null;
  const numbers = variables.filter((name) =>
    rows.every((row) => !row[name] || isNumber(row[name])),
  );
  const filled = numbers.filter((name) => rows.some((row) => row[name]));
  const others = variables.filter((name) => !numbers.includes(name));
  const words = others.filter((name) => rows.some((row) => row[name] && row[name].type !== "uri"));
  const labels = (words.length ? words : others).slice(0, MOST_LABELS);
  return filled.length && labels.length ? { rows, labels, numbers: filled } : null;
}

function isOverTime(rows, labels) {
  if (labels.length > 1 || rows.length < FEWEST_POINTS) return false;
  const values = rows.map((row) => row[labels[0]]?.value);
  return values.every((value) => MOMENT.test(value)) && new Set(values).size === values.length;
}

const moment = (term) => new Date(term.value).getTime();
const valueOf = (term) => (term ? Number(term.value) : 0);

function bar(value, least, range) {
  const percent = (amount) => `${((amount / range) * 100).toFixed(2)}%`;
  const start = Math.min(value, 0) - least;
  const shape = { x: percent(start), width: percent(Math.abs(value)), height: "100%", rx: 2 };
  return drawing("svg", { "aria-hidden": "true" }, drawing("rect", shape));
}

function chooser(numbers, redraw) {
  const options = numbers.map((name) => element("option", {}, name));
  const select = element("select", { onchange: () => redraw(select.value) }, ...options);
  return element("p", { class: "chooser" }, element("label", {}, "Draw ", select));
}
