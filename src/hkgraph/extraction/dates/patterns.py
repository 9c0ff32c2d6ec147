"""Phrases that tell a time, found in text by their form; what they mean is for ``date_values``.

A phrase is a point ("31 October", "last month", "1990"). What stands around points, such as "by",
"since", "the end of" or "between … and …", is found by ``leading`` and ``joining``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hkgraph.extraction.dates.feasts import feast_names
from hkgraph.extraction.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# One break inside a phrase; an empty line ends a block and with it any phrase.
_GAP = r"(?:[^\S\n]|\n(?!\n))+"
_OPEN = r"(?<![\w$£€¥/@#])(?<!\d[.,])(?:(?<!\w[-–])|(?<=[Mm]id-)|(?<=[Ee]arly-)|(?<=[Ll]ate-))"
_CLOSE = r"(?![\w/@%])(?!,\d{3})(?!\.\d)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A stretch of text with the form of a date.

    Attributes:
        form: Name of the pattern that it has.
        parts: Named parts of the pattern that are there, as printed.
    """

    start: int
    end: int
    form: str
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Words before a point that change it, such as "by" or "the end of".

    Attributes:
        kind: ``part``, ``share``, ``until``, ``since``, ``before``, ``after``, ``from``,
            ``between`` or ``in``.
    """

    start: int
    kind: str
    words: str


def find_phrases(text: str) -> list[Phrase]:
    """Find what has the form of a date: the longest at each place, none inside another."""
    found = sorted(_candidates(text), key=lambda p: (p.start, -p.end))
    kept: list[Phrase] = []
    for phrase in found:
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


def leading(text: str, start: int) -> Lead | None:
    """Find what stands right before a point and changes it."""
    window = text[max(0, start - 40) : start]
    for kind, pattern in _leads().items():
        if match := pattern.search(window):
            place = start - len(window) + match.start("all")
            return Lead(start=place, kind=kind, words=match["word"].lower())
    return None


def joining(between: str) -> str | None:
    """Say whether the text between two points joins them: ``and``, ``to``, or None."""
    match = _JOIN.fullmatch(between)
    if match is None:
        return None
    return "and" if match["word"] == "and" else "to"


_JOIN = re.compile(
    rf"{_GAP}(?P<word>and|to|until|till|through){_GAP}|[^\S\n]?(?P<dash>[-–—])[^\S\n]?"
)


def _candidates(text: str) -> Iterator[Phrase]:
    for form, pattern in patterns().items():
        for match in pattern.finditer(text):
            parts = {name: part for name, part in match.groupdict().items() if part}
            yield Phrase(start=match.start(), end=match.end(), form=form, parts=parts)


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Give the patterns by name, built from the lists of months, weekdays, seasons and numbers."""
    full = {name for name in table("months") if len(name) > len("Sept") or name in _SHORT_MONTHS}
    short = set(table("months")) - full
    names = {
        "month": rf"(?:{_printed(full)})|(?:{_printed(short)})\b\.?",
        "fullmonth": _either(full),
        "weekday": _printed(table("weekdays")),
        "season": _either(table("seasons")),
        "feast": _either(feast_names()).replace("'", "['’]"),
        "decade": _either(table("decades")),
        "number": rf"(?i:{_either(table('number-words'))})|\d{{1,3}}",
        "year": r"(?:1[89]|20)\d\d",
        "day": r"(?:3[01]|[12]\d|0?[1-9])",
    }
    guarded = {
        form: re.compile(_OPEN + _expand(source, names) + _CLOSE)
        for form, source in (_ABSOLUTE | _PARTIAL | _RELATIVE | _ANCHORED).items()
    }
    return guarded | {"chinese": re.compile(r"(?<!\d)" + _expand(_CHINESE, names))}


_SHORT_MONTHS = frozenset({"May", "June", "July"})
_THAT_YEAR = (
    r"(?:,?_(?P<year><year>)|,?_(?:of_)?(?P<which>last|this|next)_year"
    r"|,?_(?:of_)?(?P<told>the_same|that(?:_same)?|the_(?:following|next|previous))_year)"
)
_ORDINAL = r"(?:st|nd|rd|th)?"
_WEEKDAY_LEAD = r"(?:(?P<weekday><weekday>),?_(?:the_)?)?"
_TO = r"(?:_(?:to|and|until)_|[^\S\n]?[-–][^\S\n]?)"
_PART_OF_DAY = r"(?:morning|afternoon|evening|night)"
_DAYPART = rf"(?:_{_PART_OF_DAY})?"
# "the day before", but not "the day before the vote" or "the day before he left".
_ENDS_CLAUSE = r"(?=\s*(?:[.,;:!?)”\"]|\Z|\n)|_(?:in|at|by|for|and|but|or|to|over|as)\b)"

