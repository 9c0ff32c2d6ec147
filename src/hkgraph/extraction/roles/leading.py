"""Who is at the head of a body: "who heads Y", "Y, led by NAME", "the chairmanship of Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.dates.event_times import time_of
from hkgraph.extraction.events.participants import ORGANISATIONS, entities_of, evidence_of
from hkgraph.extraction.events.voice import voice_of
from hkgraph.extraction.grammar.clauses import clause_of
from hkgraph.extraction.grammar.nominals import prepositional_objects
from hkgraph.extraction.grammar.passives import is_passive
from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.roles.findings import Role
from hkgraph.extraction.roles.stages import Stage, span_of_office, voice_of_office
from hkgraph.model import Kind, Modality

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.reading import Reading
    from hkgraph.model import LocalId

_PERSON = frozenset({Kind.PERSON})
#: "Would lead the force" makes nobody its leader.
_TOLD = frozenset({Modality.ASSERTED, Modality.REPORTED})


def roles_of_leading(reading: Reading, verb: Token) -> Iterator[Role]:
    """Read "NAME, who heads Y" and "Y, led by NAME"; who "founded Y" did so, "founded by" calls."""
    clause, chosen = clause_of(verb), _choosing_verb(verb)
    voice = voice_of(reading, chosen or verb)
    during = span_of_office(reading, chosen or verb, Stage.ENTER if chosen else Stage.HOLD)
    is_deed = verb.lemma_ == "found" and not is_passive(verb)
    if voice.modality not in _TOLD or is_deed:
        return
    bodies = [pair for held in clause.get("object") for pair in bodies_at(reading, held)]
    leaders = [pair for new in clause.get("subject") for pair in _people(reading, new)]
    for organisation, held in bodies:
        for person, holder in leaders:
            yield Role(
                person=person,
                organisation=organisation,
                title=table("leading-verbs")[verb.lemma_],
                during=during,
                evidence=evidence_of(reading, [holder, verb, held]),
                voice=voice,
                rule="role:leading-verb",
            )


def _choosing_verb(verb: Token) -> Token | None:
    """Find the verb by which somebody was chosen "to lead Y"."""
    chooses = verb.head.lemma_ in words("role-verbs") or verb.head.lemma_ in table("as-verbs")
    is_aim = verb.dep_ in {"xcomp", "advcl"} and any(c.tag_ == "TO" for c in verb.children)
    return verb.head if is_aim and chooses and is_passive(verb.head) else None


def roles_of_headship(reading: Reading, noun: Token) -> Iterator[Role]:
    """Read "took over the chairmanship of Y" and "gave up the presidency of Y"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    stage = table("post-verbs").get(verb.lemma_) if verb.pos_ == "VERB" else None
    links = [c for c in noun.children if c.lower_ in {"of", "at"} and c.dep_ == "prep"]
    if stage is None or not links:
        return
    telling = Stage(stage)
    time = time_of(reading, verb)
    voice = voice_of_office(reading, voice_of(reading, verb), telling, time)
    held = [pair for k in links for t in prepositional_objects(k) for pair in bodies_at(reading, t)]
    for organisation, body in held:
        for holder in clause_of(verb).get("subject"):
            for person, named in _people(reading, holder):
                yield Role(
                    person=person,
                    organisation=organisation,
                    title=table("headships")[noun.lower_],
                    during=span_of_office(reading, verb, telling),
                    evidence=evidence_of(reading, [named, verb, noun, body]),
                    voice=voice,
                    rule="role:headship",
                    begins=telling is Stage.ENTER,
                )


def bodies_at(reading: Reading, token: Token) -> Iterable[tuple[LocalId, Token]]:
    """Give the bodies that a noun phrase stands for, each with the token that says so."""
    return entities_of(reading, token, ORGANISATIONS).items()


def _people(reading: Reading, token: Token) -> Iterable[tuple[LocalId, Token]]:
    return entities_of(reading, token, _PERSON).items()
