"""What a word says about the clause or the event that hangs on it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table, words

if TYPE_CHECKING:
    from spacy.tokens import Token


class Governance(StrEnum):
    """What a word says about the clause that hangs on it; the values of ``modal-governors``."""

    PLANNED = "Planned"
    POSSIBLE = "Possible"
    ALLEGED = "Alleged"
    DENIED = "Denied"
    FACTIVE = "Factive"


def governance(token: Token) -> Governance | None:
    """Judge what hangs on a verb, an adjective or a noun by that word."""
    listed = table("modal-governors")
    if token.pos_ == "NOUN":
        listed = listed | table("modal-nouns")
    if token.lemma_ == "rule" and any(c.lower_ == "out" for c in token.children):
        return Governance.DENIED
    says = listed.get(token.lower_) or listed.get(token.lemma_.lower())
    return Governance(says) if says else None


def noun_governance(noun: Token, governor: Token) -> Governance | None:
    """Judge an event named by a noun by the word it hangs on ("announced the closure")."""
    if _is_done_when_told(noun, governor):
        return Governance.FACTIVE
    is_subject = noun.dep_ == "nsubj"
    listed = table("subject-governors" if is_subject else "noun-governors")
    says = next((listed[key] for key in _phrases(noun, governor) if key in listed), None)
    if says is None:
        return None if is_subject and governor.pos_ == "VERB" else governance(governor)
    return Governance(says)


def _is_done_when_told(noun: Token, verb: Token) -> bool:
    """Say whether a deed is over with its announcement ("announced the appointment of Y")."""
    return verb.lemma_ in {"announce", "confirm"} and noun.lemma_ in words("announced-deeds")


def is_judged(noun: Token, verb: Token) -> bool:
    """Say whether a verb is listed for saying something of its noun in the passive."""
    return any(key in table("noun-governors") for key in _phrases(noun, verb))


def answer_to(noun: Token, verb: Token) -> Governance | None:
    """Find what a verb says of a claim or plan ("dismissed reports that", "dropped plans to")."""
    lemma = noun.lemma_.lower()
    if lemma not in table("modal-nouns") and lemma not in words("speech-nouns"):
        return None
    says = table("answers").get(verb.lemma_.lower())
    return Governance(says) if says and noun.dep_ in {"dobj", "nsubjpass", "pobj"} else None


def _phrases(noun: Token, verb: Token) -> tuple[str, ...]:
    """Give a verb as the lists may write it: with its noun, its preposition, or by itself."""
    beside = (c for c in verb.children if c.dep_ in {"prt", "advmod"} and c.i == verb.i + 1)
    with_particle = " ".join([verb.lemma_.lower(), *(c.lower_ for c in beside)])
    link = f" {noun.head.lower_}" if noun.dep_ == "pobj" else ""
    return f"{with_particle} {noun.lemma_.lower()}", with_particle + link, with_particle
