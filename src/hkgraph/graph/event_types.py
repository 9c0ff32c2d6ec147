"""The scheme of event types: those that come with hkgraph, and those of a user's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Triple, parse

from hkgraph.graph import literals, vocab
from hkgraph.graph.iri import DEFAULT_BASE
from hkgraph.own_words.in_use import own_words
from hkgraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.graph.iri import Minter
    from hkgraph.own_words.records import OwnType


def event_type_triples(minter: Minter) -> Iterator[Triple]:
    """Describe the scheme below the base that is set, with the own words in use."""
    text = (resource("ontology") / "event-types.ttl").read_text(encoding="utf-8")
    text = text.replace(DEFAULT_BASE, minter.base)
    yield from (quad.triple for quad in parse(text, format=RdfFormat.TURTLE))
    for one in own_words().types:
        yield from _own(one, minter)


def _own(one: OwnType, minter: Minter) -> Iterator[Triple]:
    node = minter.node(f"event-type/{one.id}")
    yield Triple(node, vocab.TYPE, vocab.CONCEPT)
    yield Triple(node, vocab.term("skos:inScheme"), minter.node("event-type/"))
    yield Triple(node, vocab.term("skos:broader"), minter.node(f"event-type/{one.broader}"))
    yield Triple(node, vocab.PREF_LABEL, literals.words(one.label, "en"))
    if one.label_zh:
        yield Triple(node, vocab.ALT_LABEL, literals.words(one.label_zh, "zh-Hant"))
    if one.definition:
        yield Triple(node, vocab.term("skos:definition"), literals.words(one.definition, "en"))
