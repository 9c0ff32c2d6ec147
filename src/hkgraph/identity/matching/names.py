"""How alike the names of two people are, in all the forms that Hong Kong writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from hkgraph.extraction.names.forms import is_given, is_surname, split_characters
from hkgraph.identity.linking.forms import name_parts
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_CHINESE = re.compile(r"[\u3400-\u9fff·]{2,}")
#: From this on, of 100, two spellings may be one name ("Cheuk-ting", "Cheuk-ding").
_ALIKE = 88
#: Letters that a short form of a first name keeps ("Ken", "Kenneth").
_KEPT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One full name of a person, folded.

    Attributes:
        given: Chinese given name without its hyphen, or empty.
        common: True when many people bear it ("Peter Chan").
    """

    western: str = ""
    surname: str = ""
    given: str = ""
    characters: str = ""
    common: bool = False

    @property
    def blocks(self) -> frozenset[str]:
        """Under what to look for the same person."""
        initials = (part[:1] for part in (self.western, self.given) if part)
        found = {f"{self.surname} {initial}" for initial in initials}
        return frozenset(found | {self.characters} - {""})


@cache
def read_name(name: str) -> Name | None:
    """Take a full name apart; a bare surname or first name is none.

    >>> read_name("Chow").__class__, read_name("CHOW Ho Ding").given, read_name("鄒幸彤").characters
    (<class 'NoneType'>, 'hoding', '鄒幸彤')
    """
    plain, characters = split_characters(name)
    if _CHINESE.fullmatch(plain):
        return Name(characters=plain)
    western, surname, given = name_parts(plain)
    if not surname or not (western or given):
        return Name(characters=characters) if characters else None
    first = western.split()[0] if western else ""
    return Name(
        western=fold(first),
        surname=fold(surname),
        given=fold(given.split()[-1]).replace("-", "") if given else "",
        characters=characters,
        common=not given and is_surname(surname) and is_given(first),
    )


def compare_names(ours: Iterable[Name], theirs: Iterable[Name]) -> frozenset[str]:
    """Give how two people's names agree and differ; nothing where they have nothing in common.

    The features are named in ``comparison.WEIGHTS``.
    """
    pairs = [_compare(one, other) for one in ours for other in theirs]
    found: set[str] = set().union(*pairs)
    if "other given name" in found:
        return frozenset(["other given name"])
    return frozenset(found)


def _compare(one: Name, other: Name) -> set[str]:
    found = _compare_characters(one, other)
    if not one.surname or one.surname != other.surname:
        return found
    given = _agree(one.given, other.given)
    western = _agree(one.western, other.western, has_short_forms=True)
    if given == "differ":
        return set() if western == "differ" else {"other given name"}
    return found | _features(given, western, common=one.common or other.common)


def _features(given: str, western: str, *, common: bool) -> set[str]:
    """Name what two names of one surname share beside it."""
    if western == given == "same":
        return {"full name"}
    if given:
        name = "Chinese name" if given == "same" else "similar Chinese name"
        return {name} | ({"other first name"} if western == "differ" else set())
    if western == "same":
        return {"common name" if common else "name"}
    return {"short first name"} if western == "alike" else set()


def _compare_characters(one: Name, other: Name) -> set[str]:
    if not (one.characters and other.characters):
        return set()
    return {"characters" if one.characters == other.characters else "other characters"}


def _agree(one: str, other: str, *, has_short_forms: bool = False) -> str:
    """Say "same", "alike" or "differ"; nothing where one of the two is not told."""
    if not (one and other):
        return ""
    if one == other:
        return "same"
    short, long = sorted((one, other), key=len)
    is_short = has_short_forms and len(short) >= _KEPT and long.startswith(short)
    return "alike" if is_short or ratio(one, other) >= _ALIKE else "differ"
