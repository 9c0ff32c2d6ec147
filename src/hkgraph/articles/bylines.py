"""Bylines: who wrote an article, for which outlet, and who else contributed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hkgraph.articles.outlets import known_outlet, outlet_named, outlet_printed, split_acronym
from hkgraph.articles.word_tables import column
from hkgraph.text import fold

_LONGEST_BYLINE = 300
# Capitals, then letters of any script; "Ho-ding", "O'Brien", "de la", "J.K.".
_WORD = r"(?:[^\W\d_][\w.'’‘-]*)"
_NAME = re.compile(rf"{_WORD}(?:\s+{_WORD}){{1,5}}")
_AND = re.compile(
    r"\s*(?:,\s*(?:and\s+|&\s*)?|\s+and\s+|\s+et\s+|\s*&\s*|\s*;\s*|、|／|\s+with\s+)\s*"
)
_OUTLET_IN_BRACKETS = re.compile(r"\s*[(\[（]([^()\[\]（）]{2,120})[)\]）]\s*\.?$")
_OUTLET_AFTER = re.compile(
    r"(?:\s+for\s+|\s*[,|/–—·•]\s*|\s+-\s+|\s+of\s+)(?:the\s+)?([^,|/–—·•]+)$", re.IGNORECASE
)
_REST_OF_LINE = re.compile(
    r"\s*(?:[|•·]|[,;/&]?\s*(?:and\s+)?\b(?:photos?|photographs?|photography|pictures?|video|"
    r"illustrations?)(?:\s+by\b|\s*:)|\b(?:published|updated|posted|last updated|first published)\b"
    r").*$",
    re.IGNORECASE | re.DOTALL,
)
_PLACE_AFTER = re.compile(
    r"\s+(?:in|at|from|à)\s+(?:[A-Z][\w.'’-]*)(?:[\s,]+(?:and\s+)?[A-Z][\w.'’-]*)*$"
)
_HANDLE = re.compile(r"\s*(?:@\w+|[\w.+-]+@[\w.-]+|\(@\w+\))")
_SIGNATURE = re.compile(r"\s*[-–—]+\s*([^-–—].{1,80}?)\.?\s*$")
_BRACKETED = re.compile(r"\s*[(\[（](.{2,80}?)[)\]）]\s*$")
_AGENCY_DATELINE = re.compile(
    r"(?:[A-Z][A-Z .,'’-]{2,40}?(?:[,/]\s*[A-Za-z .]+?(?:\s+\d{1,2})?)?)?"
    r"\s*\(([A-Za-z][\w .&-]{1,40})\)\s*[-–—:]+\s"
)
_SIGNED = re.compile(r"[.!?”’\"']\s*[(\[]([A-Za-z][\w .&-]{1,40})[)\]]\.?\s*$")
_MOST_AGENCY_WORDS = 4
_REPORTERS = re.compile(
    r"\(?\s*reporting by\s+(?P<names>[^;()]+?)(?P<rest>;.*?)?\)?\.?\s*$", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """What one line of credits tells.

    Attributes:
        authors: Names as people read them, in order; empty for "by our staff".
        outlet: The outlet as printed.
    """

    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    outlet: str | None = None


def parse_byline(line: str) -> Byline | None:
    """Read a line that begins as bylines do ("By …", "Text by …"), or None."""
    lead = _lead_pattern().match(line)
    if len(line) > _LONGEST_BYLINE or lead is None:
        return None
    return parse_names(line[lead.end() :])


def parse_names(line: str) -> Byline | None:
    """Read what follows "by": names, then perhaps an outlet; None where a word is no name."""
    rest = _HANDLE.sub("", _REST_OF_LINE.sub("", line)).strip(" ,.:：|")
    rest, outlet = _split_outlet(rest)
    names = _names(_PLACE_AFTER.sub("", rest))
    if names is None:
        return None
    return Byline(authors=names, outlet=outlet)


def parse_contribution(line: str) -> tuple[str, ...] | None:
    """Read a note such as "Additional reporting from …"; gives the names, or None."""
    core = line.strip(" ()[]*.")
    if len(core) > _LONGEST_BYLINE:
        return None
    lead = _contribution_pattern().match(core)
    rest = core[lead.end() :] if lead else _before_contributed(core)
    if rest is None:
        return None
    rest = re.sub(r"^the\s+", "", rest.strip(" .:"))
    if outlet := known_outlet(rest):
        return (outlet.name,)
    return _names(_PLACE_AFTER.sub("", rest))


def parse_reporters(line: str) -> Byline | None:
    """Read an agency's last line, "(Reporting by …; Additional reporting by …; Editing by …)"."""
    found = _REPORTERS.match(line.strip()) if len(line) <= 400 else None
    if found is None:
        return None
    names = _names(re.sub(r"\s+in\s+[A-Z][\w ]+?(?=,|\s+and\s|$)", "", found["names"].strip()))
    notes = [parse_contribution(part.strip()) for part in (found["rest"] or "").split(";")]
    others = tuple(name for note in notes for name in note or ())
    return None if names is None else Byline(authors=names, contributors=others)


