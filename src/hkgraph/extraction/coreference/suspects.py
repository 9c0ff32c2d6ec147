"""People without a name to whom something is done: "a 35-year-old man", "the accused"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.discourse import SUBJECTS
from hkgraph.extraction.lexicon import words
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.coreference.discourse import Discourse
    from hkgraph.extraction.coreference.noun_phrases import NounPhrase

_DOES = frozenset({"plead", "appear", "die", "suffer", "sustain", "face", "deny", "admit"})
_ANSWERS = frozenset({"plead", "appear", "face", "deny", "admit", "receive"})
_TAKEN_TO = frozenset({"hospital", "clinic", "custody", "court", "station"})
_COURT_ORDERS = frozenset({"order", "give", "hand", "fine", "fin", "send", "put", "place"})


def undergoes(head: Token) -> bool:
    """Say whether a noun is one to whom an arrest, a trial or a mishap happens."""
    while head.dep_ == "conj" or is_one_of_them(head):
        head = head.head
        if head.tag_ in {"NNS", "NNPS"}:
            return False
    verb = head.head
    # "A man was today (May 3) sentenced": the parser hangs the subject on the helper.
    is_passive = head.dep_ == "nsubjpass" or verb.dep_ == "auxpass"
    if verb.dep_ == "auxpass":
        verb = verb.head
    if is_passive and (verb.lemma_ in _COURT_ORDERS or _is_taken(verb)):
        return True
    if head.dep_ == "nsubj" and not is_passive:
        return verb.lemma_ in _DOES
    if not is_passive and head.dep_ != "dobj":
        return False
    return verb.lemma_ in words("arrest-verbs") or verb.lemma_ in words("undergone-verbs")


def _is_taken(verb: Token) -> bool:
    """Say whether somebody is taken to hospital or into custody."""
    ends = (noun.lower_ for link in verb.rights for noun in link.children if noun.dep_ == "pobj")
    return verb.lemma_ in {"take", "bring", "rush", "ferry"} and not _TAKEN_TO.isdisjoint(ends)


def is_one_of_them(head: Token) -> bool:
    """Say whether a noun tells more about one of several ("one of them, a volunteer, left")."""
    return head.dep_ == "appos" and head.head.lower_ in {"one", "another", "other"}


def refer_to_suspect(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Let "the defendant" stand for the one person that police or a court have dealt with."""
    is_one = phrase.head.tag_ == "NN" and phrase.head.lower_ in words("people-dealt-with")
    if not is_one or not phrase.is_definite or phrase.is_narrowed:
        return False
    if phrase.head.dep_ in {"appos", "attr", "compound"}:
        return False
    dealt_with: list[Cluster] = []
    named: list[Cluster] = []
    for use in discourse.uses:
        person = use.cluster
        if use.head.i >= phrase.head.i or person is None or person.kind is not Kind.PERSON:
            continue
        if person not in dealt_with and (undergoes(use.head) or _is_subject_of_case(use.head)):
            dealt_with.append(person)
        if not person.anonymous and person not in named and _is_accused(use.head):
            named.append(person)
    # "A teacher was charged today. Ms Lo was given three weeks": one of them has a name by now.
    meant = named if len(named) == 1 else dealt_with
    if len(meant) != 1:
        return False
    discourse.refer(meant[0], phrase.head, phrase.start, phrase.end, MentionForm.NOMINAL)
    return True


def _is_accused(head: Token) -> bool:
    """Say whether police or a court deal with somebody, who is no victim."""
    while head.dep_ == "conj":
        head = head.head
    if head.dep_ not in SUBJECTS | {"dobj"}:
        return False
    verb = head.head
    answers = head.dep_ == "nsubj" and verb.lemma_ in _ANSWERS
    ordered = head.dep_ == "nsubjpass" and verb.lemma_ in _COURT_ORDERS
    return answers or ordered or verb.lemma_ in words("arrest-verbs")


def _is_subject_of_case(head: Token) -> bool:
    """Say whether somebody gets a sentence ("was given 120 hours", "received six months")."""
    return head.dep_ in SUBJECTS and head.head.lemma_ in {"give", "hand", "receive", "order"}
