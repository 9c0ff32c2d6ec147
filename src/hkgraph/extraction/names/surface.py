"""The words of an article side by side with their tokens, blocks and sentence starts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from hkgraph.extraction.names.phrases import split_words
from hkgraph.model import BlockKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.reading import Reading
    from hkgraph.model import Block

_HEADINGS = frozenset([BlockKind.HEADLINE, BlockKind.HEADING])
#: Words of a heading with this share of capitals carry no news about what is a name.
_TITLE_CASE_SHARE = 0.6
#: From so many words and such a share on a line without an end mark counts as a heading, too.
_FEWEST_OF_LINE = 5
_LINE_SHARE = 0.9
_ENDS = tuple(".?!:;,”\"’')")


class Surface:
    """What names are looked for in.

    Attributes:
        words: Words and marks of the article text, in order.
    """

    def __init__(self, reading: Reading) -> None:
        self.article = reading.article
        self.doc = reading.doc
        self.words = split_words(reading.article.text)

    @cached_property
    def tokens(self) -> list[Token | None]:
        """For each word the token that begins with it, or None inside a token."""
        starts = {token.idx: token for token in self.doc}
        return [starts.get(word.start) for word in self.words]

    @cached_property
    def sentence_starts(self) -> frozenset[int]:
        """Numbers of the words that begin a sentence or a block."""
        firsts = {block.start for block in self.article.blocks}
        for sentence in self.doc.sents:
            opening = next((t for t in sentence if t.is_alpha or t.like_num), sentence[0])
            firsts.add(opening.idx)
        return frozenset(i for i, word in enumerate(self.words) if word.start in firsts)

    @cached_property
    def in_title_case(self) -> frozenset[int]:
        """Numbers of the words in headings that capitalise nearly every word."""
        found: set[int] = set()
        for block in self.article.blocks:
            if block.kind is BlockKind.BYLINE:
                continue
            inside = [i for i, w in enumerate(self.words) if block.start <= w.start < block.end]
            long = [self.words[i] for i in inside if len(self.words[i].text) > 3]
            capitals = sum(word.is_capitalised for word in long)
            if long and capitals / len(long) > self._share_of_titles(block, len(long)):
                found.update(inside)
        return frozenset(found)

    def _share_of_titles(self, block: Block, size: int) -> float:
        """Give the share of capitals above which a block of ``size`` long words is a title."""
        if block.kind in _HEADINGS:
            return _TITLE_CASE_SHARE
        is_ended = self.article.text[block.start : block.end].rstrip().endswith(_ENDS)
        return 1.0 if is_ended or size < _FEWEST_OF_LINE else _LINE_SHARE

    def adjoins(self, index: int) -> bool:
        """Say whether a word follows the one before it without a space."""
        return index > 0 and self.words[index - 1].end == self.words[index].start

    def text(self, first: int, last: int) -> str:
        """Give the text of words ``first`` up to, not including, ``last``."""
        start, end = self.words[first].start, self.words[last - 1].end
        return self.article.text[start:end]

    def lower(self, index: int) -> str:
        """Give a word in lower case, or nothing beyond the ends."""
        return self.words[index].text.lower() if 0 <= index < len(self.words) else ""

    def same_block(self, index: int) -> bool:
        """Say whether a word stands on the line of the one before it."""
        between = self.article.text[self.words[index - 1].end : self.words[index].start]
        return "\n" not in between
