"""Answers of printed interviews and transcripts, which are somebody's words without quote marks.

Either a name, an office or a letter opens each turn ("Fong: …", "A: …"), or questions stand as
paragraphs of their own and the answers below them speak of "I" and "we".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.model import BlockKind, Kind, MentionForm, Quotation, QuoteForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.reading import Reading
    from hkgraph.model import Block, LocalId

_LABEL = re.compile(r"(?P<name>[A-Z][\w.'’&-]*(?: [\w.'’&-]+){0,5})(?: \([^)\n]{1,60}\))?\s?:\s+")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b")
_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
#: From so many turns or questions on a page is an interview.
_TURNS, _QUESTIONS = 3, 2
_LONGEST_QUESTION = 300


def find_answers(reading: Reading) -> list[Quotation]:
    """Find the answers, each with who gives it where the text tells."""
    turns = _labelled(reading)
    if len(turns) >= _TURNS and len({name for _, name, _ in turns}) > 1:
        return [_told(reading, start, end, _named(reading, name)) for start, name, end in turns]
    return list(_below_questions(reading))


def _told(reading: Reading, start: int, end: int, speaker: LocalId | None) -> Quotation:
    return Quotation(
        span=reading.span(start, end),
        form=QuoteForm.BLOCK,
        speaker=speaker,
        rule="interview",
    )


# ── turns with a label ──────────────────────────────────────────────────────────────────────


def _labelled(reading: Reading) -> list[tuple[int, str, int]]:
    """Give start, label and end of each turn; paragraphs without a label go on with the turn."""
    turns: list[tuple[int, str, int]] = []
    is_open = False
    for block in reading.article.blocks:
        match = _LABEL.match(reading.article.text, block.start, block.end)
        if block.kind not in _TEXT:
            is_open = False
        elif match is not None and match.end() < block.end:
            turns.append((match.end(), match["name"], block.end))
            is_open = True
        elif is_open and block.kind is BlockKind.PARAGRAPH and _speaks_of_self(reading, block):
            turns.append((block.start, turns[-1][1], block.end))
        else:
            is_open = False
    return turns


def _named(reading: Reading, label: str) -> LocalId | None:
    """Find whom a label means: a name, or an office that the text gives to somebody."""
    if label in words("questioners"):
        return None
    if label in {"A", "Answer"}:
        return _interviewee(reading, len(reading.article.text))
    at = reading.article.text.find(label)
    people = [m for m in reading.mentions if m.kind is Kind.PERSON and m.entity is not None]
    for mention in people:
        printed = reading.article.text[mention.start : mention.end]
        if label in printed.split() or label == printed:
            return mention.entity
    behind = (m for m in people if m.form is MentionForm.NAME and m.start >= at + len(label))
    near = next(behind, None)
    return (
        near.entity if near is not None and near.start - at - len(label) < len(", Ms  ") else None
    )


# ── questions of their own ──────────────────────────────────────────────────────────────────


def _below_questions(reading: Reading) -> Iterator[Quotation]:
    questions = [b for b in reading.article.blocks if _is_question(reading, b)]
    if len(questions) < _QUESTIONS:
        return
    speaker = _interviewee(reading, questions[0].start)
    answers = [b for b in reading.article.blocks if b.start > questions[0].start]
    for block in answers:
        if block.kind is BlockKind.PARAGRAPH and block not in questions:
            opens = reading.article.text[block.start]
            if _speaks_of_self(reading, block) and (opens.isalnum()):
                yield _told(reading, block.start, block.end, speaker)


def _is_question(reading: Reading, block: Block) -> bool:
    text = reading.article.text[block.start : block.end].rstrip()
    is_short = len(text) < _LONGEST_QUESTION
    return block.kind in _TEXT and is_short and text.endswith("?") and text[0].isalnum()


def _speaks_of_self(reading: Reading, block: Block) -> bool:
    """Say whether somebody speaks of himself, outside quote marks."""
    text = reading.article.text[block.start : block.end]
    outside = re.sub(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?|「[^」]*」?", "", text)
    return _FIRST_PERSON.search(outside) is not None


def _interviewee(reading: Reading, end: int) -> LocalId | None:
    """Find the person that the words before the questions name first, who is not the author."""
    for mention in reading.mentions:
        block = reading.block_at(mention.start)
        if mention.start >= end or block is None or block.kind is BlockKind.BYLINE:
            continue
        is_name = mention.kind is Kind.PERSON and mention.form is MentionForm.NAME
        if is_name and mention.entity not in reading.authors:
            return mention.entity
    return None
