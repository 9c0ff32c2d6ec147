"""Whether a clause is told as having happened, as planned, as possible, as alleged, or as denied.

A word is judged by what stands beside it (auxiliaries, adverbs, adjectives, negation) and by the
words it hangs on, up to the main clause: in "is considering a plan to close" the closing is
possible. Of several readings the least certain wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hkgraph.extraction.grammar.clauses import is_passive
from hkgraph.extraction.grammar.negation import is_infinitive, is_negated
from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

#: From the most to the least certain.
_CERTAINTY = (Modality.ASSERTED, Modality.PLANNED, Modality.POSSIBLE, Modality.ALLEGED)
_GOVERNED_DEPS = frozenset({"xcomp", "ccomp", "acl", "pcomp", "oprd", "acomp"})
#: Nouns that hang on these words are spoken of, not told to have happened.
_GOVERNING_PREPOSITIONS = frozenset({"of", "for", "about", "to", "on"})
_NOUN_GOVERNED_DEPS = frozenset({"dobj", "pobj", "attr", "nsubjpass"})
#: What stands behind these only goes with the clause; its verb says nothing of it.
_ADJUNCT_LINKS = frozenset({"with", "after", "since", "by", "despite", "following", "upon"})
_PRESENT = frozenset({"VBZ", "VBP"})
#: Words of time that open a clause about what is still to come where its tense is the present.
_WHEN = frozenset({"when", "once", "until", "till", "before", "after", "as"})


class Governance(StrEnum):
    """What a word says about the clause that hangs on it; the values of ``modal-governors``."""

    PLANNED = "Planned"
    POSSIBLE = "Possible"
    ALLEGED = "Alleged"
    DENIED = "Denied"
    FACTIVE = "Factive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """How a predicate is told, before anybody is credited for it."""

    modality: Modality
    polarity: bool

    def weakened(self, other: Modality) -> Mood:
        """Give the less certain of the two modalities."""
        weaker = max(self.modality, other, key=_CERTAINTY.index)
        return Mood(modality=weaker, polarity=self.polarity)


def mood_of(token: Token) -> Mood:
    """Judge a predicate by its own words and by all that it hangs on."""
    mood = Mood(modality=_own_modality(token), polarity=not is_negated(token))
    for governed, governor in _governors(token):
        mood = _under(mood, governed, governor)
    if _is_open(token):
        mood = mood.weakened(Modality.POSSIBLE)
    if _is_awaited(token):
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
    if governed.dep_ == "conj" or _is_companion(governed):
        return mood.weakened(_own_modality(governor))
    is_noun = governed.pos_ in {"NOUN", "PROPN"}
    answer = _answer(governed, governor) if is_noun else None
    if answer is not None:
        return _answered(mood, governed, governor, answer)
    says = _noun_governance(governor) if is_noun else _governance(governor)
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
    is_content = governed.dep_ == "ccomp" or _is_content_of_noun(governed)
    return mood.weakened(Modality.POSSIBLE) if is_doubtful and is_content else mood


def _by_infinitive(governor: Token) -> Modality:
    """Judge "is to leave", "was said to have left" and any other infinitive."""
    if governor.lemma_ == "be":
        return Modality.PLANNED
    is_told = governor.lemma_ in table("speech-verbs") and is_passive(governor)
    return Modality.ALLEGED if is_told else Modality.POSSIBLE


def _answer(noun: Token, verb: Token) -> Governance | None:
    """Find what a verb says of a claim or plan ("dismissed reports that", "dropped plans to")."""
    lemma = noun.lemma_.lower()
    if lemma not in table("modal-nouns") and lemma not in words("speech-nouns"):
        return None
    says = table("answers").get(verb.lemma_.lower())
    return Governance(says) if says and noun.dep_ in {"dobj", "nsubjpass", "pobj"} else None


def _answered(mood: Mood, noun: Token, verb: Token, answer: Governance) -> Mood:
    """Judge what a claim or plan is about by the verb that answers it."""
    if is_negated(verb):
        return mood
    is_claim = table("modal-nouns").get(noun.lemma_.lower(), "Alleged") == Governance.ALLEGED
    modality = Modality.ASSERTED if is_claim else mood.modality
    is_so = answer is Governance.FACTIVE
    return Mood(modality=modality, polarity=mood.polarity == is_so)


def _is_content_of_noun(token: Token) -> bool:
    """Say whether a clause is what a noun is about ("reports that it left")."""
    is_clause = token.dep_ in {"acl", "relcl"} and token.head.pos_ == "NOUN"
    return is_clause and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)


def _governors(token: Token) -> Iterator[tuple[Token, Token]]:
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
        return head if _governance(head) is Governance.ALLEGED else None
    if token.dep_ == "pcomp" and head.lower_ in _ADJUNCT_LINKS:
        outer = _lexical(head)
        return outer if _is_alleged(outer) else None
    if token.dep_ in _GOVERNED_DEPS or _is_like_object(token) or _is_content_of_noun(token):
        return _lexical(head)
    if token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"}:
        return None if _stands_alone(token) else head
    return head if _is_companion(token) else _noun_governor(token)


def _is_companion(token: Token) -> bool:
    """Say whether a participle tells what goes with the clause before (", replacing Ms Lo")."""
    if token.dep_ != "advcl" or token.tag_ != "VBG" or token.i < token.head.i:
        return False
    opens = token.left_edge
    return opens == token and opens.nbor(-1).text == ","


def _is_reduced_relative(token: Token) -> bool:
    """Say whether a clause only tells what was done to its noun ("the plan announced in May")."""
    has_content = is_infinitive(token) or _is_content_of_noun(token)
    return token.dep_ == "acl" and token.tag_ == "VBN" and not has_content


def _is_alleged(outer: Token) -> bool:
    """Say whether what goes with a clause is alleged like it ("accused of lying by hiding it")."""
    return Governance.ALLEGED in {
        _governance(outer),
        *(_governance(g) for _, g in _governors(outer)),
    }


def _noun_governor(token: Token) -> Token | None:
    """Find the word that says of an event named by a noun whether it happened."""
    head = token.head
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ not in _NOUN_GOVERNED_DEPS:
        return None
    if _answer(token, head) is not None:
        return head
    if token.dep_ == "nsubjpass" and _with_particle(head) not in table("noun-governors"):
        return None
    if head.pos_ == "ADP" and head.lower_ not in _GOVERNING_PREPOSITIONS:
        return None
    outer = _lexical(head)
    return outer if _noun_governance(outer) not in {None, Governance.FACTIVE} else None


def _lexical(head: Token) -> Token:
    """Pass over a preposition to the word that it belongs to."""
    while head.pos_ == "ADP" and head.head != head:
        head = head.head
    return head


def _governance(token: Token) -> Governance | None:
    listed = table("modal-governors")
    if token.pos_ == "NOUN":
        listed = listed | table("modal-nouns")
    if token.lemma_ == "rule" and any(c.lower_ == "out" for c in token.children):
        return Governance.DENIED
    says = listed.get(token.lower_) or listed.get(token.lemma_.lower())
    return Governance(says) if says else None


def _noun_governance(token: Token) -> Governance | None:
    """Judge a noun by the verb it is the object of ("announced the closure")."""
    says = table("noun-governors").get(_with_particle(token))
    return Governance(says) if says else _governance(token)


def _with_particle(verb: Token) -> str:
    """Give the lemma of a verb, with its particle if it has one ("call off")."""
    particles = (c.lower_ for c in verb.children if c.dep_ == "prt")
    return " ".join([verb.lemma_.lower(), *particles])


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
        if clause.dep_ not in _GOVERNED_DEPS | {"conj", "advcl"}:
            return


def _is_like_object(token: Token) -> bool:
    """Say whether an adverbial clause is a purpose or what a verb like "rule out" governs."""
    is_behind_particle = token.tag_ == "VBG" and token.i > 0 and token.nbor(-1).dep_ == "prt"
    return token.dep_ == "advcl" and (is_infinitive(token) or is_behind_particle)


def _stands_alone(token: Token) -> bool:
    """Say whether a coordinated verb has a subject or an auxiliary of its own."""
    return any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in token.children)
