"""It and its forms, and "they" of a body: what they mean, where that is sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.agents import is_person_noun
from hkgraph.extraction.coreference.binding import (
    is_own_subject,
    ordered,
    said_to_say,
    says_they,
    speaks,
)
from hkgraph.extraction.coreference.discourse import SUBJECTS, is_body
from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.coreference.discourse import Discourse, Use

_PLURALS = frozenset(["police", "staff", "media", "they"])
#: Points for what a sentence brings in as an object, which "it" behind may mean.
_NEW_THING = 28


def thing_meant(discourse: Discourse, token: Token) -> Cluster | None:
    """Find the body or law that "it" means; a place only where it spoke."""
    if _is_empty(token):
        return None
    if token.lower_ == "it" and token.head.lemma_ in words("law-verbs"):
        return _law(discourse, token)
    found, agent = _bound(discourse, token), ordered(token)
    if found is None and agent is not None:
        return discourse.cluster_at(agent)
    found = found or _present(discourse, token)
    if found is None or (found.kind is Kind.LAW and token.dep_ == "poss"):
        return None
    if found.kind is Kind.PLACE and not _has_spoken(discourse, token, found):
        return None
    return found


def body_meant(discourse: Discourse, token: Token) -> Cluster | None:
    """Find the body that says "they" of itself."""
    teller = says_they(token)
    found = discourse.cluster_at(teller) if teller is not None else None
    return found if is_body(found) else None


def _bound(discourse: Discourse, token: Token) -> Cluster | None:
    """Give what grammar says: whose words are told, or what stands before "and its …"."""
    told = said_to_say(token)
    found = discourse.cluster_at(told) if told is not None else None
    if is_body(found):
        return found
    if token.dep_ != "poss" or token.head.dep_ != "conj":
        return None
    return discourse.cluster_at(token.head.head)


def _present(discourse: Discourse, token: Token) -> Cluster | None:
    def fits(use: Use) -> bool:
        is_far = token.dep_ == "dobj" and use.sentence != discourse.sentence_of(token)
        return _may_mean(token, use) and not (is_far and is_body(use.cluster))

    def bonus(use: Use) -> int:
        if use.cluster is None:
            is_open = token.dep_ != "poss" and not speaks(token)
            return _NEW_THING * (is_open and _is_new_thing(use.head))
        return min(len(use.cluster.mentions), 6) + 8 * (speaks(token) and speaks(use.head))

    return discourse.most_present(token, fits, bonus)


def _may_mean(token: Token, use: Use) -> bool:
    thing = use.cluster
    if use.head.tag_ == "NNS" or use.head.lower_ in _PLURALS:
        return False
    if thing is None:
        return not is_person_noun(use.head)
    if is_own_subject(token, use.head):
        return False
    is_place = thing.kind is Kind.PLACE and use.head.dep_ in SUBJECTS
    return is_body(thing) or is_place or thing.kind is Kind.LAW


def _is_new_thing(head: Token) -> bool:
    return head.dep_ == "dobj" and any(c.lower_ in {"a", "an"} for c in head.lefts)


def _has_spoken(discourse: Discourse, token: Token, place: Cluster) -> bool:
    """Say whether a place was last a speaker: as a place it is no "it"."""
    last = next((use for use in discourse.before(token) if use.cluster is place), None)
    return last is not None and speaks(last.head)


def _is_empty(token: Token) -> bool:
    """Say whether "it" stands for nothing ("it is outrageous to …", "it was announced")."""
    if token.lower_ != "it":
        return False
    verb = token.head
    if token.dep_ == "dobj":
        return verb.lemma_ in words("empty-object-verbs")
    if token.dep_ not in SUBJECTS:
        return True
    clausal = any(c.dep_ in {"ccomp", "xcomp", "advcl", "acl"} for c in verb.rights)
    if token.dep_ == "nsubjpass" and (clausal or verb.lemma_ in table("speech-verbs")):
        return True
    return verb.lemma_ in {"be", "seem", "appear", "become", "take"}


def _law(discourse: Discourse, token: Token) -> Cluster | None:
    def fits(use: Use) -> bool:
        return use.cluster is not None and use.cluster.kind is Kind.LAW

    return discourse.most_present(token, fits, lambda _: 0, margin=1)
