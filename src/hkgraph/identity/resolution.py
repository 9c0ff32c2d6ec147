"""Who is who among the live articles, as one function of them and of static resources."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hkgraph.identity.clusters import cluster
from hkgraph.identity.homonyms import Member
from hkgraph.identity.judgements import Judgements
from hkgraph.identity.keys import Keyed, NodeKey, key_entity
from hkgraph.identity.linking.judged import link_of
from hkgraph.identity.linking.linker import Linker
from hkgraph.identity.linking.records import Link, LinkState
from hkgraph.identity.matching.profiles import profile_all
from hkgraph.identity.standing import private_people
from hkgraph.identity.structures import Structures
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hkgraph.identity.grouping import Pair
    from hkgraph.identity.keys import KnownName
    from hkgraph.model import ArticleKey, LocalId, Telling
    from hkgraph.wikidata.knowledge_base import KnowledgeBase

NONE_GIVEN = Judgements()


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What the live articles and static resources call one entity.

    Attributes:
        name: The gazetteer's or knowledge base's name, else the one that most articles use.
        aliases: Other full names, sorted.
        hidden: Names too short to stand alone, such as a bare surname; sorted.
    """

    key: NodeKey
    kind: Kind
    name: str
    name_zh: str
    aliases: tuple[str, ...]
    hidden: tuple[str, ...]
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Names of nodes for all live articles.

    Attributes:
        nodes: By article, from local id (entity, event, membership) to canonical key.
        own: The same, to the key that the article itself mints.
        merged: From each key that is not canonical to the one that is.
        entities: By canonical key.
        named: Canonical keys of entities that several articles may mean.
        unsure: Pairs that may be one thing, which nobody has judged.
    """

    nodes: Mapping[ArticleKey, Mapping[LocalId, NodeKey]]
    own: Mapping[ArticleKey, Mapping[LocalId, NodeKey]]
    merged: Mapping[NodeKey, NodeKey]
    entities: Mapping[NodeKey, Description]
    named: frozenset[NodeKey] = frozenset()
    unsure: tuple[Pair, ...] = ()


def resolve(
    tellings: Iterable[Telling],
    gazetteer: Mapping[str, KnownName],
    knowledge_base: KnowledgeBase,
    judgements: Judgements = NONE_GIVEN,
) -> Resolution:
    """Resolve entities, then the memberships and events that are named by them."""
    tellings = sorted(tellings, key=lambda t: t.article.key)
    linker = Linker(knowledge_base)
    members = [one for telling in tellings for one in _members(telling, gazetteer, linker)]
    clusters = cluster((one for one in members if one.keyed.comparable), judgements)
    own: dict[ArticleKey, dict[LocalId, NodeKey]] = {t.article.key: {} for t in tellings}
    for one in members:
        own[one.keyed.article][one.keyed.entity.id] = clusters.own.get(one.place, one.keyed.key)
    canonical = dict(clusters.canonical)
    nodes = {
        article: {local: canonical.get(key, key) for local, key in keys.items()}
        for article, keys in own.items()
    }
    keyed = [replace(k, key=own[k.article][k.entity.id]) for k in (one.keyed for one in members)]
    structures = Structures(tellings, own, nodes, {k.key for k in keyed if k.comparable})
    merged, unsure = structures.resolve(judgements)
    canonical |= merged
    return Resolution(
        nodes=nodes,
        own=own,
        merged={key: target for key, target in canonical.items() if key != target},
        entities=_describe(keyed, canonical, gazetteer, judgements),
        named=frozenset(canonical.get(k.key, k.key) for k in keyed if k.comparable),
        unsure=(*clusters.unsure, *unsure),
    )


def _members(
    telling: Telling, gazetteer: Mapping[str, KnownName], linker: Linker
) -> Iterator[Member]:
    """Name and describe the entities of one article, by it and by static resources alone."""
    private = private_people(telling)
    links = linker.link(telling, known_names(telling, gazetteer), private)
    keyed = [
        key_entity(telling.article.key, one, gazetteer, links[one.id], private=one.id in private)
        for one in telling.extract.entities
    ]
    for one, profile in zip(keyed, profile_all(telling, keyed, private), strict=True):
        yield Member(keyed=one, profile=profile, published=telling.article.published or "")


def known_names(
    telling: Telling, gazetteer: Mapping[str, KnownName]
) -> dict[LocalId, tuple[str, ...]]:
    """Give the names to look entities up by: the gazetteer's first, then those of the article."""
    names: dict[LocalId, tuple[str, ...]] = {}
    for one in telling.extract.entities:
        known = gazetteer.get(one.gazetteer or "")
        rest = (known.name, known.name_zh, *known.aliases) if known else ()
        names[one.id] = tuple(filter(None, dict.fromkeys((*rest, one.name, *one.aliases))))
    return names


def _describe(
    keyed: list[Keyed],
    canonical: Mapping[NodeKey, NodeKey],
    gazetteer: Mapping[str, KnownName],
    judgements: Judgements,
) -> dict[NodeKey, Description]:
    members: defaultdict[NodeKey, list[Keyed]] = defaultdict(list)
    for one in keyed:
        members[canonical.get(one.key, one.key)].append(one)
    return {
        key: _description(key, group, gazetteer, judgements)
        for key, group in sorted(members.items())
    }


def _description(
    key: NodeKey,
    group: list[Keyed],
    gazetteer: Mapping[str, KnownName],
    judgements: Judgements,
) -> Description:
    rows = (gazetteer.get(k.entity.gazetteer or "") for k in group)
    known = next(filter(None, rows), None)
    answer = link_of(key, group, judgements)
    linked = answer.candidates[0] if answer.state is LinkState.LINKED else None
    counts = Counter(k.entity.name for k in group)
    common = max(counts, key=lambda name: (counts[name], len(name), name))
    name = known.name if known else linked.label if linked else common
    others = {n for k in group for n in (k.entity.name, *k.entity.aliases)} - {name}
    person = group[0].entity.kind is Kind.PERSON
    hidden = {n for n in others if person and " " not in n and n.isascii()}
    kinds = {k.entity.kind for k in group}
    return Description(
        key=key,
        kind=Kind.MEDIA if Kind.MEDIA in kinds else group[0].entity.kind,
        name=name,
        name_zh=(known.name_zh if known else "") or (linked.label_zh if linked else ""),
        aliases=tuple(sorted(others - hidden)),
        hidden=tuple(sorted(hidden)),
        link=answer,
    )
