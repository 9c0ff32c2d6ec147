"""Who came after whom: an office told of one of two people is the other's, before or behind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hkgraph.extraction.events.participants import entity_of, evidence_of
from hkgraph.extraction.events.voice import voice_of
from hkgraph.extraction.grammar.clauses import clause_of
from hkgraph.extraction.grammar.nominals import prepositional_objects
from hkgraph.extraction.lexicon import table
from hkgraph.extraction.roles.context import named_nearest
from hkgraph.extraction.roles.lists import person_at
from hkgraph.extraction.roles.stages import Stage, span_of_office, until_now, voice_of_holder
from hkgraph.model import Kind, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from hkgraph.extraction.events.voice import Voice
    from hkgraph.extraction.reading import Reading
    from hkgraph.extraction.roles.findings import Role
    from hkgraph.model import LocalId, TimeValue

_PERSON = frozenset({Kind.PERSON})
_VERBS = frozenset({"succeed", "replace"})
_TOLD = frozenset({Modality.ASSERTED, Modality.REPORTED, Modality.PLANNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One person taking the place of another.

    Attributes:
        word: The verb, or the "vice" of official notices, which has no clause.
        incoming: None where only the sentence tells who comes in.
    """

    word: Token
    incoming: LocalId | None
    outgoing: LocalId
    tokens: tuple[Token, ...]


def roles_of_succession(reading: Reading, roles: Sequence[Role]) -> Iterator[Role]:
    """Give each of two people in a change the office that is told of the other."""
    for token in reading.doc:
        for change in _changes(reading, token):
            begun = _begun(reading, roles, change)
            if begun is not None:
                yield _before(reading, begun, change)
            elif (role := _behind(reading, roles, change)) is not None:
                yield role


def _changes(reading: Reading, token: Token) -> Iterator[_Change]:
    if token.pos_ == "VERB" and (token.lemma_ in _VERBS or _takes_over(token)):
        clause = clause_of(token)
        leaving = _taken_over_from(token) if token.lemma_ == "take" else clause.get("object")
        for new in clause.get("subject"):
            incoming = entity_of(reading, new, _PERSON)
            for old in leaving if incoming else ():
                outgoing = entity_of(reading, old, _PERSON)
                if outgoing is not None and outgoing != incoming:
                    yield _Change(
                        word=token, incoming=incoming, outgoing=outgoing, tokens=(new, token, old)
                    )
    elif token.lower_ == "vice" or _is_in_place_of(token):
        yield from _noticed(reading, token)


def _takes_over(verb: Token) -> bool:
    return verb.lemma_ == "take" and any(c.lower_ == "over" for c in verb.children)


def _taken_over_from(verb: Token) -> tuple[Token, ...]:
    """Find "from NAME", which may hang on the office ("took over as chair from NAME")."""
    links = (t for t in verb.subtree if t.lower_ == "from" and t.dep_ == "prep" and t.i > verb.i)
    return tuple(held for link in links for held in prepositional_objects(link))


def _is_in_place_of(token: Token) -> bool:
    return token.lower_ == "of" and token.i > 1 and token.nbor(-1).lower_ == "place"


def _noticed(reading: Reading, word: Token) -> Iterator[_Change]:
    """Read "vice Mr NAME"."""
    index = word.i + 1
    while index < len(reading.doc) and reading.doc[index].text.rstrip(".") in table("honorifics"):
        index += 1
    person = person_at(reading, index)
    if person is not None and person.entity is not None:
        tokens = (word, reading.doc[index])
        yield _Change(word=word, incoming=None, outgoing=person.entity, tokens=tokens)


def _begun(reading: Reading, roles: Sequence[Role], change: _Change) -> Role | None:
    """Find the office that the one who comes in was just told to come into."""
    sentence = change.word.sent
    start = sentence.start_char
    if change.incoming is not None and sentence.start > 0:
        start = reading.doc[sentence.start - 1].sent.start_char
    near = [
        role
        for role in roles
        if role.begins
        and change.incoming in {None, role.person}
        and role.person != change.outgoing
        and start <= role.evidence.start
        and role.evidence.end <= sentence.end_char
    ]
    return near[-1] if near else None


def _before(reading: Reading, begun: Role, change: _Change) -> Role:
    """Give the one who leaves the office that another comes into."""
    is_over = begun.voice.modality is Modality.ASSERTED
    during = _end_at(begun.during) or (until_now(reading) if is_over else None)
    voice = voice_of_holder(begun.voice)
    return _of_other(reading, begun, change, change.outgoing, during, voice)


def _end_at(during: TimeValue | None) -> TimeValue | None:
    """Make the beginning of an office the end of the one before."""
    start = during.edtf.partition("/")[0] if during is not None else ".."
    if during is None or start in {"", ".."}:
        return None
    return replace(during, edtf=f"../{start}", not_before=None, not_after=during.not_before)


def _behind(reading: Reading, roles: Sequence[Role], change: _Change) -> Role | None:
    """Give the one who comes in the only office that is told of the one who leaves."""
    held = {
        (role.organisation, (role.title or "").lower()): role
        for role in roles
        if role.person == change.outgoing and role.organisation and _is_left(role.title)
    }
    voice = voice_of(reading, change.word)
    is_told = voice.polarity and voice.modality in _TOLD
    if not is_told or len(held) != 1 or change.incoming is None:
        return None
    (office,) = held.values()
    is_open = office.during is None or office.during.not_after is None
    during = span_of_office(reading, change.word, Stage.ENTER)
    return _of_other(reading, office, change, change.incoming, during, voice) if is_open else None


def _is_left(title: str | None) -> bool:
    """Say whether a title is an office that others can come into; founders have none."""
    return title is not None and not title.lower().endswith("founder")


def _of_other(
    reading: Reading,
    office: Role,
    change: _Change,
    person: LocalId,
    during: TimeValue | None,
    voice: Voice,
) -> Role:
    evidence = evidence_of(reading, change.tokens)
    body = office.organisation
    return replace(
        office,
        person=person,
        during=during,
        evidence=evidence,
        voice=voice,
        rule="role:succession",
        begins=person == change.incoming,
        body_at=named_nearest(reading, body, evidence) if body is not None else None,
    )
