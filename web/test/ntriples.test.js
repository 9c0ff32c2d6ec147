import assert from "node:assert/strict";
import { test } from "node:test";

import { readTriples } from "../src/ntriples.js";

const objectOf = (text) => readTriples(`<x:s> <x:p> ${text} .\n`)[0].object;

test("literals keep their words, language and type", () => {
  assert.deepEqual(objectOf('"a \\"b\\" \\u9127\\n\\U0001F600"@zh-HK'), {
    type: "literal",
    value: 'a "b" 鄧\n😀',
    "xml:lang": "zh-HK",
    datatype: undefined,
  });
  assert.equal(objectOf('"7"^^<x:integer>').datatype, "x:integer");
});

test("a triple may be an object, and hold another", () => {
  const { type, value } = objectOf("<<( <x:a> <x:b> <<( _:c <x:d> <x:e> )>> )>>");

  assert.equal(type, "triple");
  assert.deepEqual(value.object.value.subject, { type: "bnode", value: "c" });
});

test("comments and empty lines are no triples", () => {
  assert.deepEqual(readTriples("# nothing\n\n"), []);
});

test("what is no term is refused", () => {
  assert.throws(() => objectOf("word"), SyntaxError);
});
