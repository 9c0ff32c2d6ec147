"""Every line of ``tellings/`` is read as it says; its README tells the format."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from hkgraph.model import EVENT_TYPES, Modality, Predicate
from readings import RUNS, names_of, word_of

FOLDER = Path(__file__).with_name("tellings")
#: What "police" and "the government" are of.
SCENE = "\n\nHong Kong lies by the sea."
PARTS = {
    "agent": Predicate.AGENT,
    "affects": Predicate.AFFECTS,
    "place": Predicate.HAS_PLACE,
    "time": Predicate.HAS_TIME,
    "count": Predicate.MINIMUM_COUNT,
    "law": Predicate.UNDER_LAW,
    "offence": Predicate.OFFENCE,
    "term": Predicate.TERM,
}


def lines():
    for path in sorted(FOLDER.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            for text, kind, *wanted in (row for row in rows if row and not row[0].startswith("#")):
                gap = [pytest.mark.xfail(strict=True, reason="not read yet")] * ("gap" in wanted)
                asked = dict(cell.split("=", 1) for cell in wanted if cell not in {"gap", ""})
                yield pytest.param(text, kind, asked, marks=gap, id=f"{path.stem}: {kind}: {text}")


def values(asked):
    return {key: set(value.split(" + ")) - {""} for key, value in asked.items()}


def told(reading, kind):
    """List all that a reading tells of a kind, each with its voice and its parts in words."""
    if kind in EVENT_TYPES:
        yield from (event_told(reading, e.id) for e in reading.events if e.type == kind)
    elif kind == "role":
        yield from roles_told(reading)
    elif kind == "said":
        yield from words_told(reading)
    else:
        names = names_of(reading)
        events = {event.id for event in reading.events}
        for said in reading.statements:
            if said.predicate.value.endswith(f":{kind}") and said.subject not in events:
                ends = {names[said.subject]}, {word_of(said.object, names)}
                yield voice(said), dict(zip(("subject", "object"), ends, strict=True))


def event_told(reading, event):
    names = names_of(reading)
    said = [s for s in reading.statements if s.subject == event]
    parts = {
        key: {str(word_of(s.object, names)) for s in said if s.predicate is predicate}
        for key, predicate in PARTS.items()
    }
    return voice(said[0]), parts


def roles_told(reading):
    names = names_of(reading)
    spoken = {s.object: voice(s) for s in reading.statements}
    for held in reading.memberships:
        body = {names[held.organisation]} if held.organisation else set()
        parts = {"person": {names[held.person]}, "title": {held.title}, "body": body}
        yield spoken.get(held.id, "asserted"), parts


def words_told(reading):
    names = names_of(reading)
    for quotation in reading.quotations:
        span, speaker = quotation.span, quotation.speaker
        words = {reading.article.text[span.start : span.end]}
        speakers = {names[speaker]} if speaker else set()
        form = {quotation.form.value.lower()}
        yield "asserted", {"speaker": speakers, "words": words, "form": form}


def voice(said):
    if not said.polarity:
        return "denied"
    is_credited = said.modality is Modality.ASSERTED and said.attributed_to is not None
    return "reported" if is_credited else said.modality.value.lower()


@pytest.mark.parametrize(("text", "kind", "asked"), list(lines()))
def test_telling_is_read(reading_of, text, kind, asked):
    reading = reading_of(text + SCENE, "2021-10-25", RUNS)
    wanted = {"voice": {"asserted"}} | values(asked)

    found = [{"voice": {how}} | parts for how, parts in told(reading, kind.removeprefix("not "))]
    right = [f for f in found if all(f[key] == value for key, value in wanted.items())]

    assert bool(right) != kind.startswith("not "), found
