"""Whether a clause is told as having happened, as planned, as possible, as alleged, or as denied.

A word is judged by what stands beside it (auxiliaries, adverbs, adjectives, negation) and by the
words it hangs on, up to the main clause: in "is considering a plan to close" the closing is
possible. Of several readings the least certain wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.extraction.grammar.governance import Governance, answer_to, governance, noun_governance
from hkgraph.extraction.grammar.governors import (
    GOVERNED_DEPS,
    governors_of,
    is_companion,
    is_content_of_noun,
)
from hkgraph.extraction.grammar.negation import is_infinitive, is_negated
from hkgraph.extraction.grammar.passives import is_passive
from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

#: From the most to the least certain.
_CERTAINTY = (Modality.ASSERTED, Modality.PLANNED, Modality.POSSIBLE, Modality.ALLEGED)
_PRESENT = frozenset({"VBZ", "VBP"})
#: Words of time that open a clause about what is still to come where its tense is the present.
_WHEN = frozenset({"when", "once", "until", "till", "before", "after", "as"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """How a predicate is told, before anybody is credited for it."""

    modality: Modality
    polarity: bool

    def weakened(self, other: Modality) -> Mood:
        """Give the less certain of the two modalities."""
        weaker = max(self.modality, other, key=_CERTAINTY.index)
        return Mood(modality=weaker, polarity=self.polarity)

    def joined(self, other: Mood) -> Mood:
        """Give the less certain of the two modalities; what one of them denies is denied."""
        weaker = self.weakened(other.modality)
        return Mood(modality=weaker.modality, polarity=self.polarity and other.polarity)


def mood_of(token: Token) -> Mood:
    """Judge a predicate by its own words and by all that it hangs on."""
    mood = Mood(modality=_own_modality(token), polarity=not is_negated(token))
    for governed, governor in governors_of(token):
        mood = _under(mood, governed, governor)
    if _is_open(token):
        mood = mood.weakened(Modality.POSSIBLE)
    if _is_awaited(token) or (token.dep_ == "ROOT" and is_infinitive(token)):
        mood = mood.weakened(Modality.PLANNED)
    return mood


def _is_awaited(token: Token) -> bool:
    """Say whether a clause of time in the present tense waits for something ("once he is free")."""
    if token.dep_ != "advcl" or token.pos_ not in {"VERB", "AUX"}:
        return False
    marks = {c.lower_ for c in token.children if c.dep_ in {"mark", "advmod"} and c.i < token.i}
    is_present = _looks_ahead(token) if _is_bare(token) else _tense_of(token) in _PRESENT
    as_soon = marks == {"as"} and any(t.lower_ == "soon" for t in token.head.children)
    return is_present and (bool(marks & (_WHEN - {"as"})) or as_soon)


def _tense_of(verb: Token) -> str:
    tensed = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}] or [verb]
    return tensed[0].tag_


def _is_bare(clause: Token) -> bool:
    """Say whether a clause has only a participle ("when sentenced")."""
    return clause.tag_ in {"VBN", "VBD"} and not any(
        c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in clause.children
    )


def _looks_ahead(clause: Token) -> bool:
    """Say whether the clause that one hangs on tells of what is or will be."""
    outer = _tense_of(clause.head)
    return outer in _PRESENT or outer in {"MD", "TO"}


def _under(mood: Mood, governed: Token, governor: Token) -> Mood:
    """Judge a clause by the word that it hangs on."""
    if governed.dep_ == "conj" or is_companion(governed):
        return mood.weakened(_own_modality(governor))
    is_noun = governed.pos_ in {"NOUN", "PROPN"}
    answer = answer_to(governed, governor) if is_noun else None
    if answer is not None:
        return _answered(mood, governed, governor, answer)
    says = noun_governance(governed, governor) if is_noun else governance(governor)
    return _governed(mood, governed, governor, says)


def _governed(mood: Mood, governed: Token, governor: Token, says: Governance | None) -> Mood:
    """Judge a clause by what its governor says of it, else by its form."""
    negated = is_negated(governor)
    if says is Governance.DENIED and negated:
        return mood.weakened(Modality.POSSIBLE)
    if says is Governance.DENIED:
        return Mood(modality=mood.modality, polarity=not mood.polarity)
    if says is not None:
        said = Modality.ASSERTED if says is Governance.FACTIVE else Modality(says.value)
        weaker = mood.weakened(said).weakened(_own_modality(governor))
        return Mood(modality=weaker.modality, polarity=weaker.polarity != negated)
    if is_infinitive(governed):
        return mood.weakened(_by_infinitive(governor))
    is_doubtful = negated if governed.dep_ == "ccomp" else governor.pos_ == "NOUN"
    is_content = governed.dep_ == "ccomp" or is_content_of_noun(governed)
    return mood.weakened(Modality.POSSIBLE) if is_doubtful and is_content else mood


def _by_infinitive(governor: Token) -> Modality:
    """Judge "is to leave", "was said to have left" and any other infinitive."""
    if governor.lemma_ == "be":
        return Modality.PLANNED
    is_told = governor.lemma_ in table("speech-verbs") and is_passive(governor)
    return Modality.ALLEGED if is_told else Modality.POSSIBLE


def _answered(mood: Mood, noun: Token, verb: Token, answer: Governance) -> Mood:
    """Judge what a claim or plan is about by the verb that answers it."""
    if is_negated(verb):
        return mood
    is_claim = table("modal-nouns").get(noun.lemma_.lower(), "Alleged") == Governance.ALLEGED
    modality = Modality.ASSERTED if is_claim else mood.modality
    is_so = answer is Governance.FACTIVE
    return Mood(modality=modality, polarity=mood.polarity == is_so)


def _own_modality(token: Token) -> Modality:
    """Judge by auxiliaries, adverbs and adjectives of the word itself."""
    listed = table("modal-words")
    beside = [c for c in token.children if c.dep_ in {"aux", "advmod", "amod", "auxpass"}]
    if {"would", "have"} <= {c.lower_ for c in beside}:
        return Modality.POSSIBLE
    found = [Modality(listed[c.lower_]) for c in beside if c.lower_ in listed]
    if token.lemma_ == "be" and token.dep_ in {"aux", "auxpass"}:
        return Modality.ASSERTED
    return max(found, key=_CERTAINTY.index, default=Modality.ASSERTED)


def _is_open(token: Token) -> bool:
    """Say whether a condition or a question leaves the clause open."""
    openers = words("condition-words")
    sentence = token.sent
    if sentence.text.rstrip("\"'”’» ").endswith("?"):
        return True
    if _is_inverted(token):
        return True
    clauses = [token, *(a for a in token.ancestors if a.pos_ in {"VERB", "AUX"})]
    return any(
        c.lower_ in openers
        for clause in _inside(clauses)
        for c in clause.children
        if c.dep_ == "mark"
    )


def _is_inverted(token: Token) -> bool:
    """Say whether a clause opens with its auxiliary ("had it left, …")."""
    subjects = [c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}]
    openers = [c for c in token.children if c.lower_ in {"had", "were", "should"}]
    return any(
        o.i < s.i and (o.i == token.sent.start or o.nbor(-1).text == ",")
        for o in openers
        for s in subjects
    )


def _inside(clauses: list[Token]) -> Iterator[Token]:
    """Iterate over the clauses that a word stands in, up to one that stands by itself."""
    for clause in clauses:
        yield clause
        if clause.dep_ not in GOVERNED_DEPS | {"conj", "advcl"}:
            return
