"""How entities stand to each other, and when things began or ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.dates.event_times import time_of
from hkgraph.extraction.events.descriptions import find_descriptions
from hkgraph.extraction.events.frame_files import relation_frames
from hkgraph.extraction.events.name_facts import find_name_facts
from hkgraph.extraction.events.outposts import find_outposts
from hkgraph.extraction.events.participants import evidence_of
from hkgraph.extraction.events.places_of_bodies import find_places_of_bodies
from hkgraph.extraction.events.statements import Said, joined
from hkgraph.extraction.events.units import find_units
from hkgraph.extraction.events.voice import phrase_voice, voice_of
from hkgraph.extraction.grammar.aspect import is_bygone, is_over
from hkgraph.extraction.grammar.tellers import issuing_verb_of
from hkgraph.model import BlockKind, Modality, TimeValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from spacy.tokens import Token

    from hkgraph.extraction.events.frames import FrameIndex, Match, RelationFrame
    from hkgraph.extraction.reading import Reading
    from hkgraph.model import LocalId, Object, Predicate

    #: An object with the words that say it.
    Told: TypeAlias = tuple[Object, tuple[Token, ...]]

#: Headlines shorten too much to be the only source of a relation.
_UNTOLD = frozenset({BlockKind.BYLINE, BlockKind.HEADLINE})
#: How what is dated must be told.
_DATED = frozenset({Modality.ASSERTED, Modality.REPORTED})
#: Verbs that say of a noun that it is so.
_TELLING = frozenset({"have", "be", "become", "remain"})


def find_relations(reading: Reading) -> None:
    """Fill ``reading.statements`` with relations between entities.

    What one sentence tells to be over is not stated because another tells how it began.
    """
    matches = list(relations_told(reading, relation_frames()))
    over = {triple for match in matches for triple in _ended(reading, match)}
    found = [s for match in matches for s in said_of(reading, match, _objects(reading, match))]
    found += [*find_name_facts(reading), *find_descriptions(reading), *find_units(reading)]
    found += [*find_places_of_bodies(reading), *find_outposts(reading)]
    reading.statements += joined(
        said
        for said in found
        if said.subject != said.object and (said.subject, said.predicate, said.object) not in over
    )


def relations_told(
    reading: Reading, frames: FrameIndex[RelationFrame]
) -> Iterator[Match[RelationFrame]]:
    """Iterate over the frames that the words of an article trigger, where they may tell."""
    for token in reading.doc:
        block = reading.block_at(token.idx)
        if block is not None and block.kind not in _UNTOLD:
            yield from frames.matches(reading, token)


def _ended(
    reading: Reading, match: Match[RelationFrame]
) -> Iterator[tuple[LocalId, Predicate, Object]]:
    """Iterate over what a phrase such as "closed its Lagos office" tells to be over."""
    anchor = _anchor(match)
    if anchor.pos_ in {"VERB", "AUX"} or phrase_voice(reading, anchor) is not None:
        return
    for subject in match.parts["subject"]:
        for target in match.parts.get("object", {}):
            yield subject, match.frame.predicate, target


def said_of(
    reading: Reading, match: Match[RelationFrame], objects: Iterable[Told]
) -> Iterator[Said]:
    """Iterate over what a match says of its subjects and some objects, with the objects' words."""
    anchor = _anchor(match)
    if match.frame.state and (is_bygone(anchor) or is_over(anchor)):
        return
    is_clause = anchor.pos_ in {"VERB", "AUX"}
    voice = voice_of(reading, anchor) if is_clause else phrase_voice(reading, anchor)
    if voice is None:
        return
    for target, object_token in objects:
        if isinstance(target, TimeValue) and voice.modality not in _DATED:
            continue
        for subject, subject_token in match.parts["subject"].items():
            yield Said(
                subject=subject,
                predicate=match.frame.predicate,
                object=target,
                evidence=evidence_of(
                    reading, [anchor, match.clause.predicate, subject_token, *object_token]
                ),
                voice=voice,
                rule=f"relation:{match.frame.predicate.value}/{match.clause.predicate.lemma_}",
            )


def _objects(reading: Reading, match: Match[RelationFrame]) -> Iterator[Told]:
    if match.frame.object:
        for entity, token in match.parts["object"].items():
            yield entity, (token,)
        return
    time = time_of(reading, match.clause.anchor)
    if time is not None:
        yield time, _time_tokens(reading, match.clause.anchor, time)


def _time_tokens(reading: Reading, anchor: Token, time: object) -> tuple[Token, ...]:
    """Find the words of a date in the sentence that it dates."""
    for date in reading.dates:
        if date.time == time and anchor.sent.start_char <= date.span.start < anchor.sent.end_char:
            return tuple(reading.tokens(date.span.start, date.span.end))
    return ()


def _anchor(match: Match[RelationFrame]) -> Token:
    """Find the word that says whether it is so.

    What a law is for, it does once it is made; what a statement says, its issuer says. Of the
    verbs beside a noun, only "have" and "be" say anything of whose it is.
    """
    noun, verb = match.clause.predicate, match.clause.anchor
    issuing_verb = issuing_verb_of(verb.head) if verb.dep_ == "acl" else None
    if issuing_verb is not None:
        return issuing_verb
    if noun.pos_ == "NOUN" and verb.lemma_ not in _TELLING:
        return noun
    purposes = set(match.clause.get("purpose"))
    subjects = match.parts["subject"].values()
    return verb.head if purposes.intersection(subjects) else verb
