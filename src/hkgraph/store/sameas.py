"""How a dump says that a thing is one of Wikidata: by which property, or not at all."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from hkgraph.graph import vocab

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

_OWL = NamedNode("http://www.w3.org/2002/07/owl#sameAs")
_EXACT_MATCH = NamedNode("http://www.w3.org/2004/02/skos/core#exactMatch")


class SameAs(StrEnum):
    """What a link is written as.

    ``owl`` says that all which is said of the one holds of the other, which a dump should not say
    unless it is asked to. ``skos`` is for concepts; what is none keeps ``schema:sameAs``, since
    skos:exactMatch would make concepts of people.
    """

    NONE = "none"
    SCHEMA = "schema"
    OWL = "owl"
    SKOS = "skos"


def say_same_as(
    quads: Iterable[Quad], choice: SameAs, store: Store, links: NamedNode
) -> Iterable[Quad]:
    """Write links as was chosen; they are stored as schema:sameAs.

    Args:
        links: The graph that they are in; what users say in theirs stays as it is.
    """
    return quads if choice is SameAs.SCHEMA else _rewritten(quads, choice, store, links)


def _rewritten(
    quads: Iterable[Quad], choice: SameAs, store: Store, links: NamedNode
) -> Iterator[Quad]:
    for quad in quads:
        is_link = quad.predicate == vocab.SAME_AS and quad.graph_name == links
        predicate = _predicate(quad, choice, store) if is_link else quad.predicate
        if predicate is not None:
            yield Quad(quad.subject, predicate, quad.object, quad.graph_name)


def _predicate(quad: Quad, choice: SameAs, store: Store) -> NamedNode | None:
    if choice is SameAs.NONE:
        return None
    if choice is SameAs.OWL:
        return _OWL
    typed = store.quads_for_pattern(quad.subject, vocab.TYPE, vocab.CONCEPT, None)
    return _EXACT_MATCH if any(typed) else quad.predicate
