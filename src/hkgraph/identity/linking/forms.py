"""Other ways to write a name: surname first or last, with or without hyphen, one given name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.names.forms import is_surname, parse_name
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Words of a Chinese name without a hyphen ("Chow Ho Ding").
_THREE = 3


def other_forms(name: str) -> tuple[str, ...]:
    """Give the other ways to write a person's name, folded, the closest first.

    >>> other_forms("Holden Chow Ho-ding")[:2]
    ('holden ho-ding chow', 'chow ho-ding, holden')
    >>> "chow ho-ding" in other_forms("CHOW Ho Ding"), "chow ho-ding" in other_forms("Ho-ding Chow")
    (True, True)
    """
    forms = dict.fromkeys(fold(form) for form in _forms(name))
    return tuple(form for form in forms if form != fold(name))


def _forms(name: str) -> Iterator[str]:
    parsed = parse_name(_joined(name))
    if parsed.characters:
        yield parsed.characters
    western, surname, chinese = parsed.western, parsed.surname, parsed.chinese
    if not chinese and "-" in western:
        western, chinese = "", western
    if not chinese:
        return
    for given in dict.fromkeys((chinese, chinese.replace("-", " "), chinese.replace("-", ""))):
        if western:
            yield f"{western} {surname} {given}"
            yield f"{western} {given} {surname}"
            yield f"{surname} {given}, {western}"
            yield f"{surname} {given} {western}"
        yield f"{surname} {given}"
        yield f"{given} {surname}"
    if western:
        yield f"{western} {surname}"


def _joined(name: str) -> str:
    """Write the two syllables of a given name with a hyphen ("CHOW Ho Ding")."""
    words = name.replace(",", " ").split()
    if len(words) == _THREE and "-" not in name and is_surname(words[0]):
        surname, first, second = words
        return f"{surname} {first}-{second.lower()}"
    return name


def differ(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Say whether two people have different Chinese given names.

    >>> differ(["henry tang wing-lok"], ["henry tang", "henry tang ying-yen"])
    True
    >>> differ(["henry tang wing-lok"], ["henry tang"])
    False
    """
    left, right = _given(ours), _given(theirs)
    return bool(left and right) and left.isdisjoint(right)


def _given(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in fold(name).split() if "-" in word}
