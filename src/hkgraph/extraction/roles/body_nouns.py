"""Common nouns before a title that mean a body of the text: "a police spokesman", "party chair"."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table
from hkgraph.extraction.roles.title_employers import EMPLOYERS
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from hkgraph.extraction.reading import DraftMention, Reading
    from hkgraph.model import LocalId

_BODIES = EMPLOYERS - {Kind.PLACE}


def body_called(reading: Reading, noun: Token) -> LocalId | None:
    """Find the body that a noun before a title means: the one last called so.

    "Police" is the force that the article means by it; "company" the last one so called.
    """
    if noun.tag_ != "NN" and noun.lower_ != "police":
        return None
    word = noun.lower_
    if word in table("known-bodies"):
        row = table("known-bodies")[word]
        return next((e.id for e in reading.entities.values() if e.gazetteer == row), None)
    if word not in table("body-nouns"):
        return None
    block = reading.block_at(noun.idx)
    start = block.start if block is not None else 0
    called = [m for m in reading.mentions_in(start, noun.idx) if _is_called(reading, m, word)]
    if called:
        return called[-1].entity
    return _most_named(
        m.entity for m in reading.mentions_in(0, noun.idx) if _is_called(reading, m, word)
    )


def _most_named(called: Iterable[LocalId | None]) -> LocalId | None:
    """Give the one named at least twice as often as any other."""
    ranked = Counter(called).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _is_called(reading: Reading, mention: DraftMention, word: str) -> bool:
    """Say whether a mention calls a body by a noun ("the company", "Harmony Party")."""
    is_body = mention.entity is not None and reading.entities[mention.entity].kind in _BODIES
    if not is_body or mention.form is MentionForm.PRONOUN:
        return False
    return word in reading.article.text[mention.start : mention.end].lower().split()
