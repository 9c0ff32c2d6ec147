// Results as a table: sorted by any column, a hundred rows at a time.
import { element } from "./dom.js";
import { putNames } from "./names.js";
import { isNumber, solutionsOf } from "./solutions.js";
import { shown } from "./terms.js";

const PAGE = 100;
const BRIEF = 12;

export class Table {
  label = "Table";
  priority = 10;

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    return Boolean(this.yasr.results && solutionsOf(this.yasr.results));
  }

  draw() {
    const { variables, rows } = solutionsOf(this.yasr.results);
    if (!rows.length) {
      const nothing = "No rows: nothing in the graph fits.";
      this.yasr.resultsEl.append(element("p", { class: "empty" }, nothing));
      return;
    }
    this.variables = variables;
    this.rows = rows;
    this.start = 0;
    this.sorted = { variable: null, falling: false };
    this.frame = element("div");
    this.yasr.resultsEl.append(this.frame);
    this.redraw();
  }

  redraw() {
    const rows = this.rows.slice(this.start, this.start + PAGE);
    const table = element("table", { class: "result" }, this.head(rows), this.body(rows));
    this.frame.replaceChildren(
      element(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": "Result" },
        table,
      ),
      this.pager(),
    );
    putNames(table);
  }

  head(rows) {
    const cells = this.variables.map((variable) => {
      const { variable: sorted, falling } = this.sorted;
      const order = variable !== sorted ? "none" : falling ? "descending" : "ascending";
      const button = element(
        "button",
        { type: "button", onclick: () => this.sort(variable) },
        variable,
      );
      const kind = rows.every((row) => isNumber(row[variable])) ? "number" : undefined;
      return element("th", { scope: "col", "aria-sort": order, class: kind }, button);
    });
    return element("thead", {}, element("tr", {}, ...cells));
  }

  body(rows) {
    const prefixes = this.yasr.getPrefixes();
    const cell = (term) => element("td", { class: kindOf(term) }, shown(term, prefixes));
    const line = (row) => element("tr", {}, ...this.variables.map((name) => cell(row[name])));
    return element("tbody", {}, ...rows.map(line));
  }

  pager() {
    if (this.rows.length <= PAGE) return "";
    const last = Math.min(this.start + PAGE, this.rows.length);
    const place = `Rows ${count(this.start + 1)}–${count(last)} of ${count(this.rows.length)}`;
    const turn = (name, by) => {
      const start = this.start + by;
      const disabled = start < 0 || start >= this.rows.length;
      return element(
        "button",
        { type: "button", disabled, onclick: () => this.turnTo(start) },
        name,
      );
    };
    return element(
      "p",
      { class: "pager" },
      turn("Earlier rows", -PAGE),
      element("span", { role: "status" }, place),
      turn("Later rows", PAGE),
    );
  }

  turnTo(start) {
    this.start = start;
    this.redraw();
    this.frame.querySelector(".scroll").focus();
  }

  sort(variable) {
    const falling = this.sorted.variable === variable && !this.sorted.falling;
    this.sorted = { variable, falling };
    this.start = 0;
    const order = (one, other) => (falling ? -1 : 1) * compare(one[variable], other[variable]);
    this.rows = [...this.rows].sort(order);
    this.redraw();
    this.frame.querySelectorAll("th button")[this.variables.indexOf(variable)].focus();
  }
}

export const count = (number) => number.toLocaleString("en");

function kindOf(term) {
  if (isNumber(term)) return "number";
  return term && term.type !== "uri" && term.value.length <= BRIEF ? "brief" : undefined;
}

function compare(one, other) {
  if (!one || !other) return Number(Boolean(one)) - Number(Boolean(other));
  if (isNumber(one) && isNumber(other)) return Number(one.value) - Number(other.value);
  return one.value.localeCompare(other.value);
}
