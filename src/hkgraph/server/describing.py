"""What the graph says of one thing, as triples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple, serialize

from hkgraph.graph import vocab

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

    from hkgraph.server.formats import Format

_ABOUT = (vocab.SUBJECT, vocab.OBJECT, vocab.REPORTED_IN)


def describe(store: Store, node: NamedNode) -> list[Triple]:
    """Give a thing's own triples, the statements about it and the words that they rest on.

    Of an article: what it says, its quotations, and their passages. Sorted, each triple once.
    """
    found = set(_triples(store, node))
    parts = {s for predicate in _ABOUT for s in _subjects(store, predicate, node)}
    if vocab.NEWS_ARTICLE in (t.object for t in found if t.predicate == vocab.TYPE):
        parts |= set(_subjects(store, vocab.IS_PART_OF, node))
    for part in parts:
        triples = list(_triples(store, part))
        found.update(triples)
        for triple in triples:
            if triple.predicate == vocab.EVIDENCE and isinstance(triple.object, NamedNode):
                found.update(_triples(store, triple.object))
    return sorted(found, key=str)


def write(triples: Iterable[Triple], form: Format, **prefixes: str) -> bytes:
    """Serialise triples with the project's prefixes and those given."""
    return serialize(triples, format=form.writer, prefixes=vocab.PREFIXES | prefixes) or b""  # type: ignore[arg-type]


def _triples(store: Store, node: NamedNode) -> Iterator[Triple]:
    return (quad.triple for quad in store.quads_for_pattern(node, None, None, None))


def _subjects(store: Store, predicate: NamedNode, node: NamedNode) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(None, predicate, node, None):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject
