"""Whether a word tells of the past, of a state that is over, or of what recurs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_bygone(token: Token) -> bool:
    """Say whether something held once and no longer does ("used to have an office")."""
    return token.dep_ == "xcomp" and token.head.lower_ == "used"


def is_over(verb: Token) -> bool:
    """Say whether a verb in the past tells of a state that is over ("was based in Lagos").

    What somebody "said was" so may well be so still.
    """
    if verb.dep_ == "ccomp" and verb.head.tag_ == "VBD":
        return False
    tensed = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}] or [verb]
    return tensed[0].tag_ == "VBD"


def is_hypothetical(verb: Token) -> bool:
    """Say whether a clause only names a case ("if convicted, he faces ten years")."""
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    has_subject = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    is_condition = verb.tag_ == "VBN" and "if" in marks and not has_subject
    return is_condition or (verb.dep_ in {"acl", "relcl"} and _may_befall(verb.head))


def _may_befall(noun: Token) -> bool:
    """Say whether a noun only names whom something may befall ("those convicted are liable to")."""
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or noun.pos_ == "PROPN":
        return False
    is_open = any(c.tag_ == "MD" and c.lower_ != "will" for c in verb.children)
    threatens = {verb.lemma_, *(c.lower_ for c in verb.children if c.dep_ == "acomp")}
    return is_open or not threatens.isdisjoint({"face", "risk", "liable", "punishable"})


def is_habit(token: Token) -> bool:
    """Say whether a noun or verb tells of what happens again and again ("the annual vigil")."""
    if any(c.lower_ in words("habit-words") and c.pos_ != "PROPN" for c in token.children):
        return True
    if any(c.dep_ == "det" and c.lower_ in {"every", "each", "any"} for c in token.children):
        return True
    holders = (token, token.head) if token.pos_ == "NOUN" else (token,)
    rounds = (c for holder in holders for c in holder.children if c.dep_ == "npadvmod")
    return any(d.lower_ in {"every", "each"} for c in rounds for d in c.children)


def is_past(verb: Token) -> bool:
    """Say whether a verb tells of the past, as later notes do of what follows publication."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if helpers:
        return bool(helpers & {"was", "were", "had", "has", "have"})
    if verb.pos_ == "NOUN" and verb.dep_ in {"nsubj", "nsubjpass"}:
        return is_past(verb.head)
    return verb.tag_ in {"VBD", "VBN"}
