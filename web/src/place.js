// The place in the query where the server found a fault.
const marks = new WeakMap();

export function showPlace(yasqe, { line, column }) {
  if (!line) return;
  const row = Math.min(line, yasqe.lineCount()) - 1;
  const text = yasqe.getLine(row);
  const start = Math.min(Math.max(column ?? 1, 1) - 1, text.length);
  const length = text.slice(start).match(/^[\w:?$<>-]+/)?.[0].length ?? 1;
  const handle = yasqe.addLineClass(row, "wrap", "faulty");
  const word = yasqe.markText(
    { line: row, ch: start },
    { line: row, ch: start + length },
    { className: "faulty-word" },
  );
  yasqe.setCursor({ line: row, ch: start });
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

export function clearPlace(yasqe) {
  marks.get(yasqe)?.();
  marks.delete(yasqe);
}
