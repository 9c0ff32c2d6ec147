"""Which organisation a title belongs to when the phrase itself does not say."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.reading import DraftMention, Reading
    from hkgraph.extraction.roles.titles import Title
    from hkgraph.model import LocalId, Span

_OWNERS = frozenset({Kind.ORGANISATION, Kind.MEDIA})
#: Offices of firms and societies whose head word by itself says nothing of where it is held.
_OWNED = ("executive officer", "operating officer", "financial officer", "general secretary")
#: How often the main organisation must be named for an article to be about it.
_ENOUGH = 3


def organisation_nearby(reading: Reading, title: Title) -> LocalId | None:
    """Find the organisation that the paragraph, else the article, is about.

    Titles that many organisations share ("judge", "minister") get none.
    """
    is_proper = title.text[1:] != title.text[1:].lower() and not title.text.isupper()
    text = title.text.lower()
    is_any = title.head in words("unowned-titles") and not text.endswith(_OWNED)
    if title.is_occupation or is_proper or is_any:
        return None
    start = reading.doc[title.first].idx
    block = reading.block_at(start)
    floor = block.start if block else 0
    if (meant := _meant_by_they(reading, start)) is not None:
        return meant
    subjects = list(_subjects(reading, floor, start))
    if subjects:
        return subjects[-1].entity
    # Where the paragraph names other bodies, the office is likely one of theirs.
    main = _main_organisation(reading)
    beside = {m.entity for m in reading.mentions_in(floor, start) if _is_body(reading, m)}
    return main if not beside or main in beside else None


def named_nearest(reading: Reading, organisation: LocalId, evidence: Span) -> Span | None:
    """Find the mention of a body before, else behind, a stretch that does not name it."""
    named = [m for m in reading.mentions if m.entity == organisation]
    if not named or any(m.start < evidence.end and evidence.start < m.end for m in named):
        return None
    before = [m for m in named if m.end <= evidence.start]
    nearest = before[-1] if before else named[0]
    return reading.span(nearest.start, nearest.end)


def _meant_by_they(reading: Reading, start: int) -> LocalId | None:
    """Find the one body of the sentence before "They are chair A and secretary B"."""
    sentence = reading.sentence_at(start)
    if sentence[0].lower_ != "they" or sentence.root.lemma_ not in {"be", "include"}:
        return None
    if sentence.start == 0:
        return None
    before = reading.doc[sentence.start - 1].sent
    bodies = {
        m.entity
        for m in reading.mentions_in(before.start_char, before.end_char)
        if m.entity is not None and reading.entities[m.entity].kind in _OWNERS
    }
    return next(iter(bodies)) if len(bodies) == 1 else None


def _subjects(reading: Reading, start: int, end: int) -> Iterator[DraftMention]:
    """Iterate over organisations that are the subject of a sentence in a stretch of text.

    A body of the state acts upon others ("police arrested the director").
    """
    for mention in reading.mentions_in(start, end):
        if mention.entity is None or reading.entities[mention.entity].kind not in _OWNERS:
            continue
        if not words("state-nouns").isdisjoint(reading.entities[mention.entity].name.split()):
            continue
        root = reading.tokens(mention.start, mention.end).root
        if root.dep_ in {"nsubj", "nsubjpass"} and root.head.dep_ in {"ROOT", "conj"}:
            yield mention


def _is_body(reading: Reading, mention: DraftMention) -> bool:
    return mention.entity is not None and reading.entities[mention.entity].kind in _OWNERS


def _main_organisation(reading: Reading) -> LocalId | None:
    """Find the organisation named more often than any other."""
    counts = Counter(
        m.entity
        for m in reading.mentions
        if m.entity is not None
        and reading.entities[m.entity].kind in _OWNERS
        and words("state-nouns").isdisjoint(reading.entities[m.entity].name.lower().split())
    )
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH:
        return None
    is_clear = len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]
    return ranked[0][0] if is_clear else None
