"""He, she, it and their forms: whom or what they mean, where that is sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.agents import is_person_noun
from hkgraph.extraction.discourse import SUBJECTS, is_body
from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.clusters import Cluster
    from hkgraph.extraction.discourse import Discourse, Use

_GENDERS = {
    **dict.fromkeys(["he", "him", "his", "himself"], "he"),
    **dict.fromkeys(["she", "her", "hers", "herself"], "she"),
}
_PLURALS = frozenset(["police", "staff", "media"])
_THINGS = frozenset(["it", "its", "itself"])


def refer_by_pronoun(discourse: Discourse, token: Token) -> bool:
    """Resolve one pronoun; those in quotations are left alone, since another speaks there."""
    word = token.lower_
    if discourse.is_quoted(token):
        return False
    if word in _GENDERS:
        found = _person(discourse, token, _GENDERS[word])
    elif word in _THINGS and not _is_empty(token):
        found = _thing(discourse, token)
    else:
        return False
    if found is None:
        return False
    discourse.refer(found, token, token.idx, token.idx + len(token), MentionForm.PRONOUN)
    return True


def _person(discourse: Discourse, token: Token, gender: str) -> Cluster | None:
    def fits(use: Use) -> bool:
        person = use.cluster
        if person is None:
            return is_person_noun(use.head)
        if person.kind is not Kind.PERSON or person.gender not in {"", gender}:
            return False
        return not _is_own_subject(token, use.head)

    def bonus(use: Use) -> int:
        known = 8 if use.cluster and use.cluster.gender == gender else 0
        return known + 8 * (use.head.head.lemma_ in table("speech-verbs"))

    found = _ahead(discourse, token, gender) or discourse.most_present(token, fits, bonus)
    if found is not None and not found.gender:
        found.gender = gender
    return found


def _ahead(discourse: Discourse, token: Token, gender: str) -> Cluster | None:
    """Look ahead from a phrase that opens a sentence ("In her first interview, Callamard")."""
    if token.dep_ != "poss" or token.i - token.sent.start > 3:
        return None
    subjects = [c for c in token.sent.root.lefts if c.dep_ in SUBJECTS and c.i > token.i]
    person = discourse.cluster_at(subjects[0]) if subjects else None
    if person is None or person.kind is not Kind.PERSON or person.gender not in {"", gender}:
        return None
    return person


def _is_own_subject(token: Token, other: Token) -> bool:
    """Say whether ``other`` is the subject of the clause in which ``token`` is an object."""
    if token.dep_ == "poss" or token.lower_ in {"himself", "herself", "itself"}:
        return False
    while other.dep_ == "appos":
        other = other.head
    verb = token.head if token.dep_ in {"dobj", "iobj", "dative"} else token.head.head
    is_object = token.dep_ in {"dobj", "iobj", "dative", "pobj"}
    while verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.lefts):
        verb = verb.head
    return is_object and other.dep_ in SUBJECTS and other.head.i == verb.i


def _is_empty(token: Token) -> bool:
    """Say whether "it" stands for nothing ("it is outrageous to …", "it was announced")."""
    if token.lower_ != "it":
        return False
    if token.dep_ == "expl" or token.dep_ not in SUBJECTS:
        return True
    verb = token.head
    clausal = any(c.dep_ in {"ccomp", "xcomp", "advcl", "acl"} for c in verb.rights)
    if token.dep_ == "nsubjpass" and (clausal or verb.lemma_ in table("speech-verbs")):
        return True
    return verb.lemma_ in {"be", "seem", "appear", "become", "take"}


def _thing(discourse: Discourse, token: Token) -> Cluster | None:
    if token.lower_ == "it" and token.head.lemma_ in words("law-verbs"):
        return _law(discourse, token)

    def fits(use: Use) -> bool:
        thing = use.cluster
        if use.head.tag_ == "NNS" or use.head.lower_ in _PLURALS:
            return False
        if thing is None:
            return not is_person_noun(use.head)
        speaks = use.head.dep_ in SUBJECTS and use.head.head.lemma_ in table("speech-verbs")
        is_place = thing.kind is Kind.PLACE and speaks
        return is_body(thing) or is_place or thing.kind is Kind.LAW

    def bonus(use: Use) -> int:
        return min(len(use.cluster.mentions), 6) if use.cluster else 0

    found = _first_of_pair(discourse, token) or discourse.most_present(token, fits, bonus)
    if found is not None and found.kind is Kind.LAW and token.dep_ == "poss":
        return None
    return found


def _first_of_pair(discourse: Discourse, token: Token) -> Cluster | None:
    """Give what stands before "and its …" or "or its …"."""
    if token.dep_ != "poss" or token.head.dep_ != "conj":
        return None
    return discourse.cluster_at(token.head.head)


def _law(discourse: Discourse, token: Token) -> Cluster | None:
    def fits(use: Use) -> bool:
        return use.cluster is not None and use.cluster.kind is Kind.LAW

    return discourse.most_present(token, fits, lambda _: 0, margin=1)
