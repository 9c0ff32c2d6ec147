"""Roles told by a clause: "Y is chair of Z", "was appointed", "as chair", "who heads Z"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hkgraph.extraction.dates.event_times import time_of
from hkgraph.extraction.events.participants import (
    ORGANISATIONS,
    entities_of,
    entity_of,
)
from hkgraph.extraction.events.voice import voice_of
from hkgraph.extraction.grammar.clauses import clause_of
from hkgraph.extraction.grammar.nominals import coordinated
from hkgraph.extraction.grammar.passives import is_passive
from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.roles.findings import Role, roles_of
from hkgraph.extraction.roles.leading import (
    bodies_at,
    roles_of_headship,
    roles_of_leading,
)
from hkgraph.extraction.roles.owners import owner_known
from hkgraph.extraction.roles.stages import Stage, span_of_office, stage_of, voice_of_office
from hkgraph.extraction.roles.title_words import is_head
from hkgraph.extraction.roles.titles import title_at
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.events.voice import Voice
    from hkgraph.extraction.reading import Reading
    from hkgraph.extraction.roles.titles import Title

_PERSON = frozenset({Kind.PERSON})
_HOLDING_VERBS = frozenset({"be", "become", "remain"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """A word that tells of an office: who holds it, and what becomes of that.

    Attributes:
        verb: The verb or noun that carries tense and date.
    """

    verb: Token
    holders: tuple[Token, ...]
    stage: Stage


def roles_in_clause(reading: Reading, token: Token) -> Iterator[Role]:
    """Iterate over the roles that a verb, an "as" or "the post of" tells."""
    if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}:
        if token.lemma_ in words("role-verbs") or token.lemma_ in _HOLDING_VERBS:
            yield from _holding(reading, token)
        elif token.lemma_ in table("leading-verbs"):
            yield from roles_of_leading(reading, token)
    elif token.lower_ == "as" and token.dep_ == "prep":
        yield from _as_title(reading, token)
    elif token.lower_ in words("post-nouns"):
        yield from _post(reading, token)
    elif token.lower_ in table("headships") and token.pos_ == "NOUN":
        yield from roles_of_headship(reading, token)


def _holding(reading: Reading, verb: Token) -> Iterator[Role]:
    """Read "NAME is chair of Y" and "NAME was appointed chair of Y"."""
    clause = clause_of(verb)
    is_active = verb.lemma_ in _HOLDING_VERBS or (not is_passive(verb) and verb.lemma_ == "serve")
    holders = clause.get("subject") if is_active else clause.get("object")
    behind = (t for held in holders for t in clause_of(held).get("as"))
    links = ("as",) if is_active else ("as", "to")
    into = (t for link in links for t in clause.get(link))
    telling = _Telling(verb=verb, holders=holders, stage=stage_of(verb))
    titles = [t for t in (*clause.get("predicative"), *into, *behind) if is_head(t)]
    yield from _clause_roles(reading, telling, titles)
    if verb.lemma_ == "be" and not titles:
        named = [t for t in clause.get("predicative") if entity_of(reading, t, _PERSON)]
        offices = [t for t in holders if is_head(t) and t.pos_ == "NOUN"] if named else []
        turned = _Telling(verb=verb, holders=tuple(named), stage=Stage.HOLD)
        yield from _clause_roles(reading, turned, offices)


def _as_title(reading: Reading, word: Token) -> Iterator[Role]:
    """Read "as chair of Y" behind a clause or a noun about somebody."""
    telling = _told_by_noun(word.head) or _told_by_verb(word)
    if telling is not None:
        titles = [t for t in word.children if t.dep_ == "pobj" and is_head(t)]
        yield from _clause_roles(reading, telling, titles)


def _told_by_noun(noun: Token) -> _Telling | None:
    """Read "the appointment of NAME as …" and "his resignation as …"."""
    if noun.pos_ != "NOUN" or noun.lemma_ not in table("career-nouns"):
        return None
    clause = clause_of(noun)
    holders = (*clause.get("of"), *clause.get("possessor"))
    return _Telling(
        verb=clause.anchor, holders=holders, stage=Stage(table("career-nouns")[noun.lemma_])
    )


def _told_by_verb(word: Token) -> _Telling | None:
    """Find who is told to hold an office by the verb that "as" goes with."""
    verb = next((a for a in word.ancestors if a.pos_ == "VERB"), None)
    if verb is None or verb.lemma_ in words("role-verbs"):
        return None
    clause, manner = clause_of(verb), table("as-verbs").get(verb.lemma_)
    subjects, objects = clause.get("subject"), clause.get("object")
    if word.i < verb.i:
        return _Telling(verb=verb, holders=subjects, stage=Stage.HOLD)
    if manner is None:
        return None
    # "Remove Y as chair" has an object, "step down as chair" has none.
    is_done_to = manner == "object" or (manner == "leave" and bool(objects))
    holders = objects if is_done_to else subjects
    return _Telling(verb=verb, holders=holders, stage=stage_of(verb))


def _post(reading: Reading, noun: Token) -> Iterator[Role]:
    """Read "takes up the post of chair" and "was removed from the post of chair"."""
    links = [c for c in noun.children if c.lower_ in {"of", "as"} and c.dep_ == "prep"]
    titles = [t for link in links for t in link.children if t.dep_ == "pobj" and is_head(t)]
    outer = noun.head.head if noun.dep_ == "pobj" else noun.head
    governor = next((a for a in (outer, *outer.ancestors) if a.pos_ == "VERB"), outer)
    if not titles or governor.pos_ != "VERB" or governor.lemma_ not in table("post-verbs"):
        return
    clause = clause_of(governor)
    own = _named_right_before(reading, noun)
    is_done_to = noun.dep_ == "pobj" and bool(clause.get("object"))
    holders = own or (clause.get("object") if is_done_to else clause.get("subject"))
    stage = Stage(table("post-verbs")[governor.lemma_])
    if any(c.lower_ == "longer" for c in governor.subtree if c.i < governor.i):
        stage = Stage.LEAVE
    telling = _Telling(verb=governor, holders=holders, stage=stage)
    yield from _clause_roles(reading, telling, titles)


def _named_right_before(reading: Reading, noun: Token) -> tuple[Token, ...]:
    """Find whose post it is in a list ("removed A from the post of …, and B from …")."""
    before = noun.head.nbor(-1) if noun.dep_ == "pobj" and noun.head.i > 0 else noun
    is_named = before != noun and bool(entity_of(reading, before, _PERSON))
    return (before,) if is_named and before.pos_ == "PROPN" else ()


def _clause_roles(
    reading: Reading, telling: _Telling, title_tokens: Iterable[Token]
) -> Iterator[Role]:
    verb = telling.verb
    time = time_of(reading, verb)
    voice = voice_of_office(reading, voice_of(reading, verb), telling.stage, time)
    for title_token in title_tokens:
        yield from _title_roles(reading, telling, voice, title_token)


def _title_roles(
    reading: Reading, telling: _Telling, voice: Voice, title_token: Token
) -> Iterator[Role]:
    verb, stage = telling.verb, telling.stage
    during = span_of_office(reading, verb, stage)
    for token in filter(is_head, coordinated(title_token)):
        floor = verb.i + 1 if token is title_token and token.i > verb.i else token.left_edge.i
        title = title_at(reading, token.i, floor, verb.sent.end)
        title = _at_employer(reading, title, telling)
        for holder in telling.holders:
            for entity, source in entities_of(reading, holder, _PERSON).items():
                for role in roles_of(reading, entity, title, source, voice, "role:clause"):
                    begins = stage is Stage.ENTER
                    yield replace(role, during=role.during or during, begins=begins)


def _at_employer(reading: Reading, title: Title, telling: _Telling) -> Title:
    """Place a title at the body that gives it ("Y hired NAME as head"), or "where NAME is head"."""
    verb = telling.verb
    if verb.pos_ not in {"VERB", "AUX"} or title.is_owned:
        return title
    if any(reading.entities[o].kind in ORGANISATIONS for o in title.organisations):
        return title
    givers = clause_of(verb).get("subject") if telling.stage is Stage.ENTER else ()
    if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
        givers = (verb.head,)
    bodies = [body for giver in givers for body, _ in bodies_at(reading, giver)]
    is_one = len(bodies) == 1 and owner_known(reading, title) is None
    return replace(title, organisations=tuple(bodies)) if is_one else title
