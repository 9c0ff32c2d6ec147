"""Which quoted stretches are somebody's words, and which are names, titles or scare quotes."""

from __future__ import annotations

import re
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
_SURE = frozenset({CueKind.BESIDE, CueKind.GOVERNING, CueKind.TRAILING, CueKind.ACCORDING})

#: From how many words on a stretch without a cue is taken for somebody's words.
_WORDS_OF_FRAGMENT = 4
_WORDS_OF_SCARE = 3
_LONG_WORD = 4
_WORDS_OF_SENTENCE = 2
_ENDS = ".?!…"


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
        return not in_head and _is_uncued(text, quoted, around, length)
    if length > _WORDS_OF_SCARE:
        return True
    is_term = reading.tokens(quoted.start, quoted.end).root.pos_ in {"NOUN", "PROPN"}
    if is_term and _is_far(quoted, cue):
        return False
    is_called = cue.speech == "deny" and around.before[-1:] and around.before[-1].lower_ == "as"
    return cue.kind in _SURE and (bool(is_called) or cue.speech not in {"deny", "ask"})


def stands_alone(text: str, quoted: Quoted, around: Surroundings) -> bool:
    """Say whether a stretch is a sentence by itself, with nobody named as its speaker."""
    return not around.before and not around.after and text[quoted.end - 1] in _ENDS


def _is_uncued(text: str, quoted: Quoted, around: Surroundings, length: int) -> bool:
    """Say whether words without a cue are speech: a sentence, or a fragment in one."""
    is_opened = around.before[-1:] and around.before[-1].text == ":"
    if stands_alone(text, quoted, around) or (is_opened and text[quoted.end - 1] in _ENDS):
        return length >= _WORDS_OF_SENTENCE
    if length < _WORDS_OF_FRAGMENT:
        return False
    is_name = _is_title(text[quoted.start : quoted.end]) or _is_term(around)
    return bool(around.before) and not is_name


def _is_title(inside: str) -> bool:
    """Say whether all longer words are capitalised, as in titles of works."""
    longer = [word for word in re.findall(r"[^\W\d_]+", inside) if len(word) >= _LONG_WORD]
    return len(longer) > 1 and all(word[0].isupper() for word in longer)


def _is_term(around: Surroundings) -> bool:
    """Say whether the marks hold a charge ("convicted of “…”") or describe the noun behind."""
    if not around.before:
        return False
    last, behind = around.before[-1], around.after[:1]
    is_charge = last.lower_ in {"of", "with", "for"} and last.head.lemma_ in words("charging-words")
    is_modifier = any(t.pos_ == "NOUN" for t in behind) and last.pos_ in {"DET", "ADJ", "PRON"}
    return is_charge or is_modifier


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
