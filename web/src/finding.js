// Finding a thing by name and putting its IRI where the cursor is.
import { element } from "./dom.js";
import { search } from "./page.js";

const MOST = 8;
const PAUSE = 150;

export function findingBox(put) {
  const found = element("ul", { class: "found", "aria-live": "polite", "aria-label": "Found" });
  const input = element("input", {
    type: "search",
    id: "thing",
    placeholder: "Name of a person, body, law …",
    maxlength: "200",
    autocomplete: "off",
  });
  let latest;
  const look = async () => {
    const words = input.value.trim();
    const hits = words ? await hitsFor(words) : [];
    if (input.value.trim() === words) found.replaceChildren(...hits.map((hit) => choice(hit, put)));
  };
  input.addEventListener("input", () => {
    clearTimeout(latest);
    latest = setTimeout(look, PAUSE);
  });
  const heading = element(
    "h2",
    {},
    element("label", { for: "thing" }, "Put a thing into the query"),
  );
  return element("section", { class: "finding" }, heading, input, found);
}

async function hitsFor(words) {
  const fields = new URLSearchParams({ q: words, format: "json", limit: MOST });
  const response = await fetch(`${search}?${fields}`).catch(() => null);
  return response?.ok ? (await response.json()).hits : [];
}

function choice(hit, put) {
  const button = element("button", { type: "button", class: "as-link", title: hit.iri }, hit.label);
  button.addEventListener("click", () => put(`<${hit.iri}>`));
  return element("li", {}, button, " ", element("span", { class: "note" }, hit.kind));
}
