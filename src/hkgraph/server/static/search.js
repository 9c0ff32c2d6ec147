// Suggestions while a name is typed: an editable combobox with a list (WAI-ARIA practices).
// The form works without it; what it adds is fetched from the form's own address.
"use strict";

const PAUSE_MS = 120;
const MOST = 8;

for (const form of document.querySelectorAll("form.find")) suggest(form, form.elements.q);

function suggest(form, input) {
  const list = make("ul", { id: `${input.id}-hits`, role: "listbox", className: "suggestions" });
  const status = make("p", { role: "status", className: "unseen" });
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  form.append(list, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.autocomplete = "off";
  let timer, request, chosen = -1;
  close();

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    choose(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function choose(index) {
    list.children[chosen]?.removeAttribute("aria-selected");
    chosen = index;
    const option = list.children[index];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function show(hits) {
    choose(-1);
    list.replaceChildren(...hits.map((hit, index) => line(hit, `${list.id}-${index}`)));
    list.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = hits.length ? `${hits.length} suggestions` : "No suggestions";
  }

  async function ask() {
    request?.abort();
    request = new AbortController();
    const address = new URL(form.action);
    address.search = new URLSearchParams({ q: input.value, limit: MOST, format: "json" });
    try {
      const response = await fetch(address, { signal: request.signal });
      if (response.ok) show((await response.json()).hits.filter((hit) => hit.href));
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", (event) => {
    // Until a Chinese word is composed, the field holds its spelling.
    if (event.isComposing) return;
    clearTimeout(timer);
    if (input.value.trim()) timer = setTimeout(ask, PAUSE_MS);
    else close();
  });
  input.addEventListener("compositionend", () => input.dispatchEvent(new Event("input")));
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const count = list.children.length;
    if (event.key === "ArrowDown") choose(chosen + 1 < count ? chosen + 1 : -1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? count - 1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) open(list.children[chosen]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the field keeps the focus
    if (event.button === 0) open(event.target.closest("li"));
  });
}

function open(option) {
  location.assign(option.dataset.href);
}

function line(hit, id) {
  const option = make("li", { id, role: "option" });
  option.dataset.href = hit.href;
  const also = hit.matched === hit.label ? hit.kind : `${hit.matched} · ${hit.kind}`;
  option.append(
    make("span", { className: "name", textContent: hit.label }),
    make("span", { className: "note", textContent: also }),
  );
  return option;
}

function make(name, properties) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  return element;
}
