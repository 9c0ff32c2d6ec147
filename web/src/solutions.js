// The rows of an answer, just as they were sent.
import { isGraph } from "./asking.js";
import { readTriples } from "./ntriples.js";

const TRIPLE = ["subject", "predicate", "object"];
const read = new WeakMap();

// Gives { variables, rows } for solutions and for triples; null for a yes or no and for a fault.
export function solutionsOf(results) {
  if (!read.has(results)) read.set(results, parse(results));
  return read.get(results);
}

function parse(results) {
  if (results.hasError()) return null;
  const text = results.getOriginalResponseAsString();
  if (isGraph(results)) return { variables: TRIPLE, rows: readTriples(text) };
  const { head, results: found } = JSON.parse(text);
  return found ? { variables: head.vars, rows: found.bindings } : null;
}

const NUMERIC = /#(?:integer|decimal|double|float|int|long|nonNegativeInteger)$/;
export const isNumber = (term) => Boolean(term?.datatype && NUMERIC.test(term.datatype));
