"""What hkgraph makes of a set of articles: mentions, events and links, with their nodes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hkgraph.articles.reader import read_file
from hkgraph.evaluation.gold import FileSpan
from hkgraph.evaluation.scope import SCORED_KINDS
from hkgraph.extraction.extractor import Extractor
from hkgraph.identity.gazetteer_names import load_gazetteer_names
from hkgraph.identity.resolution import resolve
from hkgraph.model import MentionForm, Predicate, Telling
from hkgraph.wikidata.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from hkgraph.identity.keys import NodeKey
    from hkgraph.identity.linking.records import Link
    from hkgraph.identity.resolution import Resolution
    from hkgraph.model import Article, Kind, Span

_PARTICIPANTS = (Predicate.AGENT, Predicate.AFFECTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAt:
    """One of our mentions, pronouns left out; offsets are those of the decoded file.

    Attributes:
        kind: As the truth counts kinds; None for what it has no kind for.
    """

    at: FileSpan
    node: NodeKey
    kind: Kind | None
    is_name: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAt:
    """One event as we find it in one article.

    Attributes:
        local: Name of it inside the article.
        participants: Nodes of those who take part.
    """

    article: str
    local: str
    type: str
    node: NodeKey
    spans: tuple[FileSpan, ...]
    participants: frozenset[NodeKey]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that was found.

    Attributes:
        links: By article and node, what came of looking it up.
    """

    mentions: tuple[NamedAt, ...] = ()
    events: tuple[ToldAt, ...] = ()
    links: Mapping[tuple[str, NodeKey], Link] = field(default_factory=dict)


def find(articles: Mapping[str, Path]) -> Found:
    """Read, extract and resolve articles as a build does that has the bundled knowledge base.

    Args:
        articles: File of each by its name.
    """
    extractor = Extractor()
    tellings = {
        (name, article.key): Telling(
            article=article, extract=extractor.extract(article), documents=(article.document,)
        )
        for name, path in articles.items()
        for article in read_file(path)
    }
    resolution = resolve(
        {key: one for (_, key), one in tellings.items()}.values(),
        load_gazetteer_names(),
        KnowledgeBase.choose(None),
    )
    seen = [_Seen(name, telling, resolution) for (name, _), telling in tellings.items()]
    return Found(
        mentions=tuple(mention for one in seen for mention in one.mentions()),
        events=tuple(event for one in seen for event in one.events()),
        links={place: link for one in seen for place, link in one.links()},
    )


class _Seen:
    """One article with its nodes, in offsets of its file."""

    def __init__(self, name: str, telling: Telling, resolution: Resolution) -> None:
        self._name = name
        self._article: Article = telling.article
        self._extract = telling.extract
        self._nodes = resolution.nodes[telling.article.key]
        self._entities = resolution.entities

    def mentions(self) -> Iterator[NamedAt]:
        kinds = {one.id: SCORED_KINDS.get(one.kind) for one in self._extract.entities}
        for mention in self._extract.mentions:
            if mention.form is not MentionForm.PRONOUN:
                for at in self._at([mention.span]):
                    yield NamedAt(
                        at=at,
                        node=self._nodes[mention.entity],
                        kind=kinds[mention.entity],
                        is_name=mention.form is MentionForm.NAME,
                    )

    def events(self) -> Iterator[ToldAt]:
        for event in self._extract.events:
            about = [s for s in self._extract.statements if s.subject == event.id]
            told = [s for s in about if s.predicate is Predicate.EVENT_TYPE]
            yield ToldAt(
                article=self._name,
                local=event.id,
                type=event.type,
                node=self._nodes[event.id],
                spans=tuple(self._at(span for s in told for span in s.evidence)),
                participants=frozenset(
                    self._nodes[s.object]
                    for s in about
                    if s.predicate in _PARTICIPANTS
                    and isinstance(s.object, str)
                    and s.object in self._nodes
                ),
            )

    def links(self) -> Iterator[tuple[tuple[str, NodeKey], Link]]:
        for entity in self._extract.entities:
            node = self._nodes[entity.id]
            yield (self._name, node), self._entities[node].link

    def _at(self, spans: Iterable[Span]) -> Iterator[FileSpan]:
        for span in spans:
            if moved := self._article.offsets.to_file(span.start, span.end):
                yield FileSpan(article=self._name, start=moved[0], end=moved[1], text=span.text)
