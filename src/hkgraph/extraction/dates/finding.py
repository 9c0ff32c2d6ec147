"""Dates in the text of one article, resolved against its day of publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hkgraph.extraction.dates import edtf
from hkgraph.extraction.dates.calendar import ABSOLUTE, PARTIAL
from hkgraph.extraction.dates.event_times import time_of
from hkgraph.extraction.dates.patterns import find_phrases, joining, leading
from hkgraph.extraction.dates.relative import ANCHORED, RELATIVE
from hkgraph.extraction.dates.senses import is_date
from hkgraph.extraction.dates.tense import governing_verb, lies_ahead, verb_right_before
from hkgraph.extraction.dates.viewpoint import Viewpoint
from hkgraph.extraction.lexicon import words
from hkgraph.model import DateMention

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

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

_RESOLVERS = ABSOLUTE | PARTIAL | RELATIVE | ANCHORED

_SOON = timedelta(days=14)

#: Forms that tell a time only with words before them: "the end of the year", "since the spring".
_LEANING = frozenset({"the unit", "bare month", "bare season"})


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
    settled = phrase.form not in _LEANING or leads or (lead and phrase.form != "the unit")
    if value is None or not settled:
        return None
    return DateMention(span=reading.span(start, phrase.end), time=value)


def _changed(reading: Reading, phrase: Phrase, value: TimeValue, lead: Lead) -> TimeValue | None:
    """Apply what leads to a point; None if it leaves the point as it is."""
    if lead.kind in {"part", "early"}:
        return edtf.part_of(value, _PARTS[lead.words])
    if lead.kind == "share":
        which, of = _SHARES[" ".join(lead.words.split())]
        return edtf.share_of(value, which=which, of=of)
    if lead.kind in {"from", "between"} and "/" in value.edtf:
        return value
    if lead.kind == "from":
        after = reading.tokens(phrase.start, phrase.end)[-1]
        names_noun = after.i + 1 < len(reading.doc) and after.nbor().pos_ in {"NOUN", "PROPN"}
        return None if names_noun else edtf.since(value)
    bound = _BOUNDS.get(lead.kind)
    return bound(value) if bound and ".." not in value.edtf else None


def _joined(reading: Reading, first: Phrase, second: Phrase) -> DateMention | None:
    """Resolve "from X to Y", "between X and Y" and "X–Y" as one stretch of time."""
    text = reading.article.text
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
    if begin.not_before >= last.not_after:
        return None
    start = lead.start if lead and opening else first.start
    return DateMention(span=reading.span(start, second.end), time=edtf.between(begin, last))


def _value(reading: Reading, phrase: Phrase) -> TimeValue | None:
    """Resolve a point; None when it cannot be or names no day of the calendar."""
    view = _viewpoint(reading, phrase)
    if phrase.form in PARTIAL | RELATIVE and view.today is None and "year" not in phrase.parts:
        return None
    try:
        return _RESOLVERS[phrase.form](phrase.parts, view)
    except (ValueError, OverflowError):
        return None


def _viewpoint(reading: Reading, phrase: Phrase) -> Viewpoint:
    verb = _verb_of(reading, phrase)
    block = reading.block_at(phrase.start)
    floor = block.start if block else 0
    before = [d for d in reading.dates if floor <= d.span.start < phrase.start]
    return Viewpoint(
        today=reading.article.published_day,
        latest=_latest(reading),
        ahead=(verb is not None and lies_ahead(verb)) or _is_deadline(reading, phrase, verb),
        anchor=before[-1].time if before else None,
    )


def _is_deadline(reading: Reading, phrase: Phrase, verb: Token | None) -> bool:
    """Say whether a date ends a time to come ("no later than", "adjourned until")."""
    lead = leading(reading.article.text, phrase.start)
    if lead is None or lead.kind != "until":
        return False
    is_put_off = verb is not None and verb.lemma_ in words("postponing-verbs")
    return is_put_off or "later than" in " ".join(lead.words.split())


def _latest(reading: Reading) -> date | None:
    """Give the last day that a note added soon after publication may speak of as past."""
    published, modified = reading.article.published_day, reading.article.modified
    if published is None or modified is None:
        return published
    added = date.fromisoformat(modified[:10])
    return added if published <= added <= published + _SOON else published


def _verb_of(reading: Reading, phrase: Phrase) -> Token | None:
    """Find the verb of a date: the one right before it ("said on Monday"), else that above it."""
    before = verb_right_before(reading, phrase.start)
    return before or governing_verb(reading.tokens(phrase.start, phrase.end).root)
