"""Who speaks in what a noun names: "said in a statement", "the remarks made by Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.grammar.nominals import prepositional_objects
from hkgraph.extraction.lexicon import table, words

if TYPE_CHECKING:
    from spacy.tokens import Token

#: What stands between a verb and the occasion or paper at or in which somebody speaks.
_OCCASION_LINKS = frozenset({"in", "during", "at", "on", "via", "through"})


def makers(noun: Token) -> tuple[Token, ...]:
    """Give who made what a noun names ("the remarks made by Y", "a letter signed by Y").

    The parser hangs some of them on the verb before ("condemned the arrest of X by Y").
    """
    deeds = [c for c in noun.children if c.dep_ == "acl" and c.lemma_ in words("making-verbs")]
    links = [c for deed in deeds for c in deed.children if c.dep_ == "agent"]
    if noun.dep_ == "dobj" and not links:
        behind = (c for c in noun.head.rights if c.i > noun.right_edge.i)
        links = [c for c in behind if c.dep_ == "prep" and c.lower_ == "by"]
    return tuple(token for link in links for token in prepositional_objects(link))


def issuing_verb_of(noun: Token) -> Token | None:
    """Find the verb that puts out what a noun names ("released a report criticising Y")."""
    verb = noun.head
    return verb if noun.dep_ == "dobj" and verb.lemma_ in words("making-verbs") else None


def announcing_verb_of(noun: Token) -> Token | None:
    """Find the verb by which somebody makes known what they did ("announced the arrest of Y")."""
    verb = noun.head
    return verb if noun.dep_ == "dobj" and verb.lemma_ in {"announce", "report"} else None


def telling_verb_of(noun: Token) -> Token | None:
    """Find the verb by which somebody says something "in a statement" or "at a briefing"."""
    link = noun.head
    if noun.dep_ != "pobj" or link.lower_ not in _OCCASION_LINKS:
        return None
    is_new = any(c.lower_ in {"a", "an"} for c in noun.children)
    verb = link.head.head if link.head.dep_ == "dobj" and is_new else link.head
    while verb.dep_ in {"ccomp", "xcomp"} and _tells(verb.head):
        verb = verb.head
    return verb if _tells(verb) else None


def _tells(verb: Token) -> bool:
    return verb.lemma_ in table("speech-verbs") or verb.lemma_ in words("telling-verbs")
