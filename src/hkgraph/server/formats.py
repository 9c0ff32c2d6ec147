"""The formats that answers come in, with their media types and short names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, slots=True, eq=False)
class Format:
    """One way to write an answer.

    Attributes:
        name: What ``?format=`` calls it; also the file name suffix.
        media_type: Sent as ``Content-Type``.
        writer: What Oxigraph calls it.
        aliases: Other media types that clients ask for it by.
    """

    name: str
    media_type: str
    writer: QueryResultsFormat | RdfFormat
    aliases: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The media type, with the character set where it is text."""
        text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if text else self.media_type

    def etag(self, digest: str) -> str:
        """Name what a generation with this digest gives in this format.

        It is weak, since rows and prefixes may come in another order.
        """
        return f'W/"{digest[:16]}-{self.name}"'


# Preferred first: the first of each is sent to a client that has no wish.
SOLUTIONS = (
    Format(
        "json",
        "application/sparql-results+json",
        QueryResultsFormat.JSON,
        ("application/json", "text/json"),
    ),
    Format(
        "xml",
        "application/sparql-results+xml",
        QueryResultsFormat.XML,
        ("application/xml", "text/xml"),
    ),
    Format("csv", "text/csv", QueryResultsFormat.CSV),
    Format("tsv", "text/tab-separated-values", QueryResultsFormat.TSV),
)
TRIPLES = (
    Format("ttl", "text/turtle", RdfFormat.TURTLE, ("application/turtle", "application/x-turtle")),
    Format("nt", "application/n-triples", RdfFormat.N_TRIPLES, ("text/plain",)),
    Format("rdf", "application/rdf+xml", RdfFormat.RDF_XML, ("application/xml", "text/xml")),
    Format("jsonld", "application/ld+json", RdfFormat.JSON_LD, ("application/json",)),
    Format("trig", "application/trig", RdfFormat.TRIG),
    Format("nq", "application/n-quads", RdfFormat.N_QUADS),
)

_LONG_NAMES = {
    "turtle": "ttl",
    "ntriples": "nt",
    "n-triples": "nt",
    "rdfxml": "rdf",
    "xml": "rdf",
    "json": "jsonld",
    "json-ld": "jsonld",
    "nquads": "nq",
    "n-quads": "nq",
}


@lru_cache(maxsize=256)
def find_format(formats: tuple[Format, ...], name: str) -> Format | None:
    """Find a format by short name, long name or media type."""
    wanted = name.strip().lower()
    exact = next((f for f in formats if wanted in (f.name, f.media_type)), None)
    if exact:
        return exact
    return next((f for f in formats if _LONG_NAMES.get(wanted) == f.name), None)
