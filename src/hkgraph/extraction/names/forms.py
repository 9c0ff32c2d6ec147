"""Forms of personal names: Hong Kong, mainland and Western order, reversed capitals, brackets.

Pure functions on strings. Extraction uses them inside one article, identity across articles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hkgraph.extraction.lexicon import words
from hkgraph.text import fold

_BRACKETED_CHINESE = re.compile(r"\s*[(（]\s*([\u3400-\u9fff·]{2,})\s*[)）]")
_ONSET = r"(?:ng|gw|kw|ch|ts|tz|sz|sh|hs|zh|[bpmfdtnlgkhwszcjyrx])?h?"
#: One syllable of a Chinese name, however romanised.
SYLLABLE = rf"{_ONSET}[aeiouy]{{1,3}}(?:ng|[mnptkhrw])?"
_CHINESE_GIVEN = re.compile(rf"[A-Z][a-z]+-[a-z]+|(?i:{SYLLABLE}-{SYLLABLE})", re.ASCII)
#: Letters of the shortest given name that is surely two syllables.
_TWO_SYLLABLES = 6
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv", "kc", "sc", "qc", "mp", "mep"])


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalName:
    """A name taken apart.

    Attributes:
        surname: As printed but never in capitals throughout ("Chow").
        western: Given names before the surname ("Holden"), or empty.
        chinese: Chinese given name after the surname ("Ho-ding"), or empty.
        characters: The name in Chinese characters, or empty.
    """

    surname: str
    western: str = ""
    chinese: str = ""
    characters: str = ""


def is_surname(word: str) -> bool:
    """Say whether a word is a Chinese surname as romanised in Hong Kong or on the mainland."""
    return word.lower() in words("chinese-surnames")


def is_given(word: str) -> bool:
    """Say whether a word is a given name and hardly anything else ("Vincent", not "Grace")."""
    return word in words("given-names")


def may_be_given(word: str) -> bool:
    """Say whether a word is a given name, or a common word that is one, too."""
    return is_given(word) or word in words("word-given-names")


def is_chinese_given(word: str) -> bool:
    """Say whether a word is a Chinese given name with a hyphen.

    >>> [is_chinese_given(word) for word in ("Ho-ding", "Shui-Tai", "Pang-Rees")]
    [True, True, False]
    """
    return _CHINESE_GIVEN.fullmatch(word) is not None and word[0].isupper()


def split_characters(name: str) -> tuple[str, str]:
    """Part a name from its Chinese characters in brackets.

    >>> split_characters("Chow Hang-tung (鄒幸彤)")
    ('Chow Hang-tung', '鄒幸彤')
    """
    found = _BRACKETED_CHINESE.search(name)
    if found is None:
        return name.strip(), ""
    return (name[: found.start()] + name[found.end() :]).strip(), found.group(1)


def bracketed_characters(behind: str) -> str:
    """Give the Chinese characters in brackets right behind a name, or nothing.

    >>> bracketed_characters(" (鄒幸彤), a barrister")
    '鄒幸彤'
    """
    found = _BRACKETED_CHINESE.match(behind)
    return found.group(1) if found else ""


def parse_name(name: str) -> PersonalName:
    """Take a full name apart.

    >>> parse_name("Holden Chow Ho-ding")
    PersonalName(surname='Chow', western='Holden', chinese='Ho-ding', characters='')
    >>> parse_name("GRUNDY Tom").surname, parse_name("Xi Jinping").surname
    ('Grundy', 'Xi')
    """
    plain, characters = split_characters(name)
    parts = _without_suffixes(plain.replace(",", " ").split())
    if len(parts) > 1 and plain.isupper():
        # "JIMMY LAI CHEE-YING"
        parts = [part.capitalize() if len(part.strip(".")) > 2 else part for part in parts]
    surname, western, chinese = _order(parts)
    return PersonalName(
        surname=_calm(surname),
        western=" ".join(_calm(part) for part in western),
        chinese=" ".join(_calm(part) for part in chinese),
        characters=characters,
    )


def surname(name: str) -> str:
    """Give the family name.

    >>> [surname(name) for name in ("Lee Cheuk-yan", "Kyle Ward", "Carrie Lam Cheng Yuet-ngor")]
    ['Lee', 'Ward', 'Lam']
    """
    return parse_name(name).surname


def first_names(name: str) -> frozenset[str]:
    """Give the given names by which a person may be called alone, folded.

    >>> sorted(first_names("Vincent Ko Wai-lun"))
    ['vincent', 'wai-lun']
    """
    parsed = parse_name(name)
    western = parsed.western.split()[:1]
    return frozenset(fold(part) for part in (*western, parsed.chinese) if part)


def natural_order(name: str) -> str:
    """Write a reversed byline as people read it, and leave other names as they are.

    >>> natural_order("GRUNDY Tom"), natural_order("CHOW Ho-ding"), natural_order("Tom Grundy")
    ('Tom Grundy', 'Chow Ho-ding', 'Tom Grundy')
    """
    plain, characters = split_characters(name)
    parts = plain.split()
    if not _has_capital_surname(parts):
        return name
    parsed = parse_name(plain)
    ordered = [parsed.western, parsed.surname, parsed.chinese]
    natural = " ".join(part for part in ordered if part)
    return f"{natural} ({characters})" if characters else natural


def variants(name: str) -> frozenset[str]:
    """Give other ways in which news writes the same full name, folded, with the name itself.

    >>> sorted(variants("Holden Chow Ho-ding"))
    ['chow ho-ding', 'holden chow', 'holden chow ho-ding']
    """
    parsed = parse_name(name)
    western, family, chinese = parsed.western, parsed.surname, parsed.chinese
    spellings = {" ".join(part for part in (western, family, chinese) if part)}
    if western and chinese:
        # A married woman's second surname stands with the Chinese name ("Cheng Yuet-ngor").
        own = [part for part in chinese.split() if "-" in part] or chinese.split()
        spellings |= {f"{western} {family}", f"{family} {chinese}", f"{family} {' '.join(own)}"}
        spellings.add(f"{western} {family} {' '.join(own)}")
    if len(chinese.split()) == 2 and "-" not in chinese:
        # "Chan Tai Man" is "Chan Tai-man".
        spellings |= {
            spelling.replace(chinese, chinese.replace(" ", "-")) for spelling in spellings
        }
    if len(western.split()) > 1:
        spellings.add(f"{western.split()[0]} {family}")
    if parsed.characters:
        spellings.add(parsed.characters)
    return frozenset(fold(spelling) for spelling in spellings)


def _order(parts: list[str]) -> tuple[str, list[str], list[str]]:
    """Give surname, Western given names and Chinese given names."""
    if len(parts) == 1:
        return parts[0], [], []
    if _has_capital_surname(parts):
        return _reversed_order(parts)
    hyphened = _chinese_given_at(parts)
    if hyphened is not None:
        return _hong_kong_order(parts, hyphened)
    if _is_mainland(parts):
        return parts[0], [], parts[1:]
    if _has_given_behind(parts):
        return parts[1], parts[:1], parts[2:]
    return parts[-1], parts[:-1], []


def _has_capital_surname(parts: list[str]) -> bool:
    return (
        len(parts) > 1
        and parts[0].isupper()
        and len(parts[0]) > 1
        and "." not in parts[0]
        and not any(part.isupper() and len(part) > 1 for part in parts[1:])
    )


def _reversed_order(parts: list[str]) -> tuple[str, list[str], list[str]]:
    is_chinese = any(is_chinese_given(part) for part in parts[1:])
    return (parts[0], [], parts[1:]) if is_chinese else (parts[0], parts[1:], [])


def _chinese_given_at(parts: list[str]) -> int | None:
    hyphened = (i for i, part in enumerate(parts) if i and is_chinese_given(part))
    return next(hyphened, None)


def _hong_kong_order(parts: list[str], given: int) -> tuple[str, list[str], list[str]]:
    """Find the first surname before the Chinese given name; the own one may follow it."""
    first = given - 1
    if given >= 3 and is_surname(parts[given - 2]) and is_surname(parts[given - 1]):
        first = given - 2
    # "Lo Wai-chung Stephen": the Western name may come last.
    return parts[first], [*parts[:first], *parts[given + 1 :]], parts[first + 1 : given + 1]


def _is_mainland(parts: list[str]) -> bool:
    """Say whether the first word is a surname and the rest are Chinese syllables ("Xi Jinping")."""
    return (
        len(parts) in (2, 3)
        and is_surname(parts[0])
        and all(_is_pinyin(part) for part in parts[1:])
    )


def _has_given_behind(parts: list[str]) -> bool:
    """Say whether a Chinese name without hyphen follows a Western one ("Alan Kan Wing Fai")."""
    return (
        len(parts) in (3, 4)
        and may_be_given(parts[0])
        and is_surname(parts[1])
        and all(_is_pinyin(part) for part in parts[2:])
    )


_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|"
    r"ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u))+",
)


def _is_pinyin(word: str) -> bool:
    return _PINYIN.fullmatch(word.lower()) is not None


def is_long_pinyin(word: str) -> bool:
    """Say whether a word is a given name of two Chinese syllables ("Jinping")."""
    return len(word) >= _TWO_SYLLABLES and _is_pinyin(word)


def _without_suffixes(parts: list[str]) -> list[str]:
    kept = [part for part in parts if part.strip(".").lower() not in _SUFFIXES]
    return kept or parts


def _calm(word: str) -> str:
    """Write a word in capitals with a capital first ("GRUNDY" to "Grundy")."""
    return word.capitalize() if word.isupper() and len(word) > 1 else word
