// N-Triples 1.2 as rows of subject, predicate and object. YASR's own reader knows RDF 1.1 alone.
const IRI = /\s*<([^<>]*)>/y;
const BLANK = /\s*_:(\S+)/y;
const LITERAL = /\s*"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?/y;
const OPENING = /\s*<<\(/y;
const CLOSING = /\s*\)>>/y;
const ESCAPES = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

export function readTriples(text) {
  const lines = text.split("\n").filter((line) => line && !line.startsWith("#"));
  return lines.map((line) => triple(new Cursor(line)));
}

class Cursor {
  constructor(line) {
    this.line = line;
    this.place = 0;
  }

  take(pattern) {
    pattern.lastIndex = this.place;
    const found = pattern.exec(this.line);
    if (found) this.place = pattern.lastIndex;
    return found;
  }
}

function triple(cursor) {
  return { subject: term(cursor), predicate: term(cursor), object: term(cursor) };
}

function term(cursor) {
  if (cursor.take(OPENING)) {
    const value = triple(cursor);
    cursor.take(CLOSING);
    return { type: "triple", value };
  }
  const iri = cursor.take(IRI);
  if (iri) return { type: "uri", value: unescaped(iri[1]) };
  const blank = cursor.take(BLANK);
  if (blank) return { type: "bnode", value: blank[1] };
  const literal = cursor.take(LITERAL);
  if (!literal) throw new SyntaxError(`not a term: ${cursor.line.slice(cursor.place)}`);
  const [, value, language, datatype] = literal;
  return { type: "literal", value: unescaped(value), "xml:lang": language, datatype };
}

function unescaped(text) {
  return text.replace(/\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|(.))/g, (_, short, long, letter) =>
    letter ? (ESCAPES[letter] ?? letter) : String.fromCodePoint(parseInt(short ?? long, 16)),
  );
}
