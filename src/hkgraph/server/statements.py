"""Statements as people read them: what is said, how, by whom, in which words, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from hkgraph.graph import vocab
from hkgraph.graph.metadata import RETRACTED
from hkgraph.server.graph_reader import Reader, Value
from hkgraph.server.wording import spaced

if TYPE_CHECKING:
    from collections.abc import Iterable

_ASSERTED = vocab.term("hk:Asserted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The article that something stands in.

    Attributes:
        published: ISO 8601 day; empty if nothing tells it.
        url: The article's own address; empty if it has none.
        is_retracted: Its publisher has taken it back.
    """

    article: Value
    publisher: Value | None
    published: str
    url: str
    is_retracted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of an article.

    Attributes:
        start: First character in the article text, counted from 0.
    """

    text: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One article saying one thing.

    Attributes:
        modality: In lower case; empty when asserted.
        denied: True if the article says that it is not so.
        says: Whom the article credits; None for its own voice.
        passages: In the order of the article.
        witness: On whose word it rests.
    """

    iri: str
    subject: Value
    predicate: Value
    object: Value
    modality: str
    denied: bool
    says: Value | None
    confidence: str
    passages: tuple[Passage, ...]
    source: Source | None
    witness: Value | None = None

    @property
    def telling(self) -> tuple[str, str, bool, str]:
        """What claims that can be read in one line have in common."""
        credited = self.says.iri or self.says.text if self.says else ""
        return self.subject.iri or "", self.modality, self.denied, credited

    @property
    def is_plain(self) -> bool:
        """Say whether an article that stands says it in its own voice, as being so."""
        return not (self.modality or self.denied or self.says or self.is_taken_back)

    @property
    def is_taken_back(self) -> bool:
        """Say whether the publisher has retracted the article."""
        return self.source is not None and self.source.is_retracted


class Claims:
    """Reads statements through a reader."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._sources: dict[NamedNode, Source] = {}

    def about(self, node: NamedNode) -> list[NamedNode]:
        """Give the statements that have the node as subject or object, sorted."""
        found = self._reader.subjects(vocab.SUBJECT, node)
        return sorted({*found, *self._reader.subjects(vocab.OBJECT, node)}, key=str)

    def read(self, statement: NamedNode) -> Claim:
        """Read one statement."""
        reader = self._reader
        modality = reader.node(statement, vocab.MODALITY)
        credited = reader.node(statement, vocab.ATTRIBUTED_TO)
        article = reader.node(statement, vocab.REPORTED_IN)
        return Claim(
            iri=statement.value,
            subject=self._part(statement, vocab.SUBJECT),
            predicate=self._predicate(statement),
            object=self._part(statement, vocab.OBJECT),
            modality=spaced(modality.value) if modality and modality != _ASSERTED else "",
            denied=reader.text(statement, vocab.POLARITY) == "false",
            says=reader.show(credited) if credited else None,
            confidence=reader.text(statement, vocab.CONFIDENCE) or "",
            passages=self.passages(statement),
            source=self.source(article) if article else None,
            witness=next(map(reader.show, reader.subjects(vocab.WITNESSES, statement)), None),
        )

    def read_all(self, statements: Iterable[NamedNode]) -> list[Claim]:
        """Read statements; newest article first, then by sentence, subject and predicate."""
        claims = [self.read(one) for one in statements]
        claims.sort(key=self._order)
        return sorted(claims, key=lambda c: c.source.published if c.source else "", reverse=True)

    def _order(self, claim: Claim) -> tuple[int, str, int, str]:
        start = claim.passages[0].start if claim.passages else 0
        rank = self._reader.wording.rank(claim.predicate.iri or "")
        return start, claim.subject.iri or "", rank, claim.iri

    def passages(self, node: NamedNode) -> tuple[Passage, ...]:
        """Give the words that a statement or quotation rests on."""
        spans = [s for s in self._reader.objects(node, vocab.EVIDENCE) if isinstance(s, NamedNode)]
        found = [
            Passage(
                text=self._reader.text(span, vocab.EXACT) or "",
                start=int(self._reader.text(span, vocab.START) or 0),
            )
            for span in spans
        ]
        return tuple(sorted(found, key=lambda p: (p.start, p.text)))

    def source(self, article: NamedNode) -> Source:
        """Read where and when an article was published."""
        if article not in self._sources:
            reader = self._reader
            publisher = reader.node(article, vocab.PUBLISHER)
            self._sources[article] = Source(
                article=reader.show(article),
                publisher=reader.show(publisher) if publisher else None,
                published=reader.text(article, vocab.DATE_PUBLISHED) or "",
                url=reader.text(article, vocab.URL) or "",
                is_retracted=reader.text(article, vocab.WORK_STATUS) == RETRACTED,
            )
        return self._sources[article]

    def _part(self, statement: NamedNode, predicate: NamedNode) -> Value:
        found = self._reader.value(statement, predicate)
        return self._reader.show(found) if found else Value(text="?")

    def _predicate(self, statement: NamedNode) -> Value:
        found = self._reader.node(statement, vocab.PREDICATE)
        if not found:
            return Value(text="?")
        return Value(text=self._reader.wording.predicate(found.value), iri=found.value)