_ABSOLUTE = {
    "iso": r"(?P<year><year>)-(?P<month>0[1-9]|1[0-2])-(?P<day><day>)",
    "years": r"(?P<year><year>)(?P<dash>[-–/])(?P<lastyear><year>|\d\d)",
    "decade": r"(?:the_)?(?P<year><year>)['’]?s",
    "slashes": r"(?P<day><day>)(?P<mark>[/.])(?P<month><day>)(?P=mark)(?P<year><year>)",
    "short decade": r"(?:the_)?['’](?P<short>[2-9]0)s",
    "named decade": r"the_(?P<decade><decade>)",
    "quarter of year": r"[Qq](?P<quarter>[1-4])(?:_of)?_(?P<year><year>)",
    "year": r"(?P<year><year>)",
}

_CHINESE = r"(?P<year><year>)年(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day><day>)[日號号])?)?"

_PARTIAL = {
    "month day": rf"{_WEEKDAY_LEAD}(?P<month><month>)_(?P<day><day>){_ORDINAL}{_THAT_YEAR}?",
    "day month": rf"{_WEEKDAY_LEAD}(?P<day><day>){_ORDINAL}_(?:of_)?(?P<month><month>)"
    rf"{_THAT_YEAR}?",
    "month days": rf"(?P<month><month>)_(?P<day><day>){_ORDINAL}{_TO}(?P<lastday><day>){_ORDINAL}"
    rf"{_THAT_YEAR}?",
    "days month": rf"(?P<day><day>){_ORDINAL}{_TO}(?P<lastday><day>){_ORDINAL}_(?:of_)?"
    rf"(?P<month><month>){_THAT_YEAR}?",
    "days months": rf"(?P<day><day>){_ORDINAL}_(?P<month><month>){_TO}(?P<lastday><day>){_ORDINAL}"
    rf"_(?P<lastmonth><month>){_THAT_YEAR}?",
    "months days": rf"(?P<month><month>)_(?P<day><day>){_ORDINAL}{_TO}(?P<lastmonth><month>)_"
    rf"(?P<lastday><day>){_ORDINAL}{_THAT_YEAR}?",
    "month": rf"(?P<month><month>)(?:_of)?{_THAT_YEAR}",
    "bare month": r"(?P<month><fullmonth>)",
    "which month": r"(?P<which>(?i:last|next|this))_(?P<month><fullmonth>)",
    "months": rf"(?P<month><fullmonth>){_TO}(?P<lastmonth><fullmonth>){_THAT_YEAR}?",
    "feast": rf"(?P<feast><feast>)(?:(?:_in)?{_THAT_YEAR})?",
    "season": rf"(?:the_)?(?P<season><season>)(?:_of)?{_THAT_YEAR}",
    "fall": rf"[Ff]all(?:_of)?{_THAT_YEAR}",
    "bare season": r"(?:the_)?(?P<season><season>)",
    "which season": r"(?P<which>(?i:last|next|this))_(?P<season><season>)",
}

_RELATIVE = {
    "day": r"(?P<word>[Yy]esterday|[Tt]oday|TODAY|[Tt]onight|[Tt]omorrow|"
    rf"[Tt]he_day_before_yesterday|[Tt]he_day_after_tomorrow|[Ll]ast_night|[Tt]his_(?:morning|afternoon|evening)){_DAYPART}",
    "weekday": rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his_coming|[Tt]he_coming)_)?"
    rf"(?P<weekday><weekday>){_DAYPART}",
    "which unit": r"(?:(?P<when>[Ee]arlier|[Ll]ater)_)?(?P<which>[Ll]ast|[Tt]his|[Nn]ext|"
    r"[Tt]he_previous|[Tt]he_coming)_(?P<unit>week|weekend|month|year)",
    "weekday of week": rf"(?P<weekday><weekday>){_DAYPART}(?:_of)?_(?P<which>[Ll]ast|[Tt]his|"
    r"[Nn]ext)_(?P<unit>week)(?!\w)",
    "day of this month": r"(?:the_)?(?P<day><day>)(?:st|nd|rd|th)_of_(?P<which>last|this|next)_"
    r"(?P<unit>month)",
    "second unit": r"[Tt]he_(?P<unit>day|week|weekend|month|year)_"
    r"(?P<which>before_last|after_next)",
    "the unit": r"(?P<which>the)_(?P<unit>week|month|year)",
    "unit out": r"the_(?P<unit>week|month|year)_(?:(?:is|was)_(?:out|over|up)|ends|ended|closes)",
    "weekend": r"the_(?P<unit>weekend)",
    "half": r"the_(?P<half>first|second)_half(?!_of\b)",
    "quarter": r"the_(?P<quarter>first|second|third|fourth)_quarter(?!_of\b)",
    "year-end": r"(?:the_)?(?P<unit>year)(?:['’]s_|-|_)end",
    "ago": r"(?<!half\s)(?P<number><number>)_(?P<unit>day|week|fortnight|month|year|decade)s?_ago",
    "from now": r"(?P<number><number>)_(?P<unit>day|week|month|year)s?_from_(?:now|today)",
    "weekdays ago": r"(?P<number><number>)_(?P<weekday><weekday>)s?_ago",
    "anniversary": r"[Mm]ark(?:s|ed|ing)_(?P<number><number>)_(?P<unit>year|decade)s?_since",
}

