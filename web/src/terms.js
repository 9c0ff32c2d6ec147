// RDF terms as people read them: things of this graph by name and linked to their pages.
import { element } from "./dom.js";
import { base, prefixes, things } from "./page.js";

export const isThing = (term) => term?.type === "uri" && term.value.startsWith(base);

export function shorten(iri, more = {}) {
  if (iri.startsWith(base)) return iri.slice(base.length);
  const fitting = Object.entries({ ...prefixes, ...more })
    .filter(([, namespace]) => namespace && iri.startsWith(namespace))
    .sort(([, one], [, other]) => other.length - one.length)[0];
  return fitting ? `${fitting[0]}:${iri.slice(fitting[1].length)}` : iri;
}

// What is escaped in an IRI already stays as it is.
const NOT_IN_PATHS = /[^\w/\-.~%]/gu;

// Only http and https may be followed; a javascript: IRI is data like any other.
const isWebAddress = (iri) => /^https?:\/\//i.test(iri);

export function shown(term, more) {
  if (!term) return "";
  if (term.type === "uri") return link(term.value, more);
  if (term.type === "bnode") return element("span", { class: "note" }, `_:${term.value}`);
  if (term.type === "triple") return tripleTerm(term.value, more);
  const language = term["xml:lang"];
  const words = element("span", { lang: language, dir: "auto" }, term.value);
  if (!language || language === "en") return words;
  return element("span", {}, words, " ", element("span", { class: "note" }, language));
}

function link(iri, more) {
  const text = shorten(iri, more);
  if (iri.startsWith(base)) {
    const path = iri.slice(base.length).replace(NOT_IN_PATHS, encodeURIComponent);
    return element("a", { href: things + path, title: iri, "data-iri": iri }, text);
  }
  if (!isWebAddress(iri)) return element("span", { title: iri }, text);
  return element("a", { href: iri, title: iri, rel: "noopener nofollow external" }, text);
}

function tripleTerm({ subject, predicate, object }, more) {
  const parts = [subject, predicate, object].flatMap((term) => [shown(term, more), " "]);
  return element("span", {}, "<<( ", ...parts, ")>>");
}
