"""What the graph and the articles tell of one side of a question, with the sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from hkgraph.graph import vocab
from hkgraph.identity.judgements import SCOPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import BlankNode, Store, Triple

    from hkgraph.graph.iri import Minter

_MOST_ARTICLES, _MOST_SENTENCES, _MOST_PARTS = 8, 4, 12
_HASH = re.compile(r"-[0-9a-f]{16}$")
#: Where one sentence ends and the next begins.
_END = re.compile(r"(?<=[.!?。！？])[\"”’』」]?\s+|\n+")
_NAMES = (vocab.PREF_LABEL, vocab.ALT_LABEL, vocab.HIDDEN_LABEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A sentence that names the side.

    Attributes:
        before: What stands in the sentence before the words that count; ``after`` likewise.
    """

    before: str
    words: str
    after: str
    article: str
    headline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article that tells of the side.

    Attributes:
        day: Of publication; empty if nothing tells it.
    """

    key: str
    headline: str
    publisher: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two things.

    Attributes:
        node: As a judgement names it.
        iri: Where more is told of it.
        roles: Offices held; of an event what, who, when and where.
    """

    node: str
    iri: str
    name: str
    types: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    articles: tuple[Source, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()


class Sides:
    """Describes nodes of one generation.

    Args:
        text_of: Gives the text of a live article, or "".
    """

    def __init__(self, store: Store, minter: Minter, text_of: Callable[[str], str]) -> None:
        self._store = store
        self._minter = minter
        self._text_of = text_of

    def describe(self, side: str) -> Side:
        """Gather what is known of a node."""
        key, _, only = side.partition(SCOPE)
        node = self._minter.node(key)
        merged = self._nodes(node, vocab.MERGED_INTO)
        node = merged[0] if merged else node
        spans = self._spans(node, only)
        return Side(
            node=side,
            iri=node.value,
            name=self.name_of(node),
            types=tuple(sorted({_local(one.value) for one in self._nodes(node, vocab.TYPE)})),
            names=tuple(self._texts(node, _NAMES)[1:_MOST_PARTS]),
            roles=tuple(self._roles(node)[:_MOST_PARTS]),
            articles=tuple(self._source(one) for one in list(spans)[:_MOST_ARTICLES]),
            excerpts=tuple(self._excerpts(spans)),
        )

    def name_of(self, node: NamedNode) -> str:
        """Give a label, else words made of the key."""
        texts = self._texts(node, (*_NAMES, vocab.HEADLINE, vocab.EDTF))
        tail = _HASH.sub("", node.value.rpartition("/")[2]).replace("-", " ")
        return texts[0] if texts else tail

    def _roles(self, node: NamedNode) -> list[str]:
        quads = self._store.quads_for_pattern(None, vocab.MEMBER, node, None)
        held = {q.subject for q in quads if isinstance(q.subject, NamedNode)}
        told = [self.name_of(one).partition(": ")[2] for one in held]
        if vocab.EVENT in self._nodes(node, vocab.TYPE) or self._is_reported(node):
            told += self._parts(node)
        return sorted(set(filter(None, told)))

    def _is_reported(self, node: NamedNode) -> bool:
        return vocab.REPORTED_EVENT in self._nodes(node, vocab.TYPE)

    def _parts(self, node: NamedNode) -> list[str]:
        """Give what statements say of an event, in a few words each."""
        found = []
        for quad in self._store.quads_for_pattern(None, vocab.SUBJECT, node, None):
            predicate = self._nodes(quad.subject, vocab.PREDICATE)
            for value in self._objects(quad.subject, vocab.OBJECT):
                text = self.name_of(value) if isinstance(value, NamedNode) else _text(value)
                found.append(f"{_local(predicate[0].value)}: {text}" if predicate else text)
        return found

    def _spans(self, node: NamedNode, only: str) -> dict[NamedNode, list[NamedNode]]:
        """Give the spans that name a node, else those of statements on it, newest article first."""
        spans = self._nodes(node, vocab.MENTION) or [
            span
            for end in (vocab.SUBJECT, vocab.OBJECT)
            for quad in self._store.quads_for_pattern(None, end, node, None)
            for span in self._nodes(quad.subject, vocab.EVIDENCE)
        ]
        found: dict[NamedNode, list[NamedNode]] = {}
        for span in sorted(set(spans), key=self._start):
            for article in self._nodes(span, vocab.HAS_SOURCE):
                if not only or article.value.endswith(f"/{only}"):
                    found.setdefault(article, []).append(span)
        newest = sorted(found, key=lambda a: (self._day(a), a.value), reverse=True)
        return {article: found[article] for article in newest}

    def _excerpts(self, spans: dict[NamedNode, list[NamedNode]]) -> list[Excerpt]:
        """Cut sentences: the first of each article, then the second, and so on."""
        found: dict[tuple[str, str], Excerpt] = {}
        longest = max(map(len, spans.values()), default=0)
        for place in range(min(longest, _MOST_PARTS)):
            for article, own in spans.items():
                if place < len(own) and len(found) < _MOST_SENTENCES:
                    one = self._excerpt(article, own[place])
                    whole = one.before + one.words + one.after
                    found.setdefault((one.article, whole), one)
        return list(found.values())

    def _excerpt(self, article: NamedNode, span: NamedNode) -> Excerpt:
        key = article.value.rpartition("/")[2]
        words = next(iter(self._texts(span, (vocab.EXACT,))), "")
        text, start = self._text_of(key), self._start(span)
        before, after = sentence_around(text, start, start + len(words)) if text else ("", "")
        return Excerpt(
            before=before,
            words=words,
            after=after,
            article=article.value,
            headline=self.name_of(article),
        )

    def _source(self, article: NamedNode) -> Source:
        publishers = self._nodes(article, vocab.PUBLISHER)
        return Source(
            key=article.value.rpartition("/")[2],
            headline=self.name_of(article),
            publisher=self.name_of(publishers[0]) if publishers else "",
            day=self._day(article),
        )

    def _day(self, article: NamedNode) -> str:
        return next(iter(self._texts(article, (vocab.DATE_PUBLISHED,))), "")

    def _start(self, span: NamedNode) -> int:
        return int(next(iter(self._texts(span, (vocab.START,))), "0"))

    def _nodes(self, node: object, predicate: NamedNode) -> list[NamedNode]:
        return [o for o in self._objects(node, predicate) if isinstance(o, NamedNode)]

    def _texts(self, node: NamedNode, predicates: Iterable[NamedNode]) -> list[str]:
        found = (o for p in predicates for o in self._objects(node, p) if isinstance(o, Literal))
        return list(dict.fromkeys(one.value for one in found))

    def _objects(
        self, node: object, predicate: NamedNode
    ) -> list[NamedNode | Literal | BlankNode | Triple]:
        quads = self._store.quads_for_pattern(node, predicate, None, None)  # type: ignore[arg-type]
        return sorted({quad.object for quad in quads}, key=str)


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """Give what stands in the same sentence before and behind a stretch of text.

    >>> sentence_around("It shut. Ada Lam left. All did.", 9, 16)
    ('', ' left.')
    """
    first = max((m.end() for m in _END.finditer(text, 0, start)), default=0)
    last = next((m.start() for m in _END.finditer(text, end)), len(text))
    return text[first:start], text[end:last]


def _local(iri: str) -> str:
    return re.split(r"[/#]", iri)[-1]


def _text(value: object) -> str:
    return value.value if isinstance(value, Literal) else str(value)
