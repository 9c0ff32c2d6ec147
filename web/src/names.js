// Names in place of the IRIs of things, asked for when the things are on the screen.
import { endpoint } from "./page.js";

const AT_ONCE = 300;
const known = new Map();

export async function putNames(parent) {
  const links = [...parent.querySelectorAll("a[data-iri]")];
  const missing = [...new Set(links.map((a) => a.dataset.iri))].filter((iri) => !known.has(iri));
  for (let start = 0; start < missing.length; start += AT_ONCE) {
    await learn(missing.slice(start, start + AT_ONCE));
  }
  for (const a of links) a.textContent = known.get(a.dataset.iri) || a.textContent;
}

async function learn(iris) {
  const query = `
    PREFIX schema: <https://schema.org/>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT ?thing ?name WHERE {
      VALUES ?thing { ${iris.map((iri) => `<${iri}>`).join(" ")} }
      ?thing skos:prefLabel|schema:headline ?name .
    }`;
  const headers = { Accept: "application/sparql-results+json" };
  const response = await fetch(endpoint, {
    method: "POST",
    body: new URLSearchParams({ query }),
    headers,
  }).catch(() => null);
  if (!response?.ok) return; // the IRIs stay: a name is a comfort
  for (const iri of iris) known.set(iri, "");
  for (const row of (await response.json()).results.bindings) {
    const earlier = known.get(row.thing.value);
    if (!earlier || row.name["xml:lang"] === "en") known.set(row.thing.value, row.name.value);
  }
}
