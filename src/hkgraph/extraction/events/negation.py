"""Whether a clause says that something is not so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_infinitive(token: Token) -> bool:
    """Say whether a verb stands behind "to"."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)


def is_negated(token: Token) -> bool:
    """Say whether a word, its subject or its object is denied ("no one was", "had no office")."""
    denials = words("negations")
    beside = [c for c in token.children if c.dep_ in {"neg", "preconj", "det", "cc", "advmod"}]
    if is_infinitive(token) and any(c.lower_ == "yet" for c in (*beside, *token.head.children)):
        return True
    if any(c.lower_ in denials and not _is_number_sign(c) for c in beside):
        return True
    if token.dep_ == "pcomp" and token.head.lower_ in denials:
        return True
    if token.dep_ == "conj" and any(c.lower_ == "nor" for c in token.head.children):
        return True
    if any(d.dep_ == "neg" for c in beside for d in c.children if c.lower_ == "longer"):
        return True
    arguments = [c for c in token.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"}]
    return any(
        a.lower_ in denials
        or any(
            d.lower_ in denials and not _is_number_sign(d)
            for d in a.children
            if d.dep_ in {"det", "neg"}
        )
        for a in arguments
    )


def _is_number_sign(word: Token) -> bool:
    """Say whether a word only stands before a numeral ("No 8 signal")."""
    following = word.nbor() if word.i + 1 < len(word.doc) else None
    return following is not None and word.lower_ == "no" and following.is_digit
