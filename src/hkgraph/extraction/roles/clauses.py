"""Roles told by a clause: "Y is chair of Z", "was appointed", "as chair", "who heads Z"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hkgraph.extraction.dates import edtf
from hkgraph.extraction.dates.event_times import time_of
from hkgraph.extraction.events.clauses import clause_of, is_passive
from hkgraph.extraction.events.nominals import coordinated
from hkgraph.extraction.events.participants import (
    ORGANISATIONS,
    entities_of,
    entity_of,
    evidence_of,
)
from hkgraph.extraction.events.voice import voice_of
from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.roles.findings import Role, roles_of
from hkgraph.extraction.roles.title_words import is_head
from hkgraph.extraction.roles.titles import title_at
from hkgraph.model import Kind, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.reading import Reading
    from hkgraph.model import TimeValue

_PERSON = frozenset({Kind.PERSON})
#: "Would lead the force" makes nobody its leader.
_TOLD = frozenset({Modality.ASSERTED, Modality.REPORTED})
_HOLDING_VERBS = frozenset({"be", "become", "remain"})


def roles_in_clause(reading: Reading, token: Token) -> Iterator[Role]:
    """Iterate over the roles that a verb or an "as" tells."""
    if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}:
        if token.lemma_ in words("role-verbs") or token.lemma_ in _HOLDING_VERBS:
            yield from _holding(reading, token)
        elif token.lemma_ in table("leading-verbs"):
            yield from _leading(reading, token)
    elif token.lower_ == "as" and token.dep_ == "prep":
        yield from _as_title(reading, token)


def _holding(reading: Reading, verb: Token) -> Iterator[Role]:
    """Read "NAME is chair of Y" and "NAME was appointed chair of Y"."""
    clause = clause_of(verb)
    is_active = verb.lemma_ in _HOLDING_VERBS or (not is_passive(verb) and verb.lemma_ == "serve")
    holders = clause.get("subject") if is_active else clause.get("object")
    behind = (t for held in holders for t in clause_of(held).get("as"))
    for title_token in (*clause.get("predicative"), *clause.get("as"), *behind):
        if is_head(title_token):
            yield from _clause_roles(reading, verb, holders, title_token)


def _as_title(reading: Reading, word: Token) -> Iterator[Role]:
    """Read "as chair of Y" behind a clause about somebody."""
    verb = next((a for a in word.ancestors if a.pos_ == "VERB"), None)
    if verb is None or verb.lemma_ in words("role-verbs"):
        return
    titles = [t for t in word.children if t.dep_ == "pobj" and is_head(t)]
    for title_token in titles:
        yield from _clause_roles(reading, verb, clause_of(verb).get("subject"), title_token)


def _clause_roles(
    reading: Reading, verb: Token, holders: tuple[Token, ...], title_token: Token
) -> Iterator[Role]:
    end, voice = verb.sent.end, voice_of(reading, verb)
    for token in filter(is_head, coordinated(title_token)):
        floor = verb.i + 1 if token is title_token else token.left_edge.i
        title = title_at(reading, token.i, floor, end)
        for holder in holders:
            for entity, source in entities_of(reading, holder, _PERSON).items():
                for role in roles_of(reading, entity, title, source, voice, "role:clause"):
                    yield replace(role, during=role.during or _beginning(reading, verb))


def _beginning(reading: Reading, verb: Token) -> TimeValue | None:
    """Date an office by when somebody is told to have come into it, or to have held it."""
    time = time_of(reading, verb)
    if verb.lemma_ in {"be", "serve"}:
        return time if time is not None and "/" in time.edtf else None
    if verb.lemma_ not in words("role-verbs") | {"become"}:
        return None
    return edtf.since(time) if time is not None and "/" not in time.edtf else None


def _leading(reading: Reading, verb: Token) -> Iterator[Role]:
    """Read "NAME, who heads Y"."""
    clause, voice, time = clause_of(verb), voice_of(reading, verb), time_of(reading, verb)
    for held in clause.get("object"):
        organisation = entity_of(reading, held, ORGANISATIONS)
        for holder in clause.get("subject") if organisation else ():
            person = entity_of(reading, holder, _PERSON)
            if person is not None and voice.modality in _TOLD:
                yield Role(
                    person=person,
                    organisation=organisation,
                    title=table("leading-verbs")[verb.lemma_],
                    during=time if time is not None and "/" in time.edtf else None,
                    evidence=evidence_of(reading, [holder, verb, held]),
                    voice=voice,
                    confidence=0.75,
                    rule="role:leading-verb",
                )
