// The whole part of a text that was cut anywhere.

// Keeps the rows of SPARQL JSON results that are complete, and closes what is open after them.
export function wholeRows(text) {
  let depth = 0;
  let inString = false;
  let end = -1;
  for (let place = 0; place < text.length; place += 1) {
    const letter = text[place];
    if (inString) {
      if (letter === "\\") place += 1;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === "{" || letter === "[") {
      depth += 1;
      if (letter === "[") end = place + 1;
    } else if (letter === "}" || letter === "]") {
      depth -= 1;
      if (depth === ROWS) end = place + 1;
    }
  }
  return `${text.slice(0, end)}]}}`;
}

// {"results": {"bindings": [ : a row is what closes inside three brackets.
const ROWS = 3;

export const wholeLines = (text) => text.slice(0, text.lastIndexOf("\n") + 1);
