// Keys for answers, and the token kept for as long as the tab is open. All works without it.
const KEPT = "hkgraph-token";
const fields = [...document.querySelectorAll("input[name=token]")];

for (const field of fields) {
  field.value = sessionStorage.getItem(KEPT) ?? "";
  field.addEventListener("input", () => {
    for (const other of fields) other.value = field.value;
    sessionStorage.setItem(KEPT, field.value);
  });
}

const isTyping = (target) => target.closest("input, textarea, select") !== null;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const choice = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (choice) {
    event.preventDefault();
    choice.click();
  }
});
