"""What an article calls people and bodies beside their names: titles, appositions, "X is a …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.discourse import SUBJECTS, is_body
from hkgraph.extraction.lexicon import table
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.coreference.discourse import Discourse

_MODIFYING = frozenset(["compound", "amod", "nmod"])
_LONGEST = 10


def describe_named(discourse: Discourse) -> None:
    """Gather the words beside each name that say what its bearer is."""
    for use in discourse.uses:
        if use.cluster is None:
            continue
        if use.cluster.kind is Kind.PERSON:
            beside = _beside_person(use.head)
            told = {t.lower_ for t in beside if t.is_alpha or t.is_digit}
            use.cluster.described_as.update(told, {"judge"} if "justice" in told else ())
        elif is_body(use.cluster):
            nouns = {t.lower_ for t in _beside_body(use.head)}
            use.cluster.described_as.update(nouns & _body_nouns())


def _beside_person(name: Token) -> Iterator[Token]:
    yield from (t for t in name.lefts if t.dep_ in _MODIFYING)
    for child in name.children:
        if child.dep_ == "appos":
            yield from list(child.subtree)[:_LONGEST]
    if name.dep_ == "appos":
        yield from (name.head, *name.head.lefts)


def _beside_body(name: Token) -> Iterator[Token]:
    yield from (t for t in name.lefts if t.dep_ in _MODIFYING)
    yield from (child for child in name.children if child.dep_ == "appos")
    if name.dep_ == "appos":
        yield name.head
    if name.dep_ in SUBJECTS and name.head.lemma_ == "be":
        yield from (child for child in name.head.children if child.dep_ == "attr")


def _body_nouns() -> set[str]:
    return {*table("body-nouns"), *table("body-noun-kin"), *table("body-descriptions")}
