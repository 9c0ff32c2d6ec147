"""Names cut short: "Lion Rock" for Lion Rock Airways, "VRN" for Victoria Radio News.

Pure functions on strings. Finding names uses them as well as coreference.
"""

from __future__ import annotations

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.names.forms import is_chinese_given, is_given, split_characters

#: Letters of the shortest acronym that may leave out initials.
_LEAST_LETTERS = 3
#: Words of the shortest name that a firm has without its trade.
_FEWEST_OF_STEM = 2
_SMALL = frozenset(["of", "for", "and", "the", "in", "on", "to", "&", "-"])


def stem(name: str) -> str:
    """Give what is left of a firm's name without its trade and legal form, if it may stand alone.

    >>> stem("Lion Rock Airways"), stem("Wing Tak Marine Holdings"), stem("Sha Tin Arts Council")
    ('Lion Rock', 'Wing Tak', '')
    """
    parts = name.split()
    generic = words("firm-words") | words("trade-words") | words("company-endings")
    size = len(parts)
    while size and parts[size - 1] in generic:
        size -= 1
    left = parts[:size]
    if size == len(parts) or size < _FEWEST_OF_STEM or left[-1].lower() in _SMALL:
        return ""
    is_person = is_given(left[0]) or any(is_chinese_given(part) for part in left)
    return "" if is_person else " ".join(left)


def initials(name: str) -> list[str]:
    """Give the first letters of the words that count, as capitals."""
    plain, _ = split_characters(name)
    parts = plain.replace("-", " ").split()
    return [part[0].upper() for part in parts if part.lower() not in _SMALL]


def abbreviates(acronym: str, name: str) -> bool:
    """Say whether capitals stand for a name, also if they leave some of its initials out.

    >>> abbreviates("HSBC", "Hongkong and Shanghai Banking Corporation"), abbreviates("HA", "Hall")
    (True, False)
    """
    if not acronym.isupper() or len(acronym) < _LEAST_LETTERS:
        return False
    left = iter(initials(name))
    return acronym[:1] == "".join(initials(name))[:1] and all(x in left for x in acronym)


def is_short_form(short: str, full: str) -> bool:
    """Say whether a name is an acronym, or the first or last words, of a fuller one.

    >>> is_short_form("HKFP", "Hong Kong Free Press"), is_short_form("Alliance", "The Alliance")
    (True, True)
    """
    plain, _ = split_characters(full)
    parts = plain.replace("-", " ").split()
    if short.isupper() and " " not in short:
        return len(short) > 1 and short.replace(".", "") == "".join(initials(plain))
    taken = short.split()
    if len(taken) >= len(parts) or parts[len(taken)].lower() == "administration":
        # Who leads an administration is not it.
        return False
    return taken in (parts[: len(taken)], parts[-len(taken) :])


def is_body_name(name: str) -> bool:
    """Say whether the last word of a name is a noun of bodies.

    >>> is_body_name("Delta News Agency"), is_body_name("Peter Chan")
    (True, False)
    """
    ending = name.rsplit(maxsplit=1)[-1] if name.strip() else ""
    return ending in words("organisation-heads") | words("media-heads")
