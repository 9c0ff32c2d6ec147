"""Dates in the text of one article, resolved against its day of publication."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from hkgraph.extraction.dates import edtf
from hkgraph.extraction.dates.anchored import ANCHORED
from hkgraph.extraction.dates.calendar import ABSOLUTE, PARTIAL
from hkgraph.extraction.dates.event_times import time_of
from hkgraph.extraction.dates.patterns import find_phrases, joining, leading
from hkgraph.extraction.dates.relative import RELATIVE
from hkgraph.extraction.dates.senses import is_date, tells_which_of_several
from hkgraph.extraction.dates.tense import has_come_about, is_put_off, verb_of
from hkgraph.extraction.dates.viewpoint import viewpoint_of
from hkgraph.extraction.lexicon import table
from hkgraph.model import DateMention

if TYPE_CHECKING:
    from collections.abc import Callable

    from hkgraph.extraction.dates.patterns import Lead, Phrase
    from hkgraph.extraction.reading import Reading
    from hkgraph.model import TimeValue

__all__ = ["find_dates", "time_of"]

_PARTS = {
    "start": "start",
    "beginning": "start",
    "early": "early",
    "mid": "middle",
    "middle": "middle",
    "late": "late",
    "close": "end",
    "end": "end",
}
_SHARES = {
    "first half": (1, 2),
    "second half": (2, 2),
    "first quarter": (1, 4),
    "second quarter": (2, 4),
    "third quarter": (3, 4),
    "fourth quarter": (4, 4),
    "last quarter": (4, 4),
}
_BOUNDS: dict[str, Callable[[TimeValue], TimeValue]] = {
    "until": edtf.until,
    "since": edtf.since,
    "before": edtf.before,
    "after": edtf.after,
}

_OWNS = re.compile(r"['’]s?(?!\w)")

_RESOLVERS = ABSOLUTE | PARTIAL | RELATIVE | ANCHORED

#: Forms that tell a time only with words before them: "the end of the year", "since the spring".
_LEANING = frozenset({"the unit", "bare month", "bare season", "unit out"})


def find_dates(reading: Reading) -> None:
    """Fill ``reading.dates``, in order of the text."""
    phrases = [p for p in find_phrases(reading.article.text) if is_date(reading, p)]
    index = 0
    while index < len(phrases):
        phrase = phrases[index]
        following = phrases[index + 1] if index + 1 < len(phrases) else None
        mention = following and _joined(reading, phrase, following)
        index += 2 if mention else 1
        mention = mention or _single(reading, phrase)
        if mention:
            reading.dates.append(mention)


def _single(reading: Reading, phrase: Phrase) -> DateMention | None:
    """Resolve one point together with the words that lead to it."""
    value = _value(reading, phrase)
    start, leads = phrase.start, 0
    lead = leading(reading.article.text, start)
    while value and lead and (changed := _changed(reading, phrase, value, lead)):
        value, start, leads = changed, lead.start, leads + 1
        lead = leading(reading.article.text, start)
    leans = phrase.form in _LEANING and not leads and not _stands_alone(reading, phrase, lead)
    if value is None or leans:
        return None
    return DateMention(span=reading.span(start, phrase.end), time=value)


def _stands_alone(reading: Reading, phrase: Phrase, lead: Lead | None) -> bool:
    """Say whether a form that leans on other words has some that only place it: "in October"."""
    if phrase.form in {"the unit", "unit out"}:
        return False
    is_month = phrase.form == "bare month"
    return lead is not None or (is_month and tells_which_of_several(reading, phrase))


def _changed(reading: Reading, phrase: Phrase, value: TimeValue, lead: Lead) -> TimeValue | None:
    """Apply what leads to a point; None if it leaves the point as it is."""
    if lead.kind in {"part", "early"}:
        return edtf.part_of(value, _PARTS[lead.words])
    if lead.kind == "share":
        return _share(value, " ".join(lead.words.split()))
    if lead.kind in {"from", "between"} and "/" in value.edtf:
        return value
    # "Before Friday's hearing" tells the day of the hearing.
    is_settled = ".." in value.edtf or _OWNS.match(reading.article.text, phrase.end)
    return None if is_settled else _bounded(reading, phrase, value, lead)


def _share(value: TimeValue, words: str) -> TimeValue:
    """Give the named share of a year: "the first half", "the first nine months"."""
    if words in _SHARES:
        which, of = _SHARES[words]
        return edtf.share_of(value, which=which, of=of)
    number = words.split()[1]
    return edtf.first_months(value, int(table("number-words").get(number, number)))


def _bounded(reading: Reading, phrase: Phrase, value: TimeValue, lead: Lead) -> TimeValue | None:
    if lead.kind == "about":
        return edtf.about(value)
    if lead.kind == "from":
        return value if "effect" in lead.words else _from(reading, phrase, value)
    bound = _BOUNDS.get(lead.kind)
    return bound(value) if bound else None


def _from(reading: Reading, phrase: Phrase, value: TimeValue) -> TimeValue | None:
    """Tell the day that something begins ("resigns from July 1"), or since when it lasts."""
    last = reading.tokens(phrase.start, phrase.end)[-1]
    names_noun = last.i + 1 < len(reading.doc) and last.nbor().pos_ in {"NOUN", "PROPN"}
    if names_noun or phrase.form == "year before":
        return None
    verb = verb_of(reading, phrase.start, phrase.end)
    if verb is not None and is_put_off(verb):
        return None
    begins = edtf.is_day(value) and not (verb is not None and has_come_about(verb))
    return value if begins else edtf.since(value)


def _joined(reading: Reading, first: Phrase, second: Phrase) -> DateMention | None:
    """Resolve "from X to Y", "between X and Y" and "X–Y" as one stretch of time."""
    text = reading.article.text
    if mention := _in_brackets(reading, first, second):
        return mention
    word = joining(text[first.end : second.start])
    lead = leading(text, first.start)
    opening = lead.kind if lead and lead.kind in {"from", "between"} else None
    if word is None or (word == "and") != (opening == "between") or (not opening and word != "to"):
        return None
    if opening is None and first.form != second.form:
        return None
    last = _value(reading, second)
    if "year" in second.parts and first.form == "bare month":
        first = replace(first, parts={**first.parts, "year": second.parts["year"]})
    begin = _value(reading, first)
    if not (begin and last and begin.not_before and last.not_after):
        return None
    if second.form == "weekday" and begin.not_before > last.not_after:
        last = edtf.of_day(last.not_after + timedelta(days=7), last.basis)
    if last.not_after is None or begin.not_before >= last.not_after:
        return None
    start = lead.start if lead and opening else first.start
    return DateMention(span=reading.span(start, second.end), time=edtf.between(begin, last))


def _in_brackets(reading: Reading, first: Phrase, second: Phrase) -> DateMention | None:
    """Resolve "today (July 26)" and "last Friday (3 March)", which tell one day twice."""
    text = reading.article.text
    is_told = first.form in {"day", "weekday"} and second.form in {"month day", "day month"}
    if not is_told or text[first.end : second.start].strip() != "(":
        return None
    if not text.startswith(")", second.end):
        return None
    day, printed = _value(reading, first), _value(reading, second)
    if printed is None or day is None:
        return None
    if day.not_before and printed.not_before and _in_year(day) == _in_year(printed):
        printed = day
    return DateMention(span=reading.span(first.start, second.end + 1), time=printed)


def _in_year(value: TimeValue) -> str:
    return value.edtf[len("2024-") :]


def _value(reading: Reading, phrase: Phrase) -> TimeValue | None:
    """Resolve a point; None when it cannot be or names no day of the calendar."""
    view = viewpoint_of(reading, phrase)
    if phrase.form in PARTIAL | RELATIVE and view.today is None and "year" not in phrase.parts:
        return None
    try:
        return _RESOLVERS[phrase.form](phrase.parts, view)
    except (ValueError, OverflowError):
        return None
