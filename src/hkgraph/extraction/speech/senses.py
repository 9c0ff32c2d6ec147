"""Which quoted stretches are somebody's words, and which are names, titles or scare quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.speech.cues import CueKind
from hkgraph.model import BlockKind

if TYPE_CHECKING:
    from hkgraph.extraction.reading import Reading
    from hkgraph.extraction.speech.cues import Cue
    from hkgraph.extraction.speech.quote_marks import Quoted
    from hkgraph.extraction.speech.surroundings import Surroundings

_HEADS = frozenset({BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.CAPTION})
_SURE = frozenset({CueKind.BESIDE, CueKind.GOVERNING, CueKind.TRAILING})

#: From how many words on a stretch without a cue is taken for somebody's words.
_WORDS_OF_FRAGMENT = 4
_WORDS_OF_SCARE = 3


def is_speech(reading: Reading, quoted: Quoted, around: Surroundings, cue: Cue | None) -> bool:
    """Say whether what stands between the marks was said or written by somebody."""
    text = reading.article.text
    length = len(text[quoted.start : quoted.end].split())
    block = reading.block_at(quoted.outer_start)
    in_head = block is not None and block.kind in _HEADS
    if _is_named(around, length):
        return False
    if quoted.continues or quoted.is_open:
        return True
    if cue is None:
        whole = stands_alone(text, quoted, around)
        return not in_head and length >= _WORDS_OF_FRAGMENT and (whole or bool(around.before))
    if length > _WORDS_OF_SCARE:
        return True
    is_term = reading.tokens(quoted.start, quoted.end).root.pos_ in {"NOUN", "PROPN"}
    if is_term and _is_far(quoted, cue):
        return False
    return cue.kind in _SURE and cue.speech not in {"deny", "ask"}


def stands_alone(text: str, quoted: Quoted, around: Surroundings) -> bool:
    """Say whether a stretch is a sentence by itself, with nobody named as its speaker."""
    return not around.before and not around.after and text[quoted.end - 1] in ".?!…"


def _is_named(around: Surroundings, length: int) -> bool:
    """Say whether the words before the marks make what is in them a name."""
    if not around.before or length > _WORDS_OF_FRAGMENT:
        return False
    last = around.before[-1]
    if last.lower_ == "called":
        return last.dep_ == "acl" or last.i == 0 or last.nbor(-1).pos_ in {"NOUN", "PROPN"}
    if last.lower_ == "as":
        return last.head.lemma_ in {"know", "style", "bill"}
    return last.lower_ in words("naming-words")


def _is_far(quoted: Quoted, cue: Cue) -> bool:
    """Say whether a clause stands between a cue and a term in marks, as with scare quotes."""
    if cue.kind is not CueKind.GOVERNING:
        return False
    clauses = [t for t in cue.word.subtree if t.dep_ in {"relcl", "acl"} and t.idx > cue.word.idx]
    return any(
        c.left_edge.idx <= quoted.start < c.right_edge.idx + len(c.right_edge) for c in clauses
    )
