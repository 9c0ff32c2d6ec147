"""Descriptions that are no statements: what an entity is called, what a role or a time is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from hkgraph.graph import literals, vocab
from hkgraph.identity.linking.records import LinkState
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.graph.iri import Minter
    from hkgraph.identity.linking.records import Link
    from hkgraph.identity.resolution import Description
    from hkgraph.model import TimeValue

WIKIDATA = "http://www.wikidata.org/entity/"

#: Classes of each kind; superclasses that people ask for are written, since nothing infers them.
CLASSES: dict[Kind, tuple[NamedNode, ...]] = {
    Kind.PERSON: (vocab.PERSON,),
    Kind.ORGANISATION: (vocab.ORGANIZATION, vocab.ORG_ORGANIZATION),
    Kind.MEDIA: (vocab.NEWS_MEDIA, vocab.ORGANIZATION, vocab.ORG_ORGANIZATION),
    Kind.OFFICE: (vocab.OFFICE, vocab.ORGANIZATION, vocab.ORG_ORGANIZATION),
    Kind.PLACE: (vocab.PLACE,),
    Kind.LAW: (vocab.LEGISLATION,),
    Kind.OFFENCE: (vocab.CONCEPT,),
}


def describe_entity(node: NamedNode, entity: Description) -> Iterator[Triple]:
    """Give types and labels: one preferred label, so that a join with it keeps its rows."""
    for kind in CLASSES[entity.kind]:
        yield Triple(node, vocab.TYPE, kind)
    yield Triple(node, vocab.PREF_LABEL, literals.label(entity.name))
    for alias in {*entity.aliases, entity.name_zh} - {entity.name, ""}:
        yield Triple(node, vocab.ALT_LABEL, literals.label(alias))
    for alias in entity.hidden:
        yield Triple(node, vocab.HIDDEN_LABEL, literals.label(alias))


def describe_time(node: NamedNode, time: TimeValue) -> Iterator[Triple]:
    """Give what a date allows; one date may rest on several bases."""
    yield Triple(node, vocab.TYPE, vocab.TIME_SPAN)
    yield Triple(node, vocab.EDTF, Literal(time.edtf))
    yield Triple(node, vocab.TIME_BASIS, vocab.term(f"hk:{time.basis.value}"))
    if time.not_before:
        yield Triple(node, vocab.NOT_BEFORE, literals.day(time.not_before.isoformat()))
    if time.not_after:
        yield Triple(node, vocab.NOT_AFTER, literals.day(time.not_after.isoformat()))


def describe_role(node: NamedNode, title: str) -> Iterator[Triple]:
    """Give a role its label."""
    yield Triple(node, vocab.TYPE, vocab.ROLE)
    yield Triple(node, vocab.PREF_LABEL, literals.label(title))


def describe_link(
    entity: NamedNode, link: Link, knowledge_base: str, minter: Minter
) -> Iterator[Triple]:
    """Give what came of looking an entity up in Wikidata, and the link if there is one."""
    ids = [candidate.qid for candidate in link.candidates]
    node = minter.hashed("link", entity.value, *ids)
    yield Triple(node, vocab.TYPE, vocab.ENTITY_LINK)
    yield Triple(node, vocab.ENTITY, entity)
    yield Triple(node, vocab.LINK_STATE, vocab.term(f"hk:{link.state.value}"))
    yield Triple(node, vocab.METHOD, Literal(link.method))
    yield Triple(node, vocab.KNOWLEDGE_BASE, Literal(knowledge_base))
    for qid in ids:
        yield Triple(node, vocab.CANDIDATE, NamedNode(WIKIDATA + qid))
    if link.state is not LinkState.NOT_LOOKED_UP:
        yield Triple(node, vocab.CONFIDENCE, literals.decimal(link.confidence))
    if link.reviewer:
        yield Triple(node, vocab.REVIEWER, Literal(link.reviewer))
    if link.state is LinkState.LINKED:
        yield Triple(entity, vocab.SAME_AS, NamedNode(WIKIDATA + ids[0]))
