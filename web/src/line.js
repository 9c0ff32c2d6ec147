// A line over time, with axes that people can read.
import { drawing, element } from "./dom.js";

const HEIGHT = 280;
const MARGIN = { top: 16, right: 24, bottom: 34, left: 56 };
const TICKS = 4;
const TEXT_WIDTH = 90;

export function lineOf(points, { name, width }) {
  const plot = scalesFor(points, Math.max(width, 280));
  const path = points.map(
    ({ at, value }) => `${plot.x(at).toFixed(1)},${plot.y(value).toFixed(1)}`,
  );
  const first = points[0];
  const last = points.at(-1);
  const summary = `Line: ${name}, from ${first.value} (${first.label}) to ${last.value} (${last.label})`;
  const picture = drawing(
    "svg",
    { class: "line", viewBox: `0 0 ${plot.width} ${HEIGHT}`, role: "img", "aria-label": summary },
    ...valueAxis(plot),
    ...timeAxis(points, plot),
    drawing("polyline", { points: path.join(" ") }),
    ...points.map((point) => dot(point, plot)),
  );
  return element(
    "figure",
    { class: "chart" },
    picture,
    element("figcaption", { class: "note" }, name),
  );
}

function scalesFor(points, width) {
  const values = points.map((point) => point.value);
  const step = niceStep((Math.max(...values, 0) - Math.min(...values, 0)) / TICKS || 1);
  const least = Math.floor(Math.min(...values, 0) / step) * step;
  const most = Math.ceil(Math.max(...values, step) / step) * step;
  const start = points[0].at;
  const length = points.at(-1).at - start || 1;
  const across = width - MARGIN.left - MARGIN.right;
  const down = HEIGHT - MARGIN.top - MARGIN.bottom;
  return {
    width,
    step,
    least,
    most,
    x: (at) => MARGIN.left + ((at - start) / length) * across,
    y: (value) => MARGIN.top + (1 - (value - least) / (most - least)) * down,
  };
}

// Gives 1, 2 or 5 times a power of ten.
function niceStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].find((times) => times * power >= rough) * power;
}

function valueAxis({ width, step, least, most, y }) {
  const ticks = [];
  for (let value = least; value <= most + step / 2; value += step) {
    const text = Number(value.toPrecision(6)).toLocaleString("en");
    const place = y(value);
    ticks.push(
      drawing("line", {
        class: "grid",
        x1: MARGIN.left,
        x2: width - MARGIN.right,
        y1: place,
        y2: place,
      }),
      drawing("text", { x: MARGIN.left - 8, y: place + 4, "text-anchor": "end" }, text),
    );
  }
  return ticks;
}

function timeAxis(points, { width, x }) {
  const chosen = [];
  for (const point of points) {
    const place = x(point.at);
    const earlier = chosen.at(-1);
    if (!earlier || place - earlier.place >= TEXT_WIDTH) chosen.push({ place, label: point.label });
  }
  return chosen.map(({ place, label }) => {
    const anchor = place > width - TEXT_WIDTH ? "end" : place < TEXT_WIDTH ? "start" : "middle";
    return drawing("text", { x: place, y: HEIGHT - 10, "text-anchor": anchor }, label.slice(0, 10));
  });
}

function dot({ label, at, value }, { x, y }) {
  const title = drawing("title", {}, `${label}: ${value}`);
  return drawing("circle", { cx: x(at), cy: y(value), r: 4 }, title);
}
