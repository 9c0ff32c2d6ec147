"""The same words of one speaker in several articles, despite spelling, cuts and quote marks."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from hkgraph.corroboration.links import Link, Relation, Said
from hkgraph.resources import resource
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from hkgraph.identity.keys import NodeKey
    from hkgraph.model import ArticleKey, LocalId, Quotation, Telling

#: Fewer words may be anybody's, any day ("no comment").
LEAST_WORDS = 6
#: This share of the shorter quotation's words stands in the longer one, in their order.
ENOUGH = 0.9
_WITHIN_DAYS = 14
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDING = re.compile(r"(?<=\w{3})([iy])z(?=e|ing|ation|er)")


def find_same_utterances(
    tellings: Iterable[Telling], nodes: Mapping[ArticleKey, Mapping[LocalId, NodeKey]]
) -> Iterator[Link]:
    """Pair the quotations of different articles that are one utterance, both ways.

    Args:
        nodes: Canonical keys of what each article names.
    """
    blocks: defaultdict[NodeKey, list[tuple[Said, list[str], date | None]]] = defaultdict(list)
    for telling in sorted(tellings, key=lambda one: one.article.key):
        for quotation in telling.extract.quotations:
            words = spelled_alike(quotation.span.text)
            speaker = _speaker(quotation, nodes[telling.article.key])
            if speaker and len(words) >= LEAST_WORDS:
                said = Said(telling.article.key, quotation)
                blocks[speaker].append((said, words, telling.article.published_day))
    for block in blocks.values():
        for (one, words, day), (other, others, other_day) in combinations(block, 2):
            apart = one.article == other.article or not _are_close(day, other_day)
            if not apart and are_one_utterance(words, others):
                yield Link(Relation.SAME_UTTERANCE, one, other)
                yield Link(Relation.SAME_UTTERANCE, other, one)


def are_one_utterance(one: list[str], other: list[str]) -> bool:
    """Say whether the words of one are those of the other, or a part of them."""
    shorter, longer = sorted((one, other), key=len)
    if not set(shorter[:3]) & set(longer) and not set(shorter[-3:]) & set(longer):
        return False
    blocks = SequenceMatcher(None, shorter, longer, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= ENOUGH * len(shorter)


def spelled_alike(text: str) -> list[str]:
    """Give the words of a text, folded, those of two spellings in one of them."""
    return [_one_spelling(word) for word in _WORD.findall(fold(text).replace("’", "'"))]


def _one_spelling(word: str) -> str:
    word = _ENDING.sub(r"\1s", word)
    table = _spellings()
    for ending in ("", "s", "ed", "ing"):
        stem = word.removesuffix(ending)
        if stem in table and stem + ending == word:
            return table[stem] + ending
    return word


@cache
def _spellings() -> dict[str, str]:
    text = (resource("data") / "corroboration" / "spellings.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {other: one for one, other in csv.reader(lines, delimiter="\t")}


def _speaker(quotation: Quotation, names: Mapping[LocalId, NodeKey]) -> NodeKey | None:
    """Give who speaks, or else for whom, by canonical key."""
    local = quotation.speaker or quotation.on_behalf_of
    return names[local] if local else None


def _are_close(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= _WITHIN_DAYS
