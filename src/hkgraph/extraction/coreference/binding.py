"""What grammar says of whom a pronoun may mean, and whom it must mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.discourse import SUBJECTS
from hkgraph.extraction.lexicon import table, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_GOVERNED = frozenset(["xcomp", "ccomp", "acl", "advcl"])
_OBJECTS = frozenset(["dobj", "iobj", "dative"])


def speaks(token: Token) -> bool:
    """Say whether a token is the subject of a verb of speech."""
    return token.dep_ == "nsubj" and token.head.lemma_ in table("speech-verbs")


def is_own_subject(token: Token, other: Token) -> bool:
    """Say whether ``other`` is the subject of the clause in which ``token`` is an object."""
    if _is_answered(token) and other.head == token.head.head:
        return True
    if token.dep_ == "poss" or token.lower_ in {"himself", "herself", "itself"}:
        return False
    while other.dep_ == "appos":
        other = other.head
    verb = token.head if token.dep_ in _OBJECTS else token.head.head
    while verb.dep_ in {"conj", "xcomp"} and not any(c.dep_ in SUBJECTS for c in verb.lefts):
        verb = verb.head
    is_object = token.dep_ in _OBJECTS or token.dep_ == "pobj"
    return is_object and other.dep_ in SUBJECTS and other.head.i == verb.i


def _is_answered(token: Token) -> bool:
    """Say whether a possessive owns words that the subject answers ("rejected her claim")."""
    said, verb = token.head, token.head.head
    is_said = said.lemma_ in words("speech-nouns") | words("document-nouns") | {"remark", "version"}
    against = table("speech-verbs").get(verb.lemma_) in {"deny", "judge"}
    return token.dep_ == "poss" and said.dep_ == "dobj" and is_said and against


def ordered(token: Token) -> Token | None:
    """Find who is to act in "told the builder to halt work at its sites"."""
    act = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
    if act is None or act.dep_ not in _GOVERNED or token.dep_ != "poss":
        return None
    order = next((t for t in act.ancestors if t.pos_ == "VERB"), act)
    if order.lemma_ not in words("ordering-verbs") or not any(c.tag_ == "TO" for c in act.lefts):
        return None
    objects = [c for c in order.children if c.dep_ in _OBJECTS and c.i < act.i]
    objects += [c for c in act.lefts if c.dep_ in SUBJECTS]
    return objects[0] if objects else None


def judged(token: Token) -> Token | None:
    """Find whose deeds they are in "praised Lam for his work"."""
    verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
    if verb is None or verb.lemma_ not in words("object-control-verbs") or token.dep_ != "poss":
        return None
    return next((c for c in verb.children if c.dep_ == "dobj" and c.i < token.i), None)


def said_to_say(token: Token) -> Token | None:
    """Find whose words are told in "the paper quoted the firm as saying it …"."""
    saying = (t for t in token.ancestors if t.lower_ == "saying" and t.head.lower_ == "as")
    teller = next((t.head.head for t in saying), None)
    if teller is None:
        return None
    return next((c for c in teller.children if c.dep_ == "dobj"), None)


def says_they(token: Token) -> Token | None:
    """Find who says "they" of themselves ("Police said they had no record")."""
    clause = token.head
    if token.dep_ not in SUBJECTS or clause.dep_ != "ccomp":
        return None
    teller = next((c for c in clause.head.lefts if c.dep_ == "nsubj"), None)
    if teller is None or clause.head.lemma_ not in table("speech-verbs"):
        return None
    return None if clause.lemma_ == "be" or _has_many(token, teller) else teller


def _has_many(token: Token, teller: Token) -> bool:
    """Say whether others of whom there are many were named before "they"."""
    sentence = token.sent
    here = (t for t in token.doc[sentence.start : token.i] if t.i != teller.i)
    if any(t.tag_ in {"NNS", "NNPS"} for t in here):
        return True
    before = token.doc[sentence.start - 1].sent if sentence.start else ()
    return any(t.tag_ in {"NNS", "NNPS"} and t.dep_ in SUBJECTS for t in before)
