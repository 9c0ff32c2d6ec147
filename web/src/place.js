// The place in the query where the server found a fault.
const marks = new WeakMap();

export function showPlace(yasqe, { line, column }) {
  if (!line) return;
  const row = Math.min(line, yasqe.lineCount()) - 1;
  const [start, end] = wordAt(yasqe.getLine(row), (column ?? 1) - 1);
  const handle = yasqe.addLineClass(row, "wrap", "faulty");
  const from = { line: row, ch: start };
  const word = yasqe.markText(from, { line: row, ch: end }, { className: "faulty-word" });
  yasqe.setCursor(from);
  marks.set(yasqe, () => {
    word.clear();
    yasqe.removeLineClass(handle, "wrap", "faulty");
  });
  const forget = () => {
    yasqe.off("change", forget);
    clearPlace(yasqe);
  };
  yasqe.on("change", forget);
}

// The parser stops at the first letter that it cannot take, or just after the word at fault.
function wordAt(text, place) {
  const before = text.slice(0, place).match(/[^\s{}()]*$/)[0];
  const after = text.slice(place).match(/^[^\s{}()]*/)[0];
  const start = place - before.length;
  return [start, Math.max(place + after.length, start + 1)];
}

export function clearPlace(yasqe) {
  marks.get(yasqe)?.();
  marks.delete(yasqe);
}