_THAT_ONE = r"(?P<which>[Tt]hat|[Tt]he_same|[Tt]he_(?:next|following))"

_ANCHORED = {
    "that day": r"(?P<which>[Tt]he_same|[Tt]hat(?:_same)?|[Tt]he_(?:next|following)|"
    rf"[Tt]he_(?:previous|preceding))_(?:(?P<unit>day)|{_PART_OF_DAY})",
    "unit before": rf"[Tt]he_(?P<unit>day|week|month|year)_(?P<which>before|after){_ENDS_CLAUSE}",
    "that month": rf"{_THAT_ONE}_(?P<month><fullmonth>)",
    "that season": rf"{_THAT_ONE}_(?P<season><season>)",
    "day of month": r"(?:(?P<part>(?:morning|afternoon|evening|night)_of)_)?[Tt]he_"
    r"(?P<day><day>)(?:st|nd|rd|th)(?!_(?:of_)?<month>)",
    "that unit": r"(?:(?P<when>[Ll]ater|[Ee]arlier)_)?(?P<which>[Tt]he_same|[Tt]hat(?:_same)?|"
    r"[Tt]he_(?:next|following)|[Tt]he_preceding)_(?P<unit>week|month|year)",
    "year before": r"(?:(?<=from\s)|(?<=than\s))(?:a|one)_year_(?:earlier|before)",
    "same month": r"the_same_(?P<unit>month)_(?:last_year|(?:a|one)_year_(?:earlier|before|ago))",
    "later": r"(?<!from\s)(?<!than\s)(?<!over\s)(?P<number><number>)_"
    r"(?P<unit>day|week|month|year)s?_"
    rf"(?P<when>later|earlier|afterwards|after{_ENDS_CLAUSE})(?!_than)",
}

_FIRST_MONTHS = r"first_(?:two|three|four|five|six|seven|eight|nine|ten|1[01]|[2-9])_months"

_LEADS = {
    "part": r"(?P<all>(?:the_|[Tt]he_)?(?P<word>end|close|start|beginning|middle)_of_(?:the_)?)",
    "early": r"(?P<all>(?:the_|[Tt]he_)?(?P<word>[Ee]arly|[Ll]ate|[Mm]id)(?:-|_)(?:the_|in_)?)",
    "share": rf"(?P<all>(?:the_|[Tt]he_)?(?P<word>first_half|second_half|{_FIRST_MONTHS}|"
    r"(?:first|second|third|fourth|last)_quarter)_of_(?:the_)?)",
    "until": r"(?P<all>(?P<word>[Bb]y|[Uu]ntil|[Tt]ill|no_later_than|not_later_than)[”\"’»]?_)",
    "since": r"(?P<all>(?P<word>[Ss]ince|[Ee]ver_since)_)",
    "before": r"(?P<all>(?P<word>[Bb]efore|[Pp]rior_to)_)",
    "after": r"(?P<all>(?P<word>[Aa]fter)_)",
    "between": r"(?P<all>(?P<word>[Bb]etween)_)",
    "from": r"(?P<all>(?:with_)?(?P<word>effect_from|effective_from|[Ff]rom)_)",
    "about": r"(?P<all>(?:in_)?(?P<word>around|about|circa|c\.)_)",
    "in": r"(?P<all>(?P<word>as_(?:early|late|recently)_as|[Ii]n|[Dd]uring|[Oo]ver|[Tt]his|"
    r"[Oo]f|[Dd]ated|[Aa]nd|[Oo]r|[Tt]o|[Tt]hroughout|[Ff]or)_)",
}


@cache
def _leads() -> dict[str, re.Pattern[str]]:
    return {
        kind: re.compile(r"(?<!\w)" + _expand(source, {}) + r"$") for kind, source in _LEADS.items()
    }


def _expand(source: str, names: Mapping[str, str]) -> str:
    """Write out ``_`` as a gap and ``<name>`` as what it stands for."""
    source = source.replace("_", _GAP)
    return re.sub(r"(?<!\?P)<(\w+)>", lambda m: f"(?:{names[m[1]]})", source)


def _printed(names: Iterable[str]) -> str:
    """Allow for capitals: "TODAY, JULY 1"."""
    return _either({form for name in names for form in (name, name.upper())})


def _either(names: Iterable[str]) -> str:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name) for name in ordered)
