// The views that need little: the answer as it was sent, yes or no, and what went wrong.
import { element } from "./dom.js";

const MOST_SHOWN = 200_000;

export class Raw {
  label = "Raw";
  priority = 2;

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    return Boolean(this.yasr.results && !this.yasr.results.hasError());
  }

  draw() {
    const text = this.yasr.results.getOriginalResponseAsString();
    const name = {
      class: "scroll raw-answer",
      tabindex: "0",
      role: "region",
      "aria-label": "Raw answer",
    };
    this.yasr.resultsEl.append(
      element("pre", name, element("code", {}, text.slice(0, MOST_SHOWN))),
    );
    if (text.length <= MOST_SHOWN) return;
    const note = "Only the beginning is shown here; download the result for all of it.";
    this.yasr.resultsEl.append(element("p", { class: "note" }, note));
  }
}

export class Verdict {
  label = "Yes or no";
  priority = 10;
  hideFromSelection = true;

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    return this.yasr.results?.getBoolean() !== undefined;
  }

  draw() {
    const verdict = this.yasr.results.getBoolean() ? "Yes" : "No";
    this.yasr.resultsEl.append(element("p", { class: "verdict" }, verdict));
  }
}

export class Fault {
  priority = 20;
  hideFromSelection = true;

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    return Boolean(this.yasr.results?.hasError());
  }

  draw() {
    const { title, hint } = problemOf(this.yasr.results.getError().text);
    const heading = element("p", {}, element("strong", {}, title));
    const box = element("div", { class: "fault", role: "alert" }, heading);
    if (hint) box.append(element("p", {}, hint));
    this.yasr.resultsEl.append(box);
  }
}

// Faults of the server are JSON; those of YASR, when it cannot read an answer, are plain words.
function problemOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { title: text };
  }
}
