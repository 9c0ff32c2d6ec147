"""What a search has found, as programs get it and as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, Field
from pyoxigraph import NamedNode

from hkgraph.search.reading import Kind  # noqa: TC001  # pydantic reads it

if TYPE_CHECKING:
    from hkgraph.search.querying import Hit
    from hkgraph.search.wanted import Piece, Wanted
    from hkgraph.server.graph_reader import Reader, Value
    from hkgraph.server.rendering import Pages
    from hkgraph.server.searches import Found

SNIPPET_LETTERS = 220


class HitBody(BaseModel):
    """A thing that was found."""

    iri: str
    label: str = Field(description="What it is called; of a quotation its text.")
    kind: Kind
    matched: str = Field(description="The text that has the words in it.")
    matched_in: str = Field(description="label, alias, headline or quotation")
    language: str = Field(description="Of the matched text; empty for none.")
    href: str | None = Field(description="Its page on this server; null for none.")
    article: str | None = Field(description="IRI of the article that a quotation stands in.")


class FoundBody(BaseModel):
    """What a search has found, best first."""

    query: str
    generation: int = Field(description="Number of the generation that was searched.")
    hits: list[HitBody]
    did_you_mean: list[str] = Field(description="Where nothing was found: words that are known.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A hit as the page shows it.

    Attributes:
        label: With the words marked.
        also: The text that has the words in it, where it is not the label.
        article: Where a quotation stands.
    """

    iri: str
    label: list[Piece]
    also: list[Piece]
    article: Value | None


def body(query: str, found: Found, pages: Pages) -> FoundBody:
    """Put what was found into the form for programs."""
    hits = [
        HitBody(
            iri=hit.iri,
            label=hit.label,
            kind=hit.kind,
            matched=hit.text,
            matched_in=hit.role.word,
            language=hit.language,
            href=pages.href(hit.iri),
            article=hit.article,
        )
        for hit in found.hits
    ]
    return FoundBody(
        query=query, generation=found.generation, hits=hits, did_you_mean=found.guesses
    )


def groups(found: Found, reader: Reader) -> dict[str, list[Line]]:
    """Sort what was found by what it is; the group of the best hit comes first."""
    sorted_by_kind: dict[str, list[Line]] = {}
    for hit in found.hits:
        kind = reader.class_of(NamedNode(hit.iri))
        lines = sorted_by_kind.setdefault(kind.plural if kind else "others", [])
        lines.append(_line(hit, found.wanted, reader))
    return sorted_by_kind


def _line(hit: Hit, wanted: Wanted, reader: Reader) -> Line:
    return Line(
        iri=hit.iri,
        label=wanted.snippet(hit.label, SNIPPET_LETTERS),
        also=wanted.snippet(hit.text, SNIPPET_LETTERS) if hit.text != hit.label else [],
        article=reader.show(NamedNode(hit.article)) if hit.article else None,
    )
