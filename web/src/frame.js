// What stands around every view of a result: how much, how long, whether it is all, downloads.
import { fitsAddress, isCut, isGraph } from "./asking.js";
import { element } from "./dom.js";
import { endpoint } from "./page.js";
import { solutionsOf } from "./solutions.js";
import { count } from "./table.js";

const SOLUTIONS = ["json", "xml", "csv", "tsv"];
const TRIPLES = ["ttl", "nt", "rdf", "jsonld", "trig", "nq"];
const CUT_NOTE =
  "This is only the beginning: the answer is too long for a page. " +
  "Download it for all of it, or ask for less.";
const framed = new WeakSet();
const asked = new WeakMap();

// Takes an older result away while a query runs, so that it cannot pass for the new one, and
// notes what was asked: by the time of a download the editor may hold another text.
export function frame(yasr, query) {
  asked.set(yasr, query);
  yasr.results = undefined;
  yasr.resultsEl.replaceChildren();
  tell(yasr, "Running …");
  if (framed.has(yasr)) return;
  framed.add(yasr);
  yasr.headerEl.querySelector(".yasr_response_chip").setAttribute("role", "status");
  yasr.on("drawn", () => surround(yasr));
}

function surround(yasr) {
  const { results } = yasr;
  if (!results) return; // the next query has begun meanwhile
  if (results.hasError()) {
    tell(yasr, "");
    return;
  }
  const solutions = solutionsOf(results);
  const cut = isCut(results);
  tell(yasr, `${amount(solutions, cut)} in ${(results.getResponseTime() / 1000).toFixed(3)} s`);
  const formats = isGraph(results) ? TRIPLES : SOLUTIONS;
  yasr.resultsEl.prepend(downloads(asked.get(yasr), formats));
  if (cut) yasr.resultsEl.prepend(element("p", { class: "caution" }, CUT_NOTE));
}

export function tell(yasr, text) {
  const chip = yasr.headerEl.querySelector(".yasr_response_chip");
  chip.classList.remove("empty");
  chip.textContent = text;
}

function amount(solutions, cut) {
  if (!solutions) return "Answered";
  const number = solutions.rows.length;
  const rows = `${count(number)} row${number === 1 ? "" : "s"}`;
  return cut ? `The first ${rows}` : rows;
}

function downloads(query, formats) {
  const make = fitsAddress(query) ? linkTo : buttonFor;
  const all = formats.flatMap((format) => [" · ", make(query, format)]).slice(1);
  return element("p", { class: "downloads" }, "Download: ", ...all);
}

function linkTo(query, format) {
  const href = `${endpoint}?${new URLSearchParams({ query, format })}`;
  return element("a", { href, download: `result.${format}` }, format.toUpperCase());
}

// A query that is too long for an address is posted, and what comes back is saved.
function buttonFor(query, format) {
  const save = async () => {
    const body = new URLSearchParams({ query, format });
    const response = await fetch(endpoint, { method: "POST", body });
    const href = URL.createObjectURL(await response.blob());
    element("a", { href, download: `result.${format}` }).click();
    URL.revokeObjectURL(href);
  };
  return element(
    "button",
    { type: "button", class: "as-link", onclick: save },
    format.toUpperCase(),
  );
}
