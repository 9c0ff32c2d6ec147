"""Events that plainly happened and memberships that plainly were held: their own descriptions."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pyoxigraph import NamedNode, Triple

from hkgraph.graph import literals, vocab
from hkgraph.graph.article import time_key
from hkgraph.graph.event_names import name_event
from hkgraph.identity.keys import role_key
from hkgraph.model import Predicate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hkgraph.graph.article import ArticleGraph
    from hkgraph.graph.iri import Minter
    from hkgraph.model import Membership

#: Names of entities by node, for labels.
Names = dict[NamedNode, str]


@dataclass(slots=True)
class HeldRole:
    """A membership as the articles tell it that vouch for it.

    Attributes:
        titles: How often each spelling of the title was used.
        times: Nodes of the times during which it was held.
    """

    person: NamedNode
    organisation: NamedNode | None
    titles: Counter[str] = field(default_factory=Counter)
    times: set[NamedNode] = field(default_factory=set)

    def add(self, role: Membership, minter: Minter) -> None:
        """Take in one article's telling."""
        if role.title:
            self.titles[role.title] += 1
        if role.during:
            self.times.add(minter.node(time_key(role.during)))

    @property
    def title(self) -> str | None:
        """The usual spelling; None for a role without a title."""
        return usual_spelling(self.titles) if self.titles else None


def usual_spelling(counts: Counter[str]) -> str:
    """Give the spelling used most, the smallest by code point where several are level."""
    return min(counts, key=lambda spelling: (-counts[spelling], spelling))


def gather_held(
    graphs: Iterable[ArticleGraph], held: frozenset[NamedNode]
) -> dict[NamedNode, HeldRole]:
    """Put together what is plainly said of each membership in ``held``."""
    found: dict[NamedNode, HeldRole] = {}
    for graph in graphs:
        roles = graph.roles()
        for said in graph.statements:
            local = said.local_object
            if isinstance(local, str) and local in roles and said.in_own_voice:
                role, node = roles[local], graph.node(local)
                if node in held:
                    body = graph.node(role.organisation) if role.organisation else None
                    found.setdefault(node, HeldRole(said.subject, body)).add(role, graph.minter)
    return found


def describe_held(
    node: NamedNode, role: HeldRole, names: Names, minter: Minter
) -> Iterator[Triple]:
    """Describe a membership."""
    yield Triple(node, vocab.TYPE, vocab.MEMBERSHIP)
    yield Triple(node, vocab.MEMBER, role.person)
    if role.organisation:
        yield Triple(node, vocab.HAS_ORGANIZATION, role.organisation)
    for time in role.times:
        yield Triple(node, vocab.MEMBER_DURING, time)
    if role.title:
        yield Triple(node, vocab.HAS_ROLE, minter.node(role_key(role.title)))
    body = f" of {names[role.organisation]}" if role.organisation else ""
    text = f"{names[role.person]}: {role.title or 'member'}{body}"
    yield Triple(node, vocab.PREF_LABEL, literals.words(text, "en"))


def describe_event(node: NamedNode, plain: Iterable[Triple], names: Names) -> Iterator[Triple]:
    """Type and label an event, from its own plain triples."""
    for kind in (vocab.EVENT, vocab.SEM_EVENT, vocab.SCHEMA_EVENT):
        yield Triple(node, vocab.TYPE, kind)
    yield Triple(node, vocab.PREF_LABEL, literals.words(_event_name(plain, names), "en"))


def _event_name(plain: Iterable[Triple], names: Names) -> str:
    parts: defaultdict[NamedNode, list[str]] = defaultdict(list)
    for triple in plain:
        if isinstance(triple.object, NamedNode):
            # What is no entity is named by the last part of its key: a type, a time, an event.
            key = unquote(triple.object.value.rpartition("/")[2])
            parts[triple.predicate].append(names.get(triple.object) or key)
    kinds, affected, agents, times = (
        sorted(parts[vocab.term(name.value)])
        for name in (Predicate.EVENT_TYPE, Predicate.AFFECTS, Predicate.AGENT, Predicate.HAS_TIME)
    )
    return name_event(kinds[0], affected, agents, [time.replace("_", "/") for time in times])
