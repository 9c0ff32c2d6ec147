"""Reads ``clusters.yaml``: which words of which articles name one thing or tell one event.

``tests/gold/identity/README.md`` describes every field.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hkgraph.articles.decode import decode
from hkgraph.errors import DataError, SourceError, UsageError
from hkgraph.evaluation.corpus_format import find_source, read_corpus_gold
from hkgraph.evaluation.corpus_words import Words
from hkgraph.evaluation.identity.gold import (
    NIL,
    UNKNOWN,
    GoldCluster,
    GoldMention,
    GoldTelling,
    IdentityGold,
)
from hkgraph.model import EVENT_TYPES, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hkgraph.evaluation.gold import FileSpan, Gold

FILE = "clusters.yaml"
_HINT = "Compare it with the format in tests/gold/identity/README.md."

Places = dict[str, list[str]]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Cluster(_Row):
    kind: Literal["person", "organisation", "office", "place", "law"]
    name: str
    wikidata: Annotated[str, Field(pattern=rf"^(Q[1-9]\d*|{NIL}|{UNKNOWN})$")]
    mentions: Places


class _Event(_Row):
    type: str
    about: list[str] = Field(default_factory=list)
    told: Places


class _Tree(_Row):
    articles: dict[str, str]
    clusters: dict[str, _Cluster]
    events: dict[str, _Event] = Field(default_factory=dict)


def read_identity_gold(folder: Path) -> IdentityGold:
    """Read the truth of a folder, or of all folders in it together.

    Raises:
        UsageError: No truth stands there.
        DataError: It is none, or its articles do not hold its words.
        SourceError: An article cannot be read.
    """
    paths = [folder / FILE] if (folder / FILE).exists() else sorted(folder.glob(f"*/{FILE}"))
    if not paths:
        raise UsageError(f"no {FILE} stands in {folder}", hint=f"Give a folder that holds {FILE}.")
    return _join([_Reader(path).read() for path in paths])


def _join(parts: list[IdentityGold]) -> IdentityGold:
    """Put halves together; what has one id in both is one thing."""
    clusters: dict[str, GoldCluster] = {}
    for one in (cluster for part in parts for cluster in part.clusters.values()):
        if clusters.setdefault(one.id, one) != one:
            raise DataError(f"{one.id!r} is two different things in two files", hint=_HINT)
    return IdentityGold(
        articles={name: path for part in parts for name, path in part.articles.items()},
        clusters=clusters,
        mentions=tuple(one for part in parts for one in part.mentions),
        tellings=tuple(one for part in parts for one in part.tellings),
    )


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._tree = _parse(path)
        self._files: dict[str, Path] = {}
        self._words: dict[str, Words] = {}
        self._annotated: dict[str, Gold] = {}
        for name, place in self._tree.articles.items():
            self._open(name, path.parent / place)

    def read(self) -> IdentityGold:
        mentions = tuple(self._mentions())
        alone = list(self._alone({(m.at.article, m.at.start, m.at.end) for m in mentions}))
        return IdentityGold(
            articles=self._files,
            clusters=dict(self._clusters()) | {one.id: one for one, _ in alone},
            mentions=(*mentions, *(m for _, more in alone for m in more)),
            tellings=tuple(self._tellings()),
        )

    def _open(self, name: str, place: Path) -> None:
        """Take an article up: one annotated by itself (``NAME.yaml``), or a file."""
        annotation = place.with_suffix(".yaml")
        source = find_source(annotation) if annotation.exists() else place
        text = decode(_bytes(source), source.name).text
        self._files[name] = source
        self._words[name] = Words(f"{FILE}: {name}", text, {name: (0, len(text))})
        if annotation.exists():
            self._annotated[name] = read_corpus_gold(annotation, source)

    def _clusters(self) -> Iterator[tuple[str, GoldCluster]]:
        for name, row in self._tree.clusters.items():
            yield (
                name,
                GoldCluster(id=name, kind=Kind(row.kind), name=row.name, wikidata=row.wikidata),
            )

    def _mentions(self) -> Iterator[GoldMention]:
        for name, row in self._tree.clusters.items():
            for article, marked in row.mentions.items():
                for at in self._places(name, article, marked):
                    yield GoldMention(at=at, cluster=name)

    def _places(self, name: str, article: str, marked: Iterable[str]) -> Iterator[FileSpan]:
        """Find places by words or, in an annotated article, by an entity's id."""
        if article not in self._words:
            raise self._bad(f"{name}: no article is called {article!r}")
        annotated = self._annotated.get(article)
        entities = {one.id: one for one in annotated.entities} if annotated else {}
        for one in marked:
            if one in entities:
                yield from _at(article, entities[one].mentions)
            elif at := self._words[article].find(one):
                yield at

    def _alone(
        self, claimed: set[tuple[str, int, int]]
    ) -> Iterator[tuple[GoldCluster, list[GoldMention]]]:
        """Give what only one annotated article names; its people are invented, so nobody's."""
        for article, gold in self._annotated.items():
            for one in gold.entities:
                places = [
                    at
                    for at in _at(article, one.mentions)
                    if (article, at.start, at.end) not in claimed
                ]
                if one.anonymous or not places:
                    continue
                cluster = GoldCluster(
                    id=f"{article}/{one.id}",
                    kind=one.kind,
                    name=one.name,
                    wikidata=NIL if one.kind is Kind.PERSON else UNKNOWN,
                )
                yield cluster, [GoldMention(at=at, cluster=cluster.id) for at in places]

    def _tellings(self) -> Iterator[GoldTelling]:
        for name, row in self._tree.events.items():
            if row.type not in EVENT_TYPES:
                raise self._bad(f"{name}: no event type is called {row.type!r}")
            if unknown := set(row.about) - self._tree.clusters.keys():
                raise self._bad(f"{name}: no cluster is called {min(unknown)!r}")
            for article, marked in row.told.items():
                yield GoldTelling(
                    article=article,
                    event=name,
                    type=row.type,
                    spans=tuple(self._places(name, article, marked)),
                    about=frozenset(row.about),
                )

    def _bad(self, what: str) -> DataError:
        return DataError(f"{self._path.parent.name}/{FILE}: {what}", hint=_HINT)


def _at(article: str, places: Iterable[FileSpan]) -> Iterator[FileSpan]:
    """Name the article as the truth does."""
    return (replace(at, article=article) for at in places)


def _parse(path: Path) -> _Tree:
    try:
        tree = yaml.load(_bytes(path), yaml.BaseLoader)  # noqa: S506  # the safest of loaders
        return _Tree.model_validate(tree)
    except (yaml.YAMLError, ValidationError) as exc:
        reason = " ".join(str(exc).split())
        raise DataError(f"{path.parent.name}/{FILE} is no truth: {reason}", hint=_HINT) from exc


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as exc:
        raise SourceError(
            f"cannot read {path}: {exc.strerror}", hint="Give the place of each article file."
        ) from exc
