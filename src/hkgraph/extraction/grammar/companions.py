"""Verbs beside the word that names an event: which place it, and which tell what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_SUBJECT_DEPS = frozenset({"nsubj", "nsubjpass", "csubj"})


def placing_verbs(noun: Token) -> Iterator[Token]:
    """Iterate over verbs that only say when or where an event was: "came", "took place"."""
    placing = words("event-placing-verbs")
    verb = noun.head
    if noun.dep_ in _SUBJECT_DEPS and verb.lemma_ in placing:
        yield verb
    elif noun.dep_ in _SUBJECT_DEPS:
        # "The trial is expected to begin in March."
        yield from (c for c in verb.children if c.dep_ == "xcomp" and c.lemma_ in placing)
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.lemma_ in placing | words("light-verbs"):
            yield child


def framing_verb(noun: Token) -> Token | None:
    """Find the verb of what came about in what a noun names ("killed in a crash")."""
    link = noun.head
    if noun.dep_ != "pobj" or link.lower_ not in {"in", "during"}:
        return None
    verb = link.head.head if link.head.dep_ == "dobj" else link.head
    return verb if verb.pos_ == "VERB" else None


def source_of_outcome(verb: Token) -> Token | None:
    """Find the verb of the clause that a participle tells the outcome of (", killing two people").

    The parser hangs such a participle on the verb, or on the noun that the clause is about; a
    second one hangs on the first ("and injuring 43").
    """
    if (leaving := _leaving(verb)) is not None:
        verb = leaving
    while verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ == "VBG":
        verb = verb.head
    before = verb.left_edge.i - 1
    has_mark = any(c.dep_ in {"mark", "nsubj", "prep"} and c.i < verb.i for c in verb.children)
    if verb.tag_ != "VBG" or not verb.head.i < before or has_mark or verb.doc[before].text != ",":
        return None
    if verb.dep_ == "advcl":
        return verb.head
    told = [t for t in verb.head.subtree if t.dep_ in {"acl", "relcl"} and t.i < verb.i]
    return told[-1] if told and verb.dep_ == "acl" else None


def settings_of(verb: Token) -> Iterator[Token]:
    """Iterate over the clauses that tell in what something came about.

    These are what a participle tells the outcome of, and a clause with "when" behind the verb
    ("died when a bus overturned"), which its coordinates share.
    """
    if (source := source_of_outcome(verb)) is not None:
        yield source
    beside = (c for c in verb.children if c.dep_ == "conj")
    above = [verb.head] if verb.dep_ == "conj" else []
    for holder in (verb, *above, *beside):
        for clause in holder.children:
            is_when = clause.dep_ == "advcl" and any(c.lower_ == "when" for c in clause.children)
            if is_when and clause.i > verb.i:
                # The parser takes "a bus overturned" for a noun with a participle.
                yield from (c for c in clause.children if c.dep_ == "acl" and clause.pos_ == "NOUN")
                yield clause


def _leaving(verb: Token) -> Token | None:
    """Find "leaving" before the state that something left people in ("leaving 12 injured")."""
    above = [a for a in verb.ancestors if a.i < verb.i][:3]
    return next((a for a in above if a.lower_ == "leaving"), None)
