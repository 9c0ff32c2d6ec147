"""What one article tells of an entity that helps to know it again in another."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.extraction.names.senses import shared_home
from hkgraph.identity.keys import core_name
from hkgraph.identity.linking.records import LinkState
from hkgraph.identity.matching.names import Name, read_name
from hkgraph.model import Kind, MentionForm
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hkgraph.identity.keys import Keyed, NodeKey
    from hkgraph.model import LocalId, Membership, Telling

#: Kinds that may be one thing; the others never are.
GROUPS = {kind: kind.value for kind in Kind} | {Kind.MEDIA: Kind.ORGANISATION.value}
#: What so many articles name that it tells nothing of the others that they name.
EVERYDAY = frozenset(
    f"{folder}/{tail}"
    for folder, tails in (
        ("place", "hong-kong china beijing kowloon new-territories united-states united-kingdom"),
        ("organisation", "hong-kong-police-force government-of-the-hksar legislative-council"),
        ("organisation", "judiciary high-court-of-hong-kong district-court-of-hong-kong"),
    )
    for tail in tails.split()
)
_AGE_BEHIND = re.compile(r"(?:, | \()(\d\d)[,)]")
_AGE_BEFORE = re.compile(r"(\d\d)-year-old (?:[a-z-]+ ){0,3}$")
#: Room for one age in front of or behind a name, in characters.
_REACH = 45
#: Letters of an acronym that tells something.
_ACRONYM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One entity as one article tells it.

    Attributes:
        group: Which kinds it may be one with.
        people: Its names, taken apart, where it is a person.
        name: Of a thing: without article and legal form, folded.
        aliases: Other names of a thing, likewise; of single words only acronyms.
        private: True for a person whom the article places outside of public life.
        titles: Of the roles told; ``bodies`` are the keys of whom they are held in.
        company: Keys of the people whom the article names, too; ``things`` of all else.
        born: First and last year in which a person of the age told was born.
        qids: Of Wikidata: the sure one, or what it may be.
        linked: True when that is sure; ``refused`` when nothing that bears the name is meant.
        shared_name: True when others bear the name, too ("Democratic Party").
    """

    key: NodeKey
    group: str
    people: frozenset[Name] = frozenset()
    name: str = ""
    aliases: frozenset[str] = frozenset()
    private: bool = False
    titles: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    born: tuple[int, int] | None = None
    qids: frozenset[str] = frozenset()
    linked: bool = False
    refused: bool = False
    static: bool = False
    shared_name: bool = False

    def joined(self, others: Iterable[Profile]) -> Profile:
        """Add the names that other articles have for the same."""
        every = [self, *others]
        return replace(
            self,
            people=frozenset().union(*(one.people for one in every)),
            aliases=frozenset().union(*({one.name} | one.aliases for one in every)) - {self.name},
        )


def profile_all(
    telling: Telling, keyed: Sequence[Keyed], private: frozenset[LocalId]
) -> list[Profile]:
    """Describe the entities of one article, in the order given.

    Args:
        private: People whom the article places outside of public life.
    """
    keys = {one.entity.id: one.key for one in keyed}
    named = [one for one in keyed if one.comparable and one.key not in EVERYDAY]
    people = frozenset(one.key for one in named if one.entity.kind is Kind.PERSON)
    things = frozenset(one.key for one in named if one.entity.kind is not Kind.PERSON)
    found = []
    for one in keyed:
        profile = _named(one)
        if _needs_surroundings(profile):
            profile = replace(profile, company=people - {one.key}, things=things - {one.key})
        if one.entity.kind is Kind.PERSON and not one.static:
            roles = [m for m in telling.extract.memberships if m.person == one.entity.id]
            profile = _with_roles(profile, roles, keys)
            born = _born(telling, one.entity.id)
            profile = replace(profile, private=one.entity.id in private, born=born)
        found.append(profile)
    return found


def _needs_surroundings(profile: Profile) -> bool:
    """Say whether a name tells so little that it matters who and what is named beside it."""
    tells_all = any(name.western and name.given for name in profile.people)
    named_only = bool(profile.people) and not tells_all
    return not profile.static and (profile.shared_name or named_only)


def _named(one: Keyed) -> Profile:
    entity, link = one.entity, one.link
    is_person = entity.kind is Kind.PERSON
    linked = link.candidates[0].label if link.state is LinkState.LINKED else entity.name
    spelt = (entity.name, *entity.aliases, linked) if is_person else ()
    name = "" if is_person else core_name(entity.name, entity.kind)
    aliases = {core_name(a, entity.kind) for a in entity.aliases if _stands_alone(a)}
    return Profile(
        key=one.key,
        group=GROUPS[entity.kind],
        people=frozenset(read for one_name in spelt if (read := read_name(one_name))),
        name=name,
        aliases=frozenset() if is_person else frozenset(aliases - {name}),
        qids=frozenset(known.qid for known in link.candidates),
        linked=link.state is LinkState.LINKED,
        refused=link.state is LinkState.NIL,
        static=one.static,
        shared_name=not one.static and not is_person and _is_shared_name(entity.name),
    )


def _stands_alone(alias: str) -> bool:
    return " " in alias or (alias.isupper() and len(alias) >= _ACRONYM)


def _is_shared_name(name: str) -> bool:
    """Say whether extraction found another thing than the one that is known by the name."""
    return shared_home(name) is not None or load_gazetteer().find(name) is not None


def _with_roles(
    profile: Profile, roles: Sequence[Membership], keys: Mapping[LocalId, NodeKey]
) -> Profile:
    bodies = (keys[role.organisation] for role in roles if role.organisation)
    titles = (fold(role.title).removeprefix("former ") for role in roles if role.title)
    return replace(profile, titles=frozenset(titles), bodies=frozenset(bodies))


def _born(telling: Telling, person: LocalId) -> tuple[int, int] | None:
    """Give the years in which somebody was born whose age stands beside the name."""
    day, text = telling.article.published_day, telling.article.text
    if day is None:
        return None
    for mention in telling.extract.mentions:
        if mention.entity == person and mention.form is MentionForm.NAME:
            span = mention.span
            found = _AGE_BEHIND.match(text, span.end) or _AGE_BEFORE.search(
                text[max(0, span.start - _REACH) : span.start]
            )
            if found:
                age = int(found.group(1))
                return day.year - age - 1, day.year - age
    return None
