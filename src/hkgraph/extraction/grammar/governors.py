"""The words that a clause or an event named by a noun hangs on, from the inside out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.grammar.governance import (
    Governance,
    answer_to,
    governance,
    is_judged,
    noun_governance,
)
from hkgraph.extraction.grammar.negation import is_infinitive, is_negated
from hkgraph.extraction.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

GOVERNED_DEPS = frozenset({"xcomp", "ccomp", "acl", "pcomp", "oprd", "acomp"})
#: Nouns that hang on these words are spoken of, not told to have happened.
_GOVERNING_PREPOSITIONS = frozenset({"of", "for", "about", "to", "on"})
_NOUN_GOVERNED_DEPS = frozenset({"dobj", "pobj", "attr", "nsubj", "nsubjpass"})
#: What stands behind these only goes with the clause; its verb says nothing of it.
_ADJUNCT_LINKS = frozenset({"with", "after", "since", "by", "despite", "following", "upon"})


def governors_of(token: Token) -> Iterator[tuple[Token, Token]]:
    """Iterate over pairs of a word and the word that judges it, from the inside out."""
    current = token
    while (governor := _governor(current)) is not None:
        yield current, governor
        current = governor


def _governor(token: Token) -> Token | None:
    """Find the word that judges another; nothing judges a clause that stands by itself."""
    head = token.head
    if head is token or _is_reduced_relative(token):
        return None
    if token.dep_ == "ccomp" and token.i < head.i:
        return head if governance(head) is Governance.ALLEGED else None
    if token.dep_ == "pcomp" and head.lower_ in _ADJUNCT_LINKS:
        outer = _lexical(head)
        return outer if _is_alleged(outer) else None
    if token.dep_ in GOVERNED_DEPS or _is_like_object(token) or is_content_of_noun(token):
        return (_claim(head) if token.dep_ == "ccomp" else None) or _lexical(head)
    if token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"}:
        return None if _stands_alone(token) else head
    return head if is_companion(token) else _noun_governor(token)


def _noun_governor(token: Token) -> Token | None:
    """Find the word that says of an event named by a noun whether it happened."""
    head = token.head
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ not in _NOUN_GOVERNED_DEPS:
        return None
    if answer_to(token, head) is not None:
        return head
    if token.dep_ == "nsubjpass" and not is_judged(token, head):
        return None
    outer = _said_of(head) if token.dep_ == "nsubj" else _past_particle(_lexical(head))
    is_open = head.pos_ == "ADP" and head.lower_ not in _GOVERNING_PREPOSITIONS
    if is_open and not is_judged(token, outer):
        return None
    says = noun_governance(token, outer)
    is_plain = says is None or (says is Governance.FACTIVE and not is_negated(outer))
    return None if is_plain else outer


def _past_particle(word: Token) -> Token:
    """Pass over the particle of a verb ("walked away from") to the verb."""
    return word.head if word.dep_ == "advmod" and word.head.pos_ == "VERB" else word


def _said_of(verb: Token) -> Token:
    """Give what is said of a subject: an adjective ("is due to start") or the verb itself."""
    said = (c for c in verb.children if c.dep_ == "acomp")
    return next(said, verb) if verb.lemma_ == "be" else verb


def _claim(verb: Token) -> Token | None:
    """Find the noun that a clause far behind it is about ("rumours spread that she had left")."""
    if verb.lemma_ in table("speech-verbs") or governance(verb) is not None:
        return None
    subjects = (c for c in verb.children if c.dep_ == "nsubj")
    return next((s for s in subjects if s.lemma_.lower() in table("modal-nouns")), None)


def is_companion(token: Token) -> bool:
    """Say whether a participle tells what goes with the clause before (", replacing Ms Lo")."""
    if token.dep_ != "advcl" or token.tag_ != "VBG" or token.i < token.head.i:
        return False
    opens = token.left_edge
    return opens == token and opens.nbor(-1).text == ","


def is_content_of_noun(token: Token) -> bool:
    """Say whether a clause is what a noun is about ("reports that it left")."""
    is_clause = token.dep_ in {"acl", "relcl"} and token.head.pos_ == "NOUN"
    return is_clause and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)


def _is_reduced_relative(token: Token) -> bool:
    """Say whether a clause only tells what was done to its noun ("the plan announced in May")."""
    has_content = is_infinitive(token) or is_content_of_noun(token)
    return token.dep_ == "acl" and token.tag_ == "VBN" and not has_content


def _is_alleged(outer: Token) -> bool:
    """Say whether what goes with a clause is alleged like it ("accused of lying by hiding it")."""
    return Governance.ALLEGED in {
        governance(outer),
        *(governance(g) for _, g in governors_of(outer)),
    }


def _is_like_object(token: Token) -> bool:
    """Say whether an adverbial clause is a purpose or what a verb like "rule out" governs.

    The parser takes some infinitives for relative clauses ("calls to change the law").
    """
    if token.dep_ == "relcl" and is_infinitive(token):
        return governance(token.head) is not None
    is_behind_particle = token.tag_ == "VBG" and token.i > 0 and token.nbor(-1).dep_ == "prt"
    return token.dep_ == "advcl" and (is_infinitive(token) or is_behind_particle)


def _lexical(head: Token) -> Token:
    """Pass over a preposition to the word that it belongs to."""
    while head.pos_ == "ADP" and head.head != head:
        head = head.head
    return head


def _stands_alone(token: Token) -> bool:
    """Say whether a coordinated verb has a subject or an auxiliary of its own."""
    return any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in token.children)
