"""Where an office was held that somebody gave up: at the body of the role that the text tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.events.participants import ORGANISATIONS, evidence_of
from hkgraph.extraction.events.tellings import Detail, EventTelling
from hkgraph.model import LocalId, Membership, MentionForm, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.events.frames import EventFrame, Match
    from hkgraph.extraction.reading import Reading

_LEAVING = "resignation"
#: What the words themselves tell of the place that is left.
_PLACED = ("from", "as", "object", "of")


def with_body_left(
    reading: Reading, match: Match[EventFrame], telling: EventTelling
) -> EventTelling:
    """Add the body that somebody leaves where only a role tells it ("Y's chief, Ms Lo, quit")."""
    if telling.type != _LEAVING or telling.objects(Predicate.AFFECTS):
        return telling
    people = telling.objects(Predicate.AGENT)
    words = [t for slot in _PLACED for t in match.clause.get(slot) if t not in match.complements]
    if not people or any(word.ent_type_ not in {"DATE", "TIME"} for word in words):
        return telling
    bodies = {body for person in people for body in _bodies_of(reading, person, telling)}
    if len(bodies) != 1:
        return telling
    return telling.with_details(*_details(reading, telling, bodies.pop()))


def _bodies_of(reading: Reading, person: object, telling: EventTelling) -> set[LocalId]:
    """Give where somebody holds office: by the sentence itself, else by the whole text."""
    held = {role.id: role for role in reading.memberships if _is_left(reading, role, person)}
    sentence = telling.trigger.sent
    here = {
        said.object
        for said in reading.statements
        if said.object in held
        and any(sentence.start_char <= span.start < sentence.end_char for span in said.evidence)
    }
    roles = [held[role] for role in held if role in here] or list(held.values())
    return {role.organisation for role in roles if role.organisation is not None}


def _is_left(reading: Reading, role: Membership, person: object) -> bool:
    if role.person != person or role.organisation is None:
        return False
    return reading.entities[role.organisation].kind in ORGANISATIONS


def _details(reading: Reading, telling: EventTelling, body: LocalId) -> Iterator[Detail]:
    """Say it of the sentence, and of where the body is named if the sentence does not name it."""
    sentence = telling.trigger.sent
    named = [m for m in reading.mentions if m.entity == body]
    inside = [m for m in named if sentence.start_char <= m.start < sentence.end_char]
    spans = [evidence_of(reading, [telling.trigger, telling.anchor])]
    if inside:
        start = min(spans[0].start, inside[0].start)
        spans = [reading.span(start, max(spans[0].end, inside[0].end))]
    elif names := [m for m in named if m.form is MentionForm.NAME]:
        before = [m for m in names if m.start < sentence.start_char] or names
        spans.append(reading.span(before[-1].start, before[-1].end))
    for span in spans:
        yield Detail(predicate=Predicate.AFFECTS, object=body, evidence=span)
