"""What an article calls people and bodies beside their names: titles, appositions, "X is a …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.discourse import SUBJECTS, is_body
from hkgraph.extraction.lexicon import table
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.coreference.discourse import Discourse
    from hkgraph.extraction.coreference.noun_phrases import NounPhrase

_MODIFYING = frozenset(["compound", "amod", "nmod"])
_LONGEST = 10
_LONGEST_TITLE = 4
_AGE_BEHIND = re.compile(r"(?:, (?:aged |now )?(?:an? )?| \((?:aged )?)(\d\d)(?:[,).]|-year-old)")
_AGE_BEFORE = re.compile(r"\b(\d\d)-year-old(?: [a-z-]+){0,3} $")


def describe_named(discourse: Discourse) -> None:
    """Gather the words beside each name that say what its bearer is."""
    for use in discourse.uses:
        if use.cluster is None:
            continue
        if use.cluster.kind is Kind.PERSON:
            beside = [*_beside_person(use.head), *_before_name(discourse, use.head)]
            told = {t.lower_ for t in beside if t.is_alpha} | _age(discourse, use.head)
            use.cluster.described_as.update(told, {"judge"} if "justice" in told else ())
        elif is_body(use.cluster):
            nouns = {t.lower_ for t in _beside_body(use.head)}
            use.cluster.described_as.update(nouns & _body_nouns())
        elif use.cluster.kind is Kind.PLACE:
            beside_place = (c for c in use.head.children if c.dep_ == "appos")
            use.cluster.described_as.update(t.lower_ for t in beside_place)


def _beside_person(name: Token) -> Iterator[Token]:
    yield from (t for t in name.lefts if t.dep_ in _MODIFYING)
    for child in name.children:
        if child.dep_ == "appos":
            yield from list(child.subtree)[:_LONGEST]
    if name.dep_ == "appos":
        yield from (name.head, *name.head.lefts)
    if name.dep_ in SUBJECTS and name.head.lemma_ == "be":
        said = [child for child in name.head.children if child.dep_ == "attr"]
        yield from (token for child in said for token in (*child.lefts, child))


def _before_name(discourse: Discourse, name: Token) -> Iterator[Token]:
    """Give the words of a title right before a name ("Deputy Judge Frances Yick")."""
    mention = discourse.mention_at(name)
    if mention is None:
        return
    first = discourse.reading.tokens(mention.start, mention.end)[0].i
    for index in range(first - 1, max(first - 1 - _LONGEST_TITLE, -1), -1):
        token = name.doc[index]
        is_title = token.pos_ in {"NOUN", "PROPN", "ADJ"} and token.sent == name.sent
        if not is_title or discourse.is_named(token):
            return
        yield token


def _age(discourse: Discourse, name: Token) -> set[str]:
    """Give the age behind or before a name ("Ko, 45," or "45-year-old Ko")."""
    mention = discourse.mention_at(name)
    if mention is None:
        return set()
    text = discourse.reading.article.text
    behind = _AGE_BEHIND.match(text, mention.end)
    before = _AGE_BEFORE.search(text[max(mention.start - 40, 0) : mention.start])
    return {found[1] for found in (behind, before) if found is not None}


def descriptors(phrase: NounPhrase) -> set[str]:
    """Give the words by which a person is known again, an age among them."""
    tokens = (*phrase.modifiers, phrase.head)
    behind = phrase.head.doc[phrase.head.i + 1 : phrase.head.i + 4]
    ages = [t for t in behind if t.is_digit and behind[0].text == "," and t.i > phrase.head.i + 1]
    return {t.lower_ for t in tokens if t.is_alpha or t.is_digit} | {t.text for t in ages[:1]}


def _beside_body(name: Token) -> Iterator[Token]:
    yield from (t for t in name.lefts if t.dep_ in _MODIFYING)
    yield from (child for child in name.children if child.dep_ == "appos")
    if name.dep_ == "appos":
        yield name.head
    if name.dep_ in SUBJECTS and name.head.lemma_ == "be":
        yield from (child for child in name.head.children if child.dep_ == "attr")


def _body_nouns() -> set[str]:
    return {*table("body-nouns"), *table("body-noun-kin"), *table("body-descriptions")}
