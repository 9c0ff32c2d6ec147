"""Whether a clause says that something is not so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_ONLY = frozenset({"only", "just", "merely", "least"})
_PASSING_OVER = frozenset({"rather than", "instead of", "short of", "far from"})


def is_infinitive(token: Token) -> bool:
    """Say whether a verb stands behind "to"."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)


def is_negated(token: Token) -> bool:
    """Say whether a word, its subject or its object is denied ("no one was", "had no office")."""
    beside = [c for c in token.children if c.dep_ in {"neg", "preconj", "det", "cc", "advmod"}]
    if is_infinitive(token) and any(c.lower_ == "yet" for c in (*beside, *token.head.children)):
        return True
    if any(_denies(c) for c in beside) or _is_passed_over(token):
        return True
    if token.dep_ in {"pcomp", "pobj"} and token.head.lower_ in words("negations"):
        return True
    if token.dep_ == "conj" and any(c.lower_ == "nor" for c in token.head.children):
        return True
    if any(d.dep_ == "neg" for c in beside for d in c.children if c.lower_ == "longer"):
        return True
    arguments = (c for c in token.children if c.dep_ in _ARGUMENTS)
    return any(_is_nothing(a) for a in arguments)


def _is_nothing(noun: Token) -> bool:
    """Say whether a noun phrase is empty ("nobody", "no office", "neither X nor Y")."""
    opening = (c for c in noun.children if c.dep_ in {"det", "neg", "preconj"})
    return noun.lower_ in words("negations") or any(_denies(c) for c in opening)


def _denies(word: Token) -> bool:
    """Say whether a word denies; not so in "No 8 signal" and "not only"."""
    following = word.nbor() if word.i + 1 < len(word.doc) else None
    if word.lower_ not in words("negations") or following is None:
        return word.lower_ in words("negations")
    return not (word.lower_ == "no" and following.is_digit) and following.lower_ not in _ONLY


def _is_passed_over(token: Token) -> bool:
    """Say whether something else was done ("rather than meet", "stopped short of closing")."""
    first = token.left_edge.i
    before = token.doc[max(first - 2, token.sent.start) : first].text.lower()
    return before in _PASSING_OVER
