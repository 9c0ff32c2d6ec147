"""Reads results in every format, by the format's own rules, into forms that compare."""

from __future__ import annotations

import csv
import io

from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    parse,
    parse_query_results,
)

SOLUTIONS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}


def canonical(quads) -> list[str]:
    """Give isomorphic graphs one spelling."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


def graph(body: bytes, kind: str, base: str | None = None) -> list[str]:
    """Read RDF; a format that does not say what graph its triples are in gives the nameless one."""
    return canonical(parse(body, format=GRAPHS[kind], base_iri=base))


def truth(body: bytes, kind: str) -> bool:
    """Read the answer of an ASK."""
    if kind in ("text/csv", "text/tab-separated-values"):
        return {"true": True, "false": False}[body.decode().strip()]
    answer = parse_query_results(body, format=SOLUTIONS[kind])
    assert isinstance(answer, QueryBoolean)
    return bool(answer)


def first_column(body: bytes, kind: str) -> list[str]:
    """Read the values of a SELECT's first variable, without their types."""
    if kind == "text/csv":
        return [row[0] for row in csv.reader(io.StringIO(body.decode(), newline=""))][1:]
    rows = parse_query_results(body, format=SOLUTIONS[kind])
    return [row[0].value for row in rows]
