"""Why a name is linked as it is: the features of its best candidates, and what each counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hkgraph.errors import UsageError
from hkgraph.identity.gazetteer_names import load_gazetteer_names
from hkgraph.identity.judgements import SCOPE
from hkgraph.identity.keys import key_entity
from hkgraph.identity.linking.deciding import decide, why_not_looked_up
from hkgraph.identity.linking.judged import judge
from hkgraph.identity.linking.linker import Linker
from hkgraph.identity.linking.records import Link, Ranking
from hkgraph.identity.resolution import known_names
from hkgraph.identity.standing import private_people
from hkgraph.model import Kind
from hkgraph.own_words.in_use import own_words
from hkgraph.store.generations import StoreDir
from hkgraph.store.judgements import JudgementFile
from hkgraph.store.live import FILE, LiveArticle, by_key, load_telling
from hkgraph.store.merge import by_document
from hkgraph.store.texts import Library
from hkgraph.text import fold
from hkgraph.versions import digest_of, extraction_versions
from hkgraph.wikidata.kinds import TYPES_OF_KIND
from hkgraph.wikidata.layers import choose_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.identity.judgements import LinkJudgement
    from hkgraph.identity.keys import NodeKey
    from hkgraph.identity.linking.weights import Weights
    from hkgraph.model import Entity, Telling
    from hkgraph.settings import Settings

#: Candidates that are shown, and articles that are.
SHOWN, _ARTICLES = 5, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One name, in one article or by itself.

    Attributes:
        article: Key and headline, or empty.
        link: The answer, after what people judged.
        node: Key of the node that a judgement would name, or empty.
    """

    name: str
    kind: Kind
    link: Link
    ranking: Ranking
    article: str = ""
    node: str = ""


class Explainer:
    """Explains links of one store.

    Args:
        settings: Names the store.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._linker = Linker(choose_with(own_words(), settings.knowledge_base))
        self._judgements = JudgementFile(settings.store).load()
        self._gazetteer = load_gazetteer_names()

    @property
    def weights(self) -> Weights:
        """How much each feature counts."""
        return self._linker.weights

    def explain(self, name: str, article: str | None = None) -> list[Explained]:
        """Explain a name in the articles that have it, else by itself.

        Args:
            article: Key of the only article that counts.

        Raises:
            UsageError: The article is not there, or does not name it.
        """
        found: list[Explained] = []
        for telling in self._tellings(article):
            found += self._in_article(name, telling)
            if len(found) >= _ARTICLES:
                break
        if not found and article:
            raise UsageError(
                f"article {article} names no {name!r}",
                hint="Leave --article out to see the others.",
            )
        if found:
            return found
        alone = [self._alone(name, kind) for kind in TYPES_OF_KIND if kind is not Kind.MEDIA]
        return [one for one in alone if one.ranking.scored] or alone[:1]

    def unlinked(self) -> list[tuple[str, Kind]]:
        """Name what nothing known bears the name of; never those whom articles place in private."""
        found: set[tuple[str, Kind]] = set()
        for telling in self._tellings(None):
            names, private = known_names(telling, self._gazetteer), private_people(telling)
            links = self._linker.link(telling, names, private)
            found |= {
                (names[one.id][0], one.kind)
                for one in telling.extract.entities
                if one.id not in private and links[one.id].is_unknown
            }
        return sorted(found)

    def _tellings(self, article: str | None) -> Iterator[Telling]:
        current = StoreDir(self._settings.store).find_current()
        lines = current.read_lines(FILE) if current else []
        live = by_key(by_document([LiveArticle.parse(line) for line in lines]))
        if article is not None and article not in live:
            raise UsageError(
                f"no live article has the key {article!r}",
                hint="Keys are the last part of an article's IRI.",
            )
        library = Library(self._settings.store, digest_of(extraction_versions()))
        for key in sorted(live):
            if article in (None, key):
                yield load_telling(live[key], library)

    def _in_article(self, name: str, telling: Telling) -> Iterator[Explained]:
        meant = [one for one in telling.extract.entities if _bears(one, name)]
        if not meant:
            return
        names, private = known_names(telling, self._gazetteer), private_people(telling)
        links = self._linker.link(telling, names, private)
        sought = {
            one.id: names[one.id]
            for one in telling.extract.entities
            if not why_not_looked_up(one, names[one.id][0])
        }
        rankings = self._linker.rank(telling, sought, private)
        for one in meant:
            key = self._key(telling, one, links[one.id], private=one.id in private)
            yield Explained(
                name=names[one.id][0],
                kind=one.kind,
                link=judge(links[one.id], self._said(key, telling), one.name),
                ranking=rankings.get(one.id, Ranking()),
                article=f"{telling.article.key} {telling.article.headline}",
                node=key,
            )

    def _key(self, telling: Telling, entity: Entity, link: Link, *, private: bool) -> NodeKey:
        article = telling.article.key
        return key_entity(article, entity, self._gazetteer, link, private=private).key

    def _said(self, key: NodeKey, telling: Telling) -> list[LinkJudgement]:
        nodes = (key, f"{key}{SCOPE}{telling.article.key}")
        return [one for node in nodes for one in self._judgements.links.get(node, ())]

    def _alone(self, name: str, kind: Kind) -> Explained:
        ranking = self._linker.rank_name(name, kind)
        link = decide(ranking, self.weights)
        return Explained(name=name, kind=kind, link=link, ranking=ranking)


def _bears(entity: Entity, name: str) -> bool:
    return fold(name) in {fold(one) for one in (entity.name, *entity.aliases)}


def to_json(one: Explained, weights: Weights) -> dict[str, Any]:
    """Give what a program reads."""
    return {
        "name": one.name,
        "kind": one.kind.value,
        "article": one.article.partition(" ")[0] or None,
        "node": one.node or None,
        "state": one.link.state.value,
        "method": one.link.method,
        "confidence": one.link.confidence,
        "reviewer": one.link.reviewer or None,
        "margin": round(one.ranking.margin, 4),
        "candidates": [
            {
                "id": scored.candidate.known.qid,
                "label": scored.candidate.known.label,
                "description": scored.candidate.known.description,
                "probability": round(scored.probability, 4),
                "features": dict(scored.features),
            }
            for scored in one.ranking.scored[:SHOWN]
        ],
        "none": {
            "probability": round(one.ranking.nil, 4),
            "features": dict(one.ranking.nil_features),
        },
        "weights": {"candidate": dict(weights.candidate), "none": dict(weights.none)},
    }


def to_rows(one: Explained, weights: Weights) -> tuple[list[str], list[list[str]]]:
    """Give a table: a column for each candidate and one for none, a row for each feature."""
    shown = one.ranking.scored[:SHOWN]
    rows = [["probability", *(f"{s.probability:.3f}" for s in shown), f"{one.ranking.nil:.3f}"]]
    for name in weights.candidate:
        if any(name in scored.features for scored in shown):
            cells = [_cell(scored.features.get(name), weights.candidate[name]) for scored in shown]
            rows.append([name, *cells, ""])
    for name, value in one.ranking.nil_features.items():
        rows.append([name, *[""] * len(shown), _cell(value, weights.none[name])])
    head = ["", *(f"{s.candidate.known.qid} {s.candidate.known.label}" for s in shown), "none"]
    return head, rows


def _cell(value: float | None, weight: float) -> str:
    return "" if value is None else f"{value:.2f} × {weight:+.2f}"
