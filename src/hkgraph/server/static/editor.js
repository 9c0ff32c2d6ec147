// The editor's three conveniences: run by keyboard, add a prefix, go to the faulty place.
"use strict";

const area = document.getElementById("query");

area.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    area.form.requestSubmit();
  }
});

for (const button of document.querySelectorAll("[data-prefix]")) {
  button.addEventListener("click", () => {
    const { prefix, namespace } = button.dataset;
    if (!new RegExp(`PREFIX\\s+${prefix}:`, "i").test(area.value)) {
      area.value = `PREFIX ${prefix}: <${namespace}>\n${area.value}`;
    }
    area.focus();
  });
}

if (area.dataset.line) {
  const lines = area.value.split("\n");
  const before = lines.slice(0, area.dataset.line - 1).join("\n").length;
  const place = before + (area.dataset.line > 1 ? 1 : 0) + Number(area.dataset.column) - 1;
  area.focus();
  area.setSelectionRange(place, place);
}
