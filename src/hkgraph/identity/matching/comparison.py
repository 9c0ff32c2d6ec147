"""How surely two entities are one: what they share and where they differ, each with its weight.

A score depends on the two alone. ``WEIGHTS`` are log-odds, so that they add up; a name has to agree
before anything else counts, and one that few people bear is nearly enough.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from hkgraph.identity.matching.names import compare_names
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.identity.matching.profiles import Profile

#: From this score on two are one; up to ``APART`` they are two; a person looks at those between.
ENOUGH, APART = 0.8, 0.15
#: What rules two out, whatever else they share.
VETOES = frozenset(["other given name", "other number", "other Wikidata id", "other birth year"])

WEIGHTS = {
    # Names: how many others may bear one.
    "full name": 4.5,
    "characters": 4.5,
    "name of a body": 3.0,
    "name of a law": 3.0,
    "name of a place": 2.5,
    "name": 2.5,  # "Kenneth Roth"
    "Chinese name": 2.2,  # "Chow Ho-ding": a few in so large a city
    "other name": 1.6,  # of a thing: an acronym, or what it was called before
    "common name": 1.5,  # "Peter Chan": unless anything speaks against it
    "shared name": 0.5,  # "Democratic Party": of more than one country
    "similar name of a body": 0.5,
    "part of the name": 0.3,
    "similar Chinese name": 0.0,
    "may be one of Wikidata's": 0.0,
    "short first name": 0.0,  # "Ken Roth": if something else agrees
    "other first name": -2.0,
    "other characters": -3.0,  # may be the same in simplified characters
    # What is told of them.
    "one known thing": 6.0,
    "same id of Wikidata": 6.0,
    "same body": 2.0,
    "born in the same year": 2.0,
    "same title": 0.7,
    "other roles": -0.7,
    "other roles, and a common name": -1.5,
    "both in private life": -1.2,
    "one in private life": -1.5,
    "one in private life, one in public": -4.0,
    "not who is known by the name": -2.0,
    # Whom and what the two articles name, too; each counts, up to a limit.
    "same company": 1.0,
    "same surroundings": 0.35,
    "other surroundings": -0.4,
}
_MOST = {"same company": 2, "same surroundings": 3}
#: An article that names fewer others tells nothing by what it does not name.
_FEW = 3
_SIMILAR = 92
_KIND_NAMES = {
    Kind.PLACE.value: "name of a place",
    Kind.LAW.value: "name of a law",
    Kind.OFFENCE.value: "name of a law",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What came of comparing two entities.

    Attributes:
        score: 0 to 1, how surely they are one.
        reasons: What speaks for and against it, each with its weight.
    """

    score: float
    reasons: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 18)
def compare(one: Profile, other: Profile) -> Likeness | None:
    """Score two entities of one kind; None where their names have nothing to do with each other.

    What was compared before is not compared again, so that one more article costs its own blocks.
    """
    if one.static and other.static and one.key == other.key:
        return _weigh(["one known thing"])
    named = list(_compare_names(one, other))
    if not named:
        return None
    return _weigh(
        [
            *named,
            *_compare_links(one, other),
            *_compare_told(one, other),
            *_compare_surroundings(one, other),
        ]
    )


def _weigh(found: list[str]) -> Likeness:
    ruled_out = sorted(VETOES.intersection(found))
    if ruled_out:
        return Likeness(score=0.0, reasons=tuple(ruled_out))
    points = sum(WEIGHTS[name] for name in found)
    reasons = tuple(f"{name} ({WEIGHTS[name]:+})" for name in found)
    return Likeness(score=round(1 / (1 + math.exp(-points)), 2), reasons=reasons)


def _compare_names(one: Profile, other: Profile) -> Iterator[str]:
    if one.people or other.people:
        yield from _best(compare_names(one.people, other.people))
    elif one.name == other.name:
        shared = one.shared_name or other.shared_name
        yield "shared name" if shared else _KIND_NAMES.get(one.group, "name of a body")
    elif one.name in other.aliases or other.name in one.aliases:
        yield "other name"
    elif _digits(one.name) != _digits(other.name):
        yield "other number"
    elif one.aliases & other.aliases or _is_part(one.name, other.name):
        yield "part of the name"
    elif ratio(one.name, other.name) >= _SIMILAR:
        yield "similar name of a body"
    elif one.qids & other.qids:
        yield "may be one of Wikidata's"


def _best(found: frozenset[str]) -> Iterator[str]:
    """Of agreements of names only the strongest counts; what differs counts all the same."""
    agreeing = [name for name in found if name not in VETOES and WEIGHTS[name] >= 0]
    yield from (name for name in found if name not in agreeing)
    if agreeing:
        yield max(agreeing, key=lambda name: (WEIGHTS[name], name))


def _digits(name: str) -> list[str]:
    """Give what tells one of a row: numbers, and single letters ("Group A")."""
    return [word for word in name.split() if len(word) == 1 or any(map(str.isdigit, word))]


def _is_part(one: str, other: str) -> bool:
    short, long = sorted((one.split(), other.split()), key=len)
    return len(short) > 1 and set(short) <= set(long)


def _compare_links(one: Profile, other: Profile) -> Iterator[str]:
    if one.linked and other.linked:
        yield "same id of Wikidata" if one.qids == other.qids else "other Wikidata id"
    elif one.people and ((one.linked and other.refused) or (other.linked and one.refused)):
        yield "not who is known by the name"


def _compare_told(one: Profile, other: Profile) -> Iterator[str]:
    if one.born and other.born:
        near = abs(one.born[0] - other.born[0]) <= 1
        yield "born in the same year" if near else "other birth year"
    if one.bodies & other.bodies:
        yield "same body"
    if one.titles & other.titles:
        yield "same title"
    if _have_other_roles(one, other):
        common = any(name.common for name in (*one.people, *other.people))
        yield "other roles, and a common name" if common else "other roles"
    if one.private and other.private:
        yield "both in private life"
    elif one.private or other.private:
        public = other if one.private else one
        is_public = public.static or bool(public.titles or public.bodies)
        yield "one in private life, one in public" if is_public else "one in private life"


def _have_other_roles(one: Profile, other: Profile) -> bool:
    ours, theirs = one.titles | one.bodies, other.titles | other.bodies
    return bool(ours and theirs and ours.isdisjoint(theirs))


def _compare_surroundings(one: Profile, other: Profile) -> Iterator[str]:
    company, things = one.company & other.company, one.things & other.things
    yield from ["same company"] * min(len(company), _MOST["same company"])
    yield from ["same surroundings"] * min(len(things), _MOST["same surroundings"])
    sizes = [len(each.company) + len(each.things) for each in (one, other)]
    if not company and not things and min(sizes) >= _FEW:
        yield "other surroundings"