def signed_outlet(line: str) -> str | None:
    """Give the outlet of a line that is a signature and no more: "— Reuters", "(AFP)"."""
    signature = _SIGNATURE.fullmatch(line) or _BRACKETED.fullmatch(line)
    outlet = known_outlet(signature[1]) if signature else None
    return outlet.name if outlet else None


def bare_agency(line: str) -> str | None:
    """Give the agency that a line names and says no more: the credit of a picture, mostly."""
    outlet = outlet_printed(line)
    return outlet.name if outlet and outlet.is_agency else None


def dateline_agency(paragraph: str) -> str | None:
    """Give the agency in its dateline as printed, known or not: "HONG KONG (Tolo Post) — …"."""
    dateline = _AGENCY_DATELINE.match(paragraph[:160])
    return dateline[1] if dateline else None


def dateline_outlet(paragraph: str) -> str | None:
    """Give the outlet in an agency's dateline: "HONG KONG (Reuters) - …"."""
    agency = dateline_agency(paragraph)
    outlet = outlet_named(agency) if agency else None
    return outlet.name if outlet else None


def signing_agency(paragraph: str) -> str | None:
    """Give the agency that signs behind the last sentence: "… he said. (AFP)"."""
    signed = _SIGNED.search(paragraph[-80:])
    outlet = known_outlet(signed[1]) if signed else None
    return outlet.name if outlet and outlet.is_agency else None


def readable_name(printed: str) -> str:
    """Turn a reversed name round: "GRUNDY Tom" is Tom Grundy.

    >>> readable_name("WESTBROOK Laura")
    'Laura Westbrook'
    """
    words = printed.replace(",", " ").split()
    capitals = [word.isupper() and len(word) > 1 for word in words]
    surname_length = capitals.index(False) if False in capitals else 0
    if surname_length == 0 or any(capitals[surname_length:]):
        return " ".join(words)
    surname = " ".join(_capitalised(word) for word in words[:surname_length])
    return f"{' '.join(words[surname_length:])} {surname}"


def _capitalised(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)


def is_name(text: str) -> bool:
    """Say whether a text has the form of a person's name: two words or more, capitalised."""
    if not _NAME.fullmatch(text) or len(text) > 60:
        return _is_cjk_name(text)
    words = text.split()
    proper = [word for word in words if word.casefold() not in column("bylines", "particle")]
    return len(proper) >= 2 and all(not word[0].islower() for word in proper)


def _is_cjk_name(text: str) -> bool:
    return re.fullmatch(r"[\u4e00-\u9fff]{2,4}", text) is not None


def _names(text: str) -> tuple[str, ...] | None:
    """Part a list of names; an outlet or "our staff" in it names nobody."""
    found: list[str] = []
    for part in _AND.split(text.strip()):
        name = part.strip(" .")
        if not name or fold(name) in _nobody() or _is_desk(name):
            continue
        if outlet_named(name):
            continue
        if not is_name(name):
            return None
        found.append(readable_name(name))
    return tuple(dict.fromkeys(found))


def _is_desk(name: str) -> bool:
    """Whether it is an outlet's own people: "Tamar Digest staff", "HKFP Newsroom"."""
    words = fold(name).split()
    return bool(words) and words[-1] in column("bylines", "desk")


def _split_outlet(text: str) -> tuple[str, str | None]:
    bracketed = _OUTLET_IN_BRACKETS.search(text)
    if bracketed:
        return text[: bracketed.start()].strip(), bracketed[1].strip()
    after = _OUTLET_AFTER.search(text)
    if after and outlet_named(split_acronym(after[1])[0]):
        return text[: after.start()].strip(), after[1].strip()
    if outlet_named(text):
        return "", text
    return _split_agency(text)


def _split_agency(text: str) -> tuple[str, str | None]:
    """Part "Anna Reed Bloomberg News": the page printed name and agency on two lines."""
    words = text.split()
    for size in range(min(_MOST_AGENCY_WORDS, len(words) - 1), 0, -1):
        agency = outlet_printed(" ".join(words[-size:]))
        if agency is not None and agency.is_agency:
            return " ".join(words[:-size]), agency.name
    return text, None


def _before_contributed(core: str) -> str | None:
    ending = _contributed_pattern().search(core)
    return core[: ending.start()] if ending else None


@cache
def _nobody() -> frozenset[str]:
    return frozenset(map(fold, column("bylines", "nobody")))


@cache
def _lead_pattern() -> re.Pattern[str]:
    latin: list[str] = []
    han: list[str] = []
    for phrase in sorted(column("bylines", "lead"), key=len, reverse=True):
        (latin if phrase.isascii() else han).append(re.escape(phrase))
    return re.compile(
        rf"\s*[-–—(\[*]*\s*(?:(?:{'|'.join(latin)})(?:\s*:\s*|\s+)"
        rf"|(?:{'|'.join(han)})\s*(?:[:：／]\s*|\s))",
        re.IGNORECASE,
    )


@cache
def _contribution_pattern() -> re.Pattern[str]:
    phrases = sorted(column("bylines", "contribution"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, phrases))})\s*:?\s+", re.IGNORECASE)


@cache
def _contributed_pattern() -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, column("bylines", "contributed")))
    return re.compile(rf"\s+(?:also\s+)?(?:{phrases})\W*(?:from [A-Z].{{0,40}})?$", re.IGNORECASE)
