"""Who is who among the live articles, as one function of them and of static resources."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.identity.clusters import cluster
from hkgraph.identity.judgements import Judgements
from hkgraph.identity.keys import Keyed, NodeKey, event_key, key_entity, membership_key
from hkgraph.identity.linking.judged import link_of
from hkgraph.identity.linking.linker import Linker
from hkgraph.identity.linking.records import Link, LinkState
from hkgraph.identity.standing import private_people
from hkgraph.model import Kind, Predicate, TimeValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hkgraph.identity.keys import KnownName
    from hkgraph.model import ArticleKey, Event, LocalId, Telling
    from hkgraph.wikidata.knowledge_base import KnowledgeBase

NONE_GIVEN = Judgements()
_DAY_OR_MONTH = re.compile(r"\d{4}-\d\d(-\d\d)?")


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
    """

    nodes: Mapping[ArticleKey, Mapping[LocalId, NodeKey]]
    own: Mapping[ArticleKey, Mapping[LocalId, NodeKey]]
    merged: Mapping[NodeKey, NodeKey]
    entities: Mapping[NodeKey, Description]


def resolve(
    tellings: Iterable[Telling],
    gazetteer: Mapping[str, KnownName],
    knowledge_base: KnowledgeBase,
    judgements: Judgements = NONE_GIVEN,
) -> Resolution:
    """Resolve entities, then the memberships and events that are named by them."""
    tellings = sorted(tellings, key=lambda t: t.article.key)
    linker = Linker(knowledge_base)
    keyed = [one for telling in tellings for one in _key(telling, gazetteer, linker)]
    canonical = cluster(keyed, judgements)
    own: dict[ArticleKey, dict[LocalId, NodeKey]] = {t.article.key: {} for t in tellings}
    for one in keyed:
        own[one.article][one.entity.id] = one.key
    nodes = {
        article: {local: canonical.get(key, key) for local, key in keys.items()}
        for article, keys in own.items()
    }
    canonical |= _resolve_structures(tellings, own, nodes, {k.key for k in keyed if k.shared})
    return Resolution(
        nodes=nodes,
        own=own,
        merged={key: target for key, target in canonical.items() if key != target},
        entities=_describe(keyed, canonical, gazetteer, judgements),
    )


def _key(telling: Telling, gazetteer: Mapping[str, KnownName], linker: Linker) -> Iterator[Keyed]:
    """Name the entities of one article, by it and by static resources alone."""
    private = private_people(telling)
    links = linker.link(telling, known_names(telling, gazetteer), private)
    for one in telling.extract.entities:
        yield key_entity(
            telling.article.key, one, gazetteer, links[one.id], private=one.id in private
        )


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


def _resolve_structures(
    tellings: list[Telling],
    own: dict[ArticleKey, dict[LocalId, NodeKey]],
    nodes: dict[ArticleKey, dict[LocalId, NodeKey]],
    shared: set[NodeKey],
) -> dict[NodeKey, NodeKey]:
    """Name memberships and events; those whose canonical participants agree are one.

    Their own keys are made from own keys alone; their canonical key is the smallest own key among
    those that would have one name if every participant bore its canonical key.
    """
    groups: defaultdict[NodeKey, set[NodeKey]] = defaultdict(set)
    places: list[tuple[ArticleKey, LocalId, NodeKey]] = []
    for telling in tellings:
        article = telling.article.key
        by_own, by_canonical = dict(own[article]), nodes[article]
        for membership in telling.extract.memberships:
            name = membership_key(membership, by_canonical)
            own[article][membership.id] = membership_key(membership, by_own)
            places.append((article, membership.id, name))
        for event in telling.extract.events:
            name = _name_event(telling, event, by_canonical, by_own, shared)
            own[article][event.id] = _name_event(telling, event, by_own, by_own, shared)
            places.append((article, event.id, name))
    for article, local, name in places:
        groups[name].add(own[article][local])
    for article, local, name in places:
        nodes[article][local] = min(groups[name])
    return {key: min(keys) for keys in groups.values() for key in keys}


def _name_event(
    telling: Telling,
    event: Event,
    names: Mapping[LocalId, NodeKey],
    own: Mapping[LocalId, NodeKey],
    shared: set[NodeKey],
) -> NodeKey:
    every = [s for s in telling.extract.statements if s.subject == event.id]
    told = [s for s in every if s.polarity] or every  # what is denied bears its own name too
    days = {
        s.object.edtf
        for s in told
        if s.predicate is Predicate.HAS_TIME
        and isinstance(s.object, TimeValue)
        and _DAY_OR_MONTH.fullmatch(s.object.edtf)
    }
    main = [s.object for s in told if s.predicate is Predicate.AFFECTS] or [
        s.object for s in told if s.predicate is Predicate.AGENT
    ]
    locals_ = {o for o in main if isinstance(o, str) and o in own}
    certain = all(own[local] in shared for local in locals_) and len(days) == 1
    return event_key(
        telling.article.key,
        event,
        tuple(sorted(names[local] for local in locals_)),
        next(iter(days)) if certain else None,
    )


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
