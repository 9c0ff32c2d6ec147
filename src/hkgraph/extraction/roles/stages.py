"""Coming into an office, holding it and leaving it: what each says of when and how surely."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from hkgraph.extraction.dates import edtf
from hkgraph.extraction.dates.event_times import time_of
from hkgraph.extraction.dates.tense import lies_ahead
from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Modality, TimeBasis

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.events.voice import Voice
    from hkgraph.extraction.reading import Reading
    from hkgraph.model import TimeValue

_KEPT = frozenset({"serve"})
#: What nobody has done yet, or might do, with an office that they hold meanwhile.
_NOT_YET = frozenset({Modality.PLANNED, Modality.POSSIBLE})


class Stage(StrEnum):
    """What a word tells of an office; the values of the tables of words."""

    ENTER = "enter"
    HOLD = "hold"
    LEAVE = "leave"


def stage_of(verb: Token) -> Stage:
    """Say whether a verb tells of coming into an office, holding it or leaving it."""
    if verb.lemma_ == "become" or verb.lemma_ in words("role-verbs") - _KEPT:
        return Stage.ENTER
    manner = table("as-verbs").get(verb.lemma_, "hold")
    return Stage(manner) if manner in {"enter", "leave"} else _of_object(verb, manner)


def _of_object(verb: Token, manner: str) -> Stage:
    """Give the stage of those who are taken on ("hired as"), or only kept ("works as")."""
    return Stage.ENTER if manner == "object" and verb.lemma_ != "keep" else Stage.HOLD


def voice_of_office(reading: Reading, voice: Voice, stage: Stage, time: TimeValue | None) -> Voice:
    """Judge whether somebody holds an office by how its beginning or end is told.

    Who will leave an office, or may, holds it; who was appointed from a day to come does not yet.
    """
    if stage is Stage.LEAVE:
        return voice_of_holder(voice)
    published = reading.article.published_day
    begins = time.not_before if time is not None and stage is Stage.ENTER else None
    is_ahead = published is not None and begins is not None and begins > published
    if is_ahead and voice.modality is Modality.ASSERTED:
        return replace(voice, modality=Modality.PLANNED)
    return voice


def voice_of_holder(voice: Voice) -> Voice:
    """Judge whether somebody holds the office that they are told to leave, have left or keep."""
    if voice.modality not in _NOT_YET and voice.polarity:
        return voice
    told = Modality.ASSERTED if voice.attributed_to is None else Modality.REPORTED
    return replace(voice, modality=told, polarity=True)


def span_of_office(reading: Reading, verb: Token, stage: Stage) -> TimeValue | None:
    """Date an office by when somebody is told to have come into it, held it or left it."""
    time = time_of(reading, verb)
    if stage is Stage.HOLD:
        is_range = time is not None and "/" in time.edtf
        return time if is_range else _end_behind(reading, verb)
    if stage is Stage.ENTER:
        return edtf.since(time) if time is not None and "/" not in time.edtf else time
    if time is not None and "/" not in time.edtf:
        return edtf.until(time)
    is_past = verb.tag_ in {"VBD", "VBN"} or any(c.lower_ == "longer" for c in verb.subtree)
    is_over = is_past and time is None and not lies_ahead(verb)
    return until_now(reading) if is_over else None


def _end_behind(reading: Reading, verb: Token) -> TimeValue | None:
    """Find the end of an office in a clause with "until" ("headed it until he retired in 2022")."""
    for clause in verb.children:
        marks = {c.lower_ for c in clause.children if c.dep_ == "mark"}
        if clause.dep_ == "advcl" and marks & {"until", "till"}:
            time = time_of(reading, clause)
            if time is not None and "/" not in time.edtf:
                return edtf.until(time)
    return None


def until_now(reading: Reading) -> TimeValue | None:
    """Make the value that ends with the day of publication, for what is over by then."""
    published = reading.article.published_day
    return edtf.until(edtf.of_day(published, TimeBasis.INFERRED)) if published else None
