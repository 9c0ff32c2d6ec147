"""Other ways to write a name: surname first or last, with or without hyphen, one given name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.names.forms import is_surname, parse_name, variants
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


def name_parts(name: str) -> tuple[str, str, str]:
    """Give English name, surname and Chinese given name, whatever order they stand in.

    >>> name_parts("CHOW Ho Ding"), name_parts("Holden Ho-ding Chow")
    (('', 'Chow', 'Ho-ding'), ('Holden', 'Chow', 'Ho-ding'))
    """
    return _parts(_joined(name))


def _forms(name: str) -> Iterator[str]:
    joined = _joined(name)
    western, surname, chinese = _parts(joined)
    if not chinese:
        yield from sorted(variants(joined))
        return
    for given in dict.fromkeys((chinese, chinese.replace("-", " "), chinese.replace("-", ""))):
        if western:
            yield f"{western} {given} {surname}"
            yield f"{surname} {given}, {western}"
            yield f"{surname} {given} {western}"
        yield f"{surname} {given}"
        yield f"{given} {surname}"
    yield from sorted(variants(" ".join(filter(None, (western, surname, chinese)))))
    yield from sorted(variants(joined))


def _parts(name: str) -> tuple[str, str, str]:
    """Give English name, surname and Chinese given name, whatever order they stand in."""
    parsed = parse_name(name)
    western, surname, chinese = parsed.western, parsed.surname, parsed.chinese
    if chinese and is_surname(western) and not is_surname(surname):
        # "Holden Ho-ding Chow"
        return surname, western, chinese
    if chinese:
        return western, surname, chinese
    given = western.split()
    hyphened = " ".join(word for word in given if "-" in word)
    return " ".join(word for word in given if "-" not in word), surname, hyphened


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
