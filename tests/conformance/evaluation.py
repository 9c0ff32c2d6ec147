"""The W3C's evaluation tests, apart from where they are run: what is loaded, asked and expected.

Result sets and datasets are compared by one means: both are written as RDF datasets, and these
are canonicalised (RDFC-1.0), which is isomorphism of blank nodes and comparison of bags in one.
"""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    parse,
    parse_query_results,
)

from conformance.reading import canonical
from conformance.w3c import FORMATS, QT, RDFS, UT, Entry, path_of

if TYPE_CHECKING:
    from conformance import w3c

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
VARIABLE = "resultVariable"
SOLUTIONS = {
    "srx": QueryResultsFormat.XML,
    "srj": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
    "csv": QueryResultsFormat.CSV,
}
XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = {
    f"{XSD}integer": int,
    f"{XSD}decimal": lambda text: Decimal(text).normalize(),
    f"{XSD}double": float,
    f"{XSD}float": float,
    f"{XSD}boolean": lambda text: text in ("true", "1"),
}
_ORDERED = re.compile(r"\border\s+by\b", re.IGNORECASE)
_FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dataset:
    """Graphs by name; the default graph's name is empty. The values are addresses of files."""

    graphs: dict[str, tuple[str, ...]]

    def canonical(self) -> dict[str, list[str]]:
        """Give the content of each graph that has any."""
        content = {name: canonical(triples(files)) for name, files in self.graphs.items()}
        return {name: lines for name, lines in content.items() if lines}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A query or update, with what it runs on.

    Attributes:
        base: The address of the request, against which its relative IRIs are resolved.
    """

    text: str
    base: str
    dataset: Dataset

    @property
    def with_base(self) -> str:
        return f"BASE <{self.base}>\n{self.text}"


def query_of(entry: Entry) -> Evaluation:
    """Read a query evaluation test; a graph that its FROM names is loaded under that name too."""
    manifest, action = entry.manifest, entry.action
    address = manifest.text(action, f"{QT}query")
    text = path_of(address).read_text(encoding="utf-8")
    graphs = {"": tuple(node.value for node in manifest.all(action, f"{QT}data"))}
    named = [node.value for node in manifest.all(action, f"{QT}graphData")]
    named += [address.rpartition("/")[0] + f"/{name}" for name in _FROM.findall(text)]
    graphs |= {name: (name,) for name in named}
    return Evaluation(text, address, Dataset(graphs))


def update_of(entry: Entry) -> Evaluation:
    """Read an update evaluation test."""
    address = entry.manifest.text(entry.action, f"{UT}request")
    text = path_of(address).read_text(encoding="utf-8")
    return Evaluation(text, address, _state(entry, entry.action))


def state_after(entry: Entry) -> dict[str, list[str]]:
    """Give the graphs that an update must leave behind."""
    return _state(entry, entry.result).canonical()


def _state(entry: Entry, node: w3c.Node) -> Dataset:
    manifest = entry.manifest
    graphs = {"": tuple(file.value for file in manifest.all(node, f"{UT}data"))}
    for named in manifest.all(node, f"{UT}graphData"):
        file = manifest.text(named, f"{UT}graph")
        graphs[manifest.text(named, f"{RDFS}label")] = (file,)
    return Dataset(graphs)


def triples(addresses: tuple[str, ...]) -> list[Quad]:
    """Read files into one graph."""
    return [quad for address in addresses for quad in _parsed(address)]


def _parsed(address: str):
    kind = FORMATS[address.rpartition(".")[2]]
    return parse(path=str(path_of(address)), format=kind, base_iri=address)


def result_of(entry: Entry):
    """Give the expected result in the form that ``solutions`` and ``canonical`` give."""
    address = entry.result.value
    suffix = address.rpartition(".")[2]
    if suffix not in FORMATS:
        return solutions(path_of(address).read_bytes(), suffix, ordered=is_ordered(entry))
    quads = list(_parsed(address))
    return _told_as_rdf(quads) or canonical(quads)


def _told_as_rdf(quads: list[Quad]):
    """Read a result set that is written in the vocabulary for them; None if it is plain RDF."""
    facts: dict[tuple, list] = {}
    for quad in quads:
        name = quad.predicate.value.removeprefix(RS)
        facts.setdefault((quad.subject, name), []).append(quad.object)
    names = [name.value for (_, told), them in facts.items() for name in them if told == VARIABLE]
    rows = [
        {facts[b, "variable"][0].value: facts[b, "value"][0] for b in facts[node, "binding"]}
        for (_, told), nodes in facts.items()
        for node in nodes
        if told == "solution"
    ]
    return (sorted(names), _bag(rows, ordered=False)) if names else None


def is_ordered(entry: Entry) -> bool:
    """Say whether the order of the rows is part of the result."""
    return bool(_ORDERED.search(query_of(entry).text))


def solutions(body: bytes, suffix: str, *, ordered: bool):
    """Give a result set, or a truth, one spelling.

    Args:
        suffix: Of a file with this format; CSV is compared by what it keeps of terms.
    """
    if suffix == "csv":
        table = list(csv.reader(io.StringIO(body.decode(), newline="")))
        rows = [dict(zip(table[0], map(_cell, row), strict=True)) for row in table[1:]]
        return sorted(table[0]), _bag(rows, ordered=ordered)
    result = parse_query_results(body, format=SOLUTIONS[suffix])
    if isinstance(result, QueryBoolean):
        return bool(result)
    names = [variable.value for variable in result.variables]
    rows = [dict(zip(names, row, strict=True)) for row in result]
    return sorted(names), _bag(rows, ordered=ordered)


def by_value(term):
    """Give numbers that are equal in one type one spelling; SPARQL's results are values."""
    if isinstance(term, Literal) and (read := NUMBERS.get(term.datatype.value)):
        with suppress(ValueError, InvalidOperation):
            return Literal(str(read(term.value)), datatype=term.datatype)
    return term


def _cell(text: str):
    return BlankNode(text[2:]) if text.startswith("_:") else Literal(text) if text else None


def _bag(rows: list[dict], *, ordered: bool) -> list[str]:
    quads = []
    for number, row in enumerate(rows):
        node = BlankNode()
        place = Literal(number if ordered else 0)
        quads.append(Quad(node, NamedNode("urn:row"), place, DefaultGraph()))
        quads += [
            Quad(node, NamedNode(f"urn:variable:{name}"), by_value(term), DefaultGraph())
            for name, term in row.items()
            if term is not None
        ]
    return canonical(quads)
