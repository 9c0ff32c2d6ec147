import assert from "node:assert/strict";
import { test } from "node:test";

import { wholeLines, wholeRows } from "../src/whole.js";

const row = (value) => ({ a: { type: "literal", value } });
const ROWS = [row('a "quoted" }]} word'), row("back\\slash"), row("鄧美寶"), row("last")];
const TEXT = JSON.stringify({ head: { vars: ["a"] }, results: { bindings: ROWS } });

test("a text cut anywhere keeps the rows before the cut", () => {
  const start = TEXT.indexOf("[{") + 1;

  for (let cut = start + JSON.stringify(ROWS[0]).length; cut < TEXT.length; cut += 1) {
    const kept = JSON.parse(wholeRows(TEXT.slice(0, cut))).results.bindings;
    assert.deepEqual(kept, ROWS.slice(0, kept.length));
    assert.ok(kept.length > 0);
  }
});

test("a text cut before its first row has none", () => {
  const kept = JSON.parse(wholeRows(TEXT.slice(0, TEXT.indexOf("[{") + 5)));

  assert.deepEqual(kept.results.bindings, []);
});

test("a line that is not finished goes", () => {
  assert.equal(wholeLines("one .\ntwo .\nthr"), "one .\ntwo .\n");
});
