"""Verbs of speech: what class they are of, and who speaks by them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.linking import resolve
from hkgraph.extraction.grammar.nominals import prepositional_objects
from hkgraph.extraction.grammar.passives import is_passive
from hkgraph.extraction.grammar.subjects import surface_subjects
from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.reading import Reading
    from hkgraph.model import LocalId

_LONGEST_TITLE = 60
_TITLE = re.compile(r"(?:[’']s)?\s+(?:[a-z-]+\s+){0,3}(?P<head>[a-z-]+)\s+")

#: Who can say something; a place speaks as its government ("Beijing says").
_SPEAKERS = frozenset([Kind.PERSON, Kind.ORGANISATION, Kind.MEDIA, Kind.OFFICE, Kind.PLACE])


def speech_class(token: Token) -> str | None:
    """Give the class of a verb of speech (``say``, ``deny``, …; data/lexicon/speech-verbs.txt)."""
    if token.pos_ not in {"VERB", "AUX"}:
        return None
    lemma = token.lemma_.lower()
    if lemma in words("clause-speech-verbs") and not _has_clause(token):
        return None
    if lemma in words("quote-verbs"):
        return "say" if _follows_quotation(token) else None
    if lemma in words("document-verbs") and _is_of_document(token) and _has_clause(token):
        return "say"
    return table("speech-verbs").get(lemma)


def _is_of_document(verb: Token) -> bool:
    subjects = (c for c in verb.lefts if c.dep_ == "nsubj")
    return any(c.lemma_.lower() in words("document-nouns") for c in subjects)


def _follows_quotation(verb: Token) -> bool:
    """Say whether a closing mark stands right before a verb or its subject ("…,” she snapped")."""
    subjects = [c.left_edge.i for c in verb.lefts if c.dep_ == "nsubj"]
    places = (place - 1 for place in (verb.i, *subjects) if place > verb.sent.start)
    return any(verb.doc[place].is_quote for place in places)


def _has_clause(verb: Token) -> bool:
    """Say whether a verb has what is said behind "that", or before itself ("…, RTHK reported")."""
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    fronted = any(c.i < verb.i and verb.nbor(-1).pos_ != "AUX" for c in clauses)
    return fronted or any(mark.lower_ == "that" for clause in clauses for mark in clause.lefts)


def is_denial(token: Token) -> bool:
    """Say whether a verb denies what hangs on it ("denied", "rejected", "dismissed")."""
    return speech_class(token) == "deny"


def is_hearing(verb: Token) -> bool:
    """Say whether a court or another body hears what hangs on a verb, told by whomever."""
    subjects = (c for c in verb.lefts if c.dep_ == "nsubj")
    return verb.lemma_ == "hear" and any(c.lemma_ in words("hearing-nouns") for c in subjects)


def speaking_nouns(verb: Token) -> tuple[Token, ...]:
    """Find the nouns that speak by a verb; none for a passive without "by"."""
    if is_passive(verb):
        agents = (c for c in verb.children if c.dep_ == "agent" or c.lower_ == "by")
        return tuple(noun for by in agents for noun in prepositional_objects(by))
    subjects = _quoted_as_saying(verb) or surface_subjects(verb) or _torn_subject(verb)
    return tuple(_person_meant(noun, verb) for noun in subjects)


def _quoted_as_saying(verb: Token) -> tuple[Token, ...]:
    """Give who is quoted in "RTHK quoted Y as saying" and "Y was quoted as saying"."""
    quoting = verb.head.head if verb.head.lower_ == "as" else verb
    if verb.lemma_ != "say" or quoting.lemma_ not in {"quote", "cite"}:
        return ()
    return tuple(c for c in quoting.children if c.dep_ in {"dobj", "nsubjpass"})


def _torn_subject(verb: Token) -> tuple[Token, ...]:
    """Give the name that the parse parts from its verb ("RTHK, citing police, said")."""
    if verb.dep_ != "ROOT" or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return ()
    return tuple(c for c in verb.lefts if c.pos_ == "PROPN" and c.dep_ in {"xcomp", "dep"})[:1]


def _person_meant(noun: Token, verb: Token) -> Token:
    """Give whom "who" takes up: not the body that stands between it and a person."""
    relative = any(c.lower_ == "who" and c.dep_ == "nsubj" for c in verb.children)
    if not relative or noun.ent_type_ not in {"ORG", "GPE", "LOC", "FAC"}:
        return noun
    people = [t for t in verb.doc[verb.sent.start : noun.i] if t.ent_type_ == "PERSON"]
    return people[-1] if people else noun


def speaker_of(reading: Reading, verb: Token) -> LocalId | None:
    """Find who speaks by a verb: the one speaker that the text tells, else None."""
    for noun in speaking_nouns(verb):
        if speaker := speaker_at(reading, noun):
            return speaker
    return None


def speaker_at(reading: Reading, noun: Token) -> LocalId | None:
    """Find the person or organisation that a noun or pronoun stands for."""
    entity = resolve(reading, noun)
    if entity is None:
        entity = next(_beside(reading, noun), None) or maker_of(reading, noun)
    if entity is None or not _can_speak(reading, entity):
        return None
    return _titled_behind(reading, noun) or entity


def _can_speak(reading: Reading, entity: LocalId) -> bool:
    """Say whether an entity is one that speaks; of places those with a government do."""
    draft = reading.entities[entity]
    if draft.kind is not Kind.PLACE:
        return draft.kind in _SPEAKERS
    row = load_gazetteer().rows.get(draft.gazetteer or "")
    return row is None or row.topic != "hong-kong-places" or row.id == "hong-kong"


def _titled_behind(reading: Reading, noun: Token) -> LocalId | None:
    """Find the person whose title a body opens ("said Dockers' Union secretary Y")."""
    body = reading.mention_of(noun)
    if body is None or body.kind not in {Kind.ORGANISATION, Kind.MEDIA, Kind.PLACE}:
        return None
    for mention in reading.mentions:
        is_name = mention.kind is Kind.PERSON and mention.form is MentionForm.NAME
        if is_name and 0 < mention.start - body.end <= _LONGEST_TITLE:
            title = _TITLE.fullmatch(reading.article.text, body.end, mention.start)
            is_title = title is not None and title["head"] in words("role-titles")
            return mention.entity if is_title else None
    return None


def maker_of(reading: Reading, noun: Token) -> LocalId | None:
    """Find who made a document or a claim ("a statement from the union", "its claim")."""
    if noun.lemma_.lower() not in words("document-nouns") | words("speech-nouns"):
        return None
    links = [c for c in noun.children if c.lower_ in {"by", "from", "of"}]
    deeds = [c for c in noun.children if c.dep_ in {"relcl", "acl"}]
    links += [c for deed in deeds for c in deed.children if c.dep_ == "agent"]
    makers = [c for c in noun.children if c.dep_ == "poss"]
    makers += [maker for link in links for maker in prepositional_objects(link)]
    makers += [c for d in deeds if d.dep_ == "relcl" for c in d.children if c.dep_ == "nsubj"]
    return next((e for maker in makers if (e := resolve(reading, maker))), None)


def on_behalf_of(reading: Reading, noun: Token) -> LocalId | None:
    """Find whom a spokesperson speaks for ("a spokesman for X", "X spokeswoman")."""
    for holder in _phrase_parts(noun):
        if not holder.lower_.startswith("spokes"):
            continue
        owners = [c for c in holder.lefts if c.dep_ in {"compound", "poss", "nmod"}]
        links = [c for c in holder.rights if c.lower_ in {"of", "for"}]
        owners += [o for link in links for o in prepositional_objects(link)]
        for owner in owners:
            entity = resolve(reading, owner)
            if entity and reading.entities[entity].kind is not Kind.PERSON:
                return entity
    return None


def _phrase_parts(noun: Token) -> Iterator[Token]:
    """Iterate over a noun and the titles and appositions that describe it."""
    yield noun
    for child in noun.children:
        if child.dep_ in {"appos", "compound", "nmod"}:
            yield child
    if noun.dep_ == "appos":
        yield noun.head


def _beside(reading: Reading, noun: Token) -> Iterator[LocalId]:
    """Iterate over people whom the words of a title or an apposition name."""
    for child in noun.children:
        if child.dep_ in {"appos", "compound", "nmod"}:
            entity = resolve(reading, child)
            if entity and reading.entities[entity].kind is Kind.PERSON:
                yield entity
            elif child.dep_ == "appos":
                yield from _beside(reading, child)
    if noun.dep_ in {"compound", "nmod"} and noun.lower_ in words("role-nouns"):
        entity = resolve(reading, noun.head)
        if entity:
            yield entity
