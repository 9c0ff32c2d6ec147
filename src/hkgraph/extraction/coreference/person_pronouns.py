"""He, she and their forms: whom they mean, where that is sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.agents import is_person_noun
from hkgraph.extraction.coreference.binding import is_own_subject, judged, speaks
from hkgraph.extraction.coreference.discourse import SUBJECTS
from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.coreference.discourse import Discourse, Use

#: Points for one who has spoken where "he" speaks, too.
_SPEAKS_AGAIN = 30


def person_meant(discourse: Discourse, token: Token, gender: str) -> Cluster | None:
    """Find the person whom "he" or "she" means.

    Args:
        gender: "he" or "she".
    """

    def fits(use: Use) -> bool:
        person = use.cluster
        if person is None:
            return is_person_noun(use.head) or _is_teller(use.head)
        if person.kind is not Kind.PERSON or person.gender not in {"", gender}:
            return False
        if person.anonymous and _only_tells(use.head) and not speaks(token):
            return False
        return not is_own_subject(token, use.head)

    def bonus(use: Use) -> int:
        known = 8 if use.cluster and use.cluster.gender == gender else 0
        again = _SPEAKS_AGAIN if speaks(token) else 8
        return known + again * (use.head.head.lemma_ in table("speech-verbs"))

    first = _first_of_pair(token)
    if first is not None:
        return _fitting(discourse, first, gender)
    found = _ahead(discourse, token, gender) or _fitting(discourse, judged(token), gender)
    found = found or discourse.most_present(token, fits, bonus)
    if found is not None and not found.gender:
        found.gender = gender
    return found


def _first_of_pair(token: Token) -> Token | None:
    """Find the person before "and his …" ("the suspect and his wife")."""
    if token.dep_ != "poss" or token.i < 2 or token.nbor(-1).dep_ != "cc":
        return None
    first = token.nbor(-2)
    return first if is_person_noun(first) and is_person_noun(token.head) else None


def _ahead(discourse: Discourse, token: Token, gender: str) -> Cluster | None:
    """Look ahead from a phrase that opens a sentence ("In her first interview, Callamard")."""
    if token.dep_ != "poss" or token.i - token.sent.start > 3:
        return None
    subjects = [c for c in token.sent.root.lefts if c.dep_ in SUBJECTS and c.i > token.i]
    return _fitting(discourse, subjects[0] if subjects else None, gender)


def _fitting(discourse: Discourse, noun: Token | None, gender: str) -> Cluster | None:
    person = discourse.cluster_at(noun) if noun is not None else None
    if person is None or person.kind is not Kind.PERSON or person.gender not in {"", gender}:
        return None
    return person


def _only_tells(head: Token) -> bool:
    """Say whether a person is there only to tell of others ("a police source")."""
    return head.lower_ in {"source", "insider"} or head.lower_.startswith("spokes")


def _is_teller(head: Token) -> bool:
    """Say whether somebody of whatever trade speaks ("a paramedic said")."""
    is_thing = head.lower_ in table("body-nouns") or head.lower_ in words("document-nouns")
    return head.tag_ == "NN" and head.dep_ == "nsubj" and speaks(head) and not is_thing
