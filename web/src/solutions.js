// The rows of an answer, just as they were sent.
const read = new WeakMap();

// Gives { variables, rows } for the answer to a SELECT, else null.
export function solutionsOf(results) {
  if (!read.has(results)) read.set(results, parse(results));
  return read.get(results);
}

function parse(results) {
  if (results.hasError() || !(results.getContentType() ?? "").includes("json")) return null;
  const { head, results: found } = JSON.parse(results.getOriginalResponseAsString());
  return found ? { variables: head.vars, rows: found.bindings } : null;
}

const NUMERIC = /#(?:integer|decimal|double|float|int|long|nonNegativeInteger)$/;
export const isNumber = (term) => Boolean(term?.datatype && NUMERIC.test(term.datatype));
