"""What is kept of an entity of Wikidata, and what is known of it when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What a thing may be, in the words of ``data/wikidata/hk-wikidata.tsv``.
TYPES = tuple(
    "person place government organization media party union court law event brand other".split()
)


class NameKind(IntEnum):
    """What a name is to its entity, the surest first."""

    LABEL = 0
    CHINESE = 1
    ALIAS = 2
    SHORT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What Wikidata states of an entity that helps to tell it from others, as ids.

    Attributes:
        instance_of: Its classes (P31).
        countries: Of citizenship or place (P27, P17).
        located_in: Administrative unit or seat (P131, P159).
        occupations: P106.
        positions: Offices held (P39).
        bodies: Party, employer, membership, parent body (P102, P108, P463, P749).
        begun: Year of birth or foundation (P569, P571); negative before the common era.
        ended: Year of death or dissolution (P570, P576).
    """

    instance_of: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    located_in: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    begun: int | None = None
    ended: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entity on its way into a knowledge base.

    Attributes:
        verified: False where only a bare pair of id and label was found.
        aliases: Other names, in any language.
        sitelinks: Wikis that have a page on it: how well it is known.
    """

    qid: str
    label: str
    label_zh: str = ""
    type: str
    description: str = ""
    verified: bool = True
    aliases: tuple[str, ...] = ()
    claims: Claims = Claims()
    sitelinks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntity:
    """One entity of the knowledge base.

    Attributes:
        type: One of ``TYPES``.
        verified: False where only a bare pair of id and label was found.
        names: All its names, folded, in order.
        sitelinks: Wikis that have a page on it; 0 where that is not known.
    """

    qid: str
    label: str
    label_zh: str
    description: str
    verified: bool
    names: tuple[str, ...] = ()
    type: str = "other"
    claims: Claims = Claims()
    sitelinks: int = 0


def number_of(qid: str) -> int:
    """Give the number that an id is kept by.

    >>> number_of("Q8646")
    8646
    """
    return int(qid[1:])


def qids(numbers: Iterable[int]) -> tuple[str, ...]:
    """Write numbers as ids.

    >>> qids([5, 8646])
    ('Q5', 'Q8646')
    """
    return tuple(f"Q{number}" for number in numbers)
