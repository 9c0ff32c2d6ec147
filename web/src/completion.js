// Completion from this dataset alone. YASQE's own completers ask prefix.cc and LOV.
import { description, prefixes } from "./page.js";

const MOST = 50;
const VOID = "http://rdfs.org/ns/void#";

export function completeFromDataset(Yasqe) {
  const declared = Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`);
  replace(Yasqe, "prefixes", () => declared, { persistenceId: null });
  replace(Yasqe, "class", async (_, token) => fitting(token, await terms("class")));
  replace(Yasqe, "property", async (_, token) => fitting(token, await terms("property")));
}

function replace(Yasqe, name, get, more = {}) {
  Yasqe.registerAutocompleter({ ...Yasqe.Autocompleters[name], ...more, get });
}

function fitting(token, iris) {
  const typed = (token?.autocompletionString ?? "").toLowerCase();
  const local = (iri) => iri.slice(Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1);
  const fits = (iri) =>
    iri.toLowerCase().startsWith(typed) ||
    (!token.tokenPrefix && local(iri).toLowerCase().startsWith(typed));
  return iris.filter(fits).slice(0, MOST);
}

// VoID is asked for once, when somebody first completes a term.
let asked;
async function terms(kind) {
  asked ??= fetch(description, { headers: { Accept: "application/n-triples" } })
    .then((response) => (response.ok ? response.text() : ""))
    .catch(() => "");
  const lines = (await asked).split("\n");
  const iri = (line) => line.match(/<([^>]*)> \.$/)?.[1];
  const found = lines.filter((line) => line.includes(` <${VOID}${kind}> `)).map(iri);
  return [...new Set(found.filter(Boolean))].sort();
}
