"""What the words around the name of a law say about it: whose it is, and who imposed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.statements import Said
from hkgraph.extraction.voice import quoted_voice
from hkgraph.model import Kind, LocalId, MentionForm, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.reading import DraftMention, Reading

_MAKERS = frozenset({Kind.ORGANISATION, Kind.PLACE})
_APOSTROPHES = frozenset({"'s", "’s", "'", "’"})
_FURTHEST = 6


def find_law_facts(reading: Reading) -> Iterator[Said]:
    """Read "Hong Kong's security law" and "the Beijing-imposed law"."""
    for mention in reading.mentions:
        if mention.kind is Kind.LAW and mention.form is MentionForm.NAME:
            yield from _jurisdiction(reading, mention)
            yield from _maker(reading, mention)


def _jurisdiction(reading: Reading, law: DraftMention) -> Iterator[Said]:
    """Read the place that owns a law."""
    start = reading.tokens(law.start, law.end).start
    for token in _words_before(reading, start):
        if token.lower_ in _APOSTROPHES:
            place = _mention_ending(reading, token.idx, frozenset({Kind.PLACE}))
            if place is not None:
                yield _said(reading, law, Predicate.LEGISLATION_JURISDICTION, place)
            return


def _maker(reading: Reading, law: DraftMention) -> Iterator[Said]:
    """Read "Beijing-imposed" before the name of a law."""
    start = reading.tokens(law.start, law.end).start
    for token in _words_before(reading, start):
        made = token.lower_.rpartition("-")[2]
        if made in words("law-made-words") and (made != token.lower_ or _hyphenated(token)):
            maker = _maker_mention(reading, token)
            if maker is not None:
                yield _said(reading, law, Predicate.LEGISLATION_PASSED_BY, maker)
            return


def _words_before(reading: Reading, start: int) -> Iterator[Token]:
    """Iterate backwards over the words of the noun phrase before a name."""
    for index in range(start - 1, max(-1, start - 1 - _FURTHEST), -1):
        token = reading.doc[index]
        if token.pos_ in {"AUX", "ADP"} or token.text in {",", ".", ";", ":"}:
            return
        yield token


def _hyphenated(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).text == "-"


def _maker_mention(reading: Reading, token: Token) -> DraftMention | None:
    end = token.nbor(-1).idx if _hyphenated(token) else token.idx + token.lower_.rindex("-")
    return _mention_ending(reading, end, _MAKERS)


def _mention_ending(reading: Reading, end: int, kinds: frozenset[Kind]) -> DraftMention | None:
    fitting = (m for m in reading.mentions if m.end == end and _kind(reading, m) in kinds)
    return max(fitting, key=lambda m: m.end - m.start, default=None)


def _kind(reading: Reading, mention: DraftMention) -> Kind | None:
    return reading.entities[mention.entity].kind if mention.entity is not None else None


def _said(reading: Reading, law: DraftMention, predicate: Predicate, other: DraftMention) -> Said:
    return Said(
        subject=law.entity or LocalId(""),
        predicate=predicate,
        object=other.entity or LocalId(""),
        evidence=reading.span(other.start, law.end),
        voice=quoted_voice(reading, law.start),
        confidence=0.85,
        rule=f"relation:{predicate.value}/name",
    )
