"""From where a phrase of time is read: the day of publication, the verb, the date before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hkgraph.extraction.dates import edtf
from hkgraph.extraction.dates.patterns import leading
from hkgraph.extraction.dates.tense import is_set_day, lies_ahead, verb_of, was_set
from hkgraph.extraction.dates.timelines import year_above
from hkgraph.model import BlockKind, TimeBasis, TimeValue

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.dates.patterns import Phrase
    from hkgraph.extraction.reading import Reading
    from hkgraph.model import DateMention

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_SOON = timedelta(days=14)
_BACKWARD = ("earlier", "before")
#: "In a separate ruling on the same day": the day of the news that the article opens with.
_APART = frozenset({"separate", "separately"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewpoint:
    """From where a phrase is read.

    Attributes:
        today: Day of publication; None when nothing tells it.
        latest: Last day that may be past: that of publication, or of a note added soon after.
        ahead: True when the verb tells of what is to come.
        near: True when the words set a day that may be past by now ("scheduled for June 4"), so
            that the nearest counts, before or after.
        told_year: The year of the verb that this one runs on from ("arrested in June 2019 and
            charged in August"), or that the entries of a timeline stand under.
        anchor: The date before it in the same paragraph, for "the next day".
    """

    today: date | None
    latest: date | None = None
    ahead: bool = False
    near: bool = False
    told_year: int | None = None
    anchor: TimeValue | None = None

    @property
    def day(self) -> date:
        """The day of publication.

        Raises:
            ValueError: Nothing tells it, so no relative date can be resolved.
        """
        if self.today is None:
            raise ValueError("a relative date needs a day of publication")
        return self.today


#: What resolves one form of phrase from its named parts; None where it means no time.
Resolver = Callable[[Mapping[str, str], Viewpoint], TimeValue | None]


def viewpoint_of(reading: Reading, phrase: Phrase) -> Viewpoint:
    """Tell from where a phrase is read; the dates before it are in the reading already."""
    verb = verb_of(reading, phrase.start, phrase.end)
    before = _told_before(reading, phrase)
    is_set = _sets_day(reading, phrase, verb)
    is_told = verb is not None and lies_ahead(verb) and not _is_caption(reading, phrase)
    # A weekday that was set is the next one, unless it had been set: "was due on Friday".
    awaited = is_set and phrase.form == "weekday" and not (verb is not None and was_set(verb))
    return Viewpoint(
        today=reading.article.published_day,
        latest=_latest(reading),
        ahead=is_told or awaited,
        near=is_set or _tells_of_subject(reading, phrase, verb),
        told_year=_year_run_on(reading, before, verb) or year_above(reading.article, phrase.start),
        anchor=_anchor(before),
    )


def _told_before(reading: Reading, phrase: Phrase) -> list[DateMention]:
    """Give the dates of the paragraph so far; at its begin, the only one of that before it."""
    block = reading.block_at(phrase.start)
    floor = block.start if block else 0
    before = [d for d in reading.dates if floor <= d.span.start < phrase.start]
    sentence = reading.sentence_at(phrase.start)
    if before or sentence.start_char > floor or block is None:
        return before
    if any(token.lower_ in _APART for token in sentence):
        return [d for d in reading.dates if edtf.is_day(d.time)][:1]
    above = reading.block_at(max(0, floor - 3))
    if above is None or above.kind is not block.kind:
        return []
    told = [d for d in reading.dates if above.start <= d.span.start < above.end]
    return told if len({d.time.edtf for d in told}) == 1 else []


def _anchor(before: list[DateMention]) -> TimeValue | None:
    """Take the last date, unless that looked back ("freed a month earlier. Two days later …")."""
    onward = [d for d in before if not d.span.text.lower().endswith(_BACKWARD)]
    return (onward or before)[-1].time if before else None


def _year_run_on(reading: Reading, before: list[DateMention], verb: Token | None) -> int | None:
    """Give the year of the verb before, where "and" joins another verb with a date to it."""
    if verb is None or verb.dep_ != "conj" or not before:
        return None
    last = before[-1]
    first = verb_of(reading, last.span.start, last.span.end)
    year = last.time.not_before
    is_fine = edtf.is_day(last.time) or edtf.is_month(last.time)
    told = last.time.basis is TimeBasis.EXPLICIT and is_fine
    runs_on = first is not None and verb.head == first and not lies_ahead(verb)
    return year.year if told and runs_on and year else None


def _sets_day(reading: Reading, phrase: Phrase, verb: Token | None) -> bool:
    """Say whether a date is one that was set ("adjourned until", "due on", "with effect from")."""
    link = _link_before(reading, phrase)
    if "later than" in link or link.startswith("effect"):
        return True
    return verb is not None and is_set_day(verb, link)


def _link_before(reading: Reading, phrase: Phrase) -> str:
    """Give the word that leads to a date, past "the end of" and the like."""
    text, start = reading.article.text, phrase.start
    lead = leading(text, start)
    while lead and lead.kind in {"part", "early", "share"}:
        start = lead.start
        lead = leading(text, start)
    if lead:
        return " ".join(lead.words.split())
    first = reading.tokens(start, phrase.end)[0]
    return first.nbor(-1).lower_ if first.i else ""


def _is_caption(reading: Reading, phrase: Phrase) -> bool:
    """Say whether a phrase stands below a picture, where the present tense tells of the past."""
    block = reading.block_at(phrase.start)
    return block is not None and block.kind is BlockKind.CAPTION


def _tells_of_subject(reading: Reading, phrase: Phrase, verb: Token | None) -> bool:
    """Say whether a date belongs to the subject, whose tense no verb tells.

    "His visit in May will be repeated" tells nothing of when he goes or went.
    """
    token = reading.tokens(phrase.start, phrase.end).root
    while token not in {token.head, verb}:
        if token.dep_ in SUBJECTS:
            return token.idx < phrase.start
        token = token.head
    return False


def _latest(reading: Reading) -> date | None:
    """Give the last day that a note added soon after publication may speak of as past."""
    published, modified = reading.article.published_day, reading.article.modified
    if published is None or modified is None:
        return published
    added = date.fromisoformat(modified[:10])
    return added if published <= added <= published + _SOON else published
