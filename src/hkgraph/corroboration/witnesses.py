"""On whose word a statement rests: the source that the article credits, or who wrote the text.

Two papers that credit one source, or print one text, are one witness. An agent without a name
speaks for the body that he belongs to, and what an agency wrote is the agency's word, whoever
prints it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.articles.bylines import dateline_outlet, signing_agency
from hkgraph.articles.outlets import outlet_named
from hkgraph.corroboration.links import Said
from hkgraph.identity.keys import NodeKey
from hkgraph.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hkgraph.corroboration.likeness import Texts
    from hkgraph.model import ArticleKey, Extract, LocalId, Telling

    Nodes = Mapping[ArticleKey, Mapping[LocalId, NodeKey]]


def find_witnesses(
    tellings: Sequence[Telling],
    nodes: Nodes,
    texts: Texts,
) -> Iterator[tuple[NodeKey, Said]]:
    """Give the witness of every statement, by canonical key.

    Args:
        nodes: Canonical keys of what each article names.
        texts: Which articles are one text.
    """
    by_key = {telling.article.key: telling for telling in tellings}
    own = {key: _own_voice(telling, nodes[key]) for key, telling in by_key.items()}
    for key, telling in sorted(by_key.items()):
        voice = _first_voice([by_key[one] for one in texts[key]], nodes, own)
        for one in telling.extract.statements:
            credited = one.attributed_to
            witness = _source(credited, telling.extract, nodes[key]) if credited else voice
            yield witness, Said(key, one)


def _source(credited: LocalId, extract: Extract, names: Mapping[LocalId, NodeKey]) -> NodeKey:
    """Give who is credited, or whom an agent without a name speaks for."""
    entity = next(one for one in extract.entities if one.id == credited)
    if not entity.anonymous:
        return names[credited]
    bodies = (m.organisation for m in extract.memberships if m.person == credited)
    body = next((one for one in bodies if one), None)
    return names[body] if body else names[credited]


def _own_voice(telling: Telling, names: Mapping[LocalId, NodeKey]) -> NodeKey:
    """Give the publisher, or the article itself where nobody is named."""
    publisher = telling.extract.publisher
    return names[publisher] if publisher else NodeKey(f"article/{telling.article.key}")


def _first_voice(
    ordered: list[Telling], nodes: Nodes, own: Mapping[ArticleKey, NodeKey]
) -> NodeKey:
    """Give who wrote a text that several print: an agency, else whoever printed it first."""
    agencies = (_agency(telling, nodes[telling.article.key]) for telling in ordered)
    return next((one for one in agencies if one), own[ordered[0].article.key])


def _agency(telling: Telling, names: Mapping[LocalId, NodeKey]) -> NodeKey | None:
    """Give the agency that a text comes from, by its dateline, signature or byline."""
    extract = telling.extract
    prose = [
        telling.article.text[block.start : block.end]
        for block in telling.article.blocks
        if block.kind is BlockKind.PARAGRAPH
    ]
    signed = {dateline_outlet(prose[0]), signing_agency(prose[-1])} if prose else set()
    for entity in extract.entities:
        outlet = outlet_named(entity.name)
        if outlet is None or not outlet.is_agency:
            continue
        if outlet.name in signed or entity.id in (*extract.authors, *extract.contributors):
            return names[entity.id]
    return None
