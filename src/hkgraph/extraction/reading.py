"""One article on its way through extraction: the parse, and what the steps have found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

    from hkgraph.model import (
        Article,
        Block,
        DateMention,
        Event,
        Kind,
        LocalId,
        Membership,
        MentionForm,
        Quotation,
        Span,
        Statement,
    )


@dataclass(slots=True, kw_only=True)
class DraftMention:
    """A mention whose entity may still change.

    Attributes:
        start: First character in the article text; ``end`` is one past the last.
        entity: None until coreference has placed it.
        gazetteer: Id of the gazetteer row that the words match, if any.
        is_demonym: True for an adjective such as "Chinese", which is no name of the place.
    """

    start: int
    end: int
    kind: Kind
    form: MentionForm
    entity: LocalId | None = None
    gazetteer: str | None = None
    is_demonym: bool = False


@dataclass(slots=True, kw_only=True)
class DraftEntity:
    """An entity that is still gathering names.

    Attributes:
        parent: For an office, the organisation that it belongs to.
    """

    id: LocalId
    kind: Kind
    name: str
    aliases: set[str] = field(default_factory=set)
    anonymous: bool = False
    gazetteer: str | None = None
    parent: LocalId | None = None


@dataclass(slots=True, kw_only=True)
class Reading:
    """What the steps share; each step reads some fields and fills others.

    Attributes:
        doc: Parse of ``article.text``; token offsets are article offsets, and no sentence
            crosses the end of a block.
        entities: By local id, in order of first mention.
        mentions: Sorted by start, longer first; they may nest.
        triggers: The event that a word tells of, by the number of its token.
    """

    article: Article
    doc: Doc
    entities: dict[LocalId, DraftEntity] = field(default_factory=dict)
    mentions: list[DraftMention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    triggers: dict[int, LocalId] = field(default_factory=dict)
    memberships: list[Membership] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    authors: list[LocalId] = field(default_factory=list)
    contributors: list[LocalId] = field(default_factory=list)
    publisher: LocalId | None = None

    def span(self, start: int, end: int) -> Span:
        """Cut a span out of the article text."""
        return self.article.span(start, end)

    def tokens(self, start: int, end: int) -> DocSpan:
        """Give the tokens that the characters touch."""
        found = self.doc.char_span(start, end, alignment_mode="expand")
        if found is None:
            raise ValueError(f"no token stands at {start}..{end}")
        return found

    def block_at(self, offset: int) -> Block | None:
        """Find the block that a character stands in."""
        return next((b for b in self.article.blocks if b.start <= offset < b.end), None)

    def sentence_at(self, offset: int) -> DocSpan:
        """Give the sentence that a character stands in."""
        return self.tokens(offset, offset + 1).sent

    def mentions_in(self, start: int, end: int) -> Iterator[DraftMention]:
        """Iterate over the mentions that lie inside the range."""
        return (m for m in self.mentions if start <= m.start and m.end <= end)

    def mention_of(self, token: Token) -> DraftMention | None:
        """Find the mention headed by a token, else the longest that covers it."""
        covering = [m for m in self.mentions if m.start <= token.idx < m.end]
        headed = [m for m in covering if self.tokens(m.start, m.end).root.i == token.i]
        return max(headed or covering, key=lambda m: m.end - m.start, default=None)
