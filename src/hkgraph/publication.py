"""From a list of live articles to a published generation: resolve, map, validate, publish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from hkgraph.admission import Admission, Refusal, refuse_unmappable
from hkgraph.errors import SettingsError
from hkgraph.extraction.extractor import RULES_VERSION
from hkgraph.graph.content import Content
from hkgraph.graph.iri import Minter
from hkgraph.identity.amending import Amender, tell_idle
from hkgraph.identity.gazetteer_names import load_gazetteer_names
from hkgraph.identity.resolution import resolve
from hkgraph.own_words.in_use import own_words
from hkgraph.resources import resource
from hkgraph.store import doubts
from hkgraph.store.changes import (
    apply,
    count_things,
    digest_lines,
    iter_changes,
    subjects,
    user_graphs,
)
from hkgraph.store.files import database_errors
from hkgraph.store.generation import GRAPHS, TOMBSTONES
from hkgraph.store.judgements import JudgementFile
from hkgraph.store.live import FILE, by_key, load_telling
from hkgraph.store.manifest import ContentDigest, Manifest
from hkgraph.store.merge import without_article
from hkgraph.store.quarantine import Quarantined
from hkgraph.versions import build_versions
from hkgraph.wikidata.layers import choose_with

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import Store, Triple

    from hkgraph.identity.grouping import Pair
    from hkgraph.model import ArticleKey, DocumentKey, Telling
    from hkgraph.settings import Settings
    from hkgraph.store.changes import Change
    from hkgraph.store.generations import Draft, Generation, Writer
    from hkgraph.store.live import LiveArticle
    from hkgraph.store.merge import Version
    from hkgraph.store.texts import Library

Documents = dict["DocumentKey", "Version"]
Graphs = dict["NamedNode", set["Triple"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What was published.

    Attributes:
        generation: The new generation; None when the graph is as it was.
        documents: The live documents.
        refused: Articles that are kept out.
        warnings: Judgements that have no effect, one sentence each.
    """

    generation: Generation | None
    documents: Documents
    refused: tuple[Quarantined, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What the graph should become."""

    documents: Documents
    graphs: Graphs
    changes: list[Change]
    unsure: tuple[Pair, ...]


class Publisher:
    """Publishes the graph of whatever articles are live; make one for each command.

    Args:
        settings: Base IRI, generations to keep, workers.
        shapes: Folder of the shapes, if not hkgraph's own.
    """

    def __init__(self, library: Library, settings: Settings, *, shapes: Path | None = None) -> None:
        self._library = library
        self._minter = Minter(settings.base_iri)
        self._keep = settings.keep_generations
        self._knowledge_base = choose_with(own_words(), settings.knowledge_base)
        self._gazetteer = load_gazetteer_names()
        self._judgements = JudgementFile(settings.store).load()
        self._versions = build_versions(shapes) | {
            "judgements": self._judgements.digest[:16],
            "knowledge base": self._knowledge_base.name,
        }
        self._admission = Admission(
            minter=self._minter,
            shapes=shapes or resource("shapes"),
            version=f"{self._versions['shapes']} {self._versions['ontology']}",
            workers=settings.workers,
        )
        self._amender = Amender(self._gazetteer, self._knowledge_base, self._judgements)
        self._tellings: dict[str, Telling] = {}
        self._idle: dict[str, None] = {}
        self._tried: set[ArticleKey] = set()

    def settle(self, writer: Writer, documents: Documents, former: Documents) -> Settled:
        """Publish the graph of the live documents, leaving out what cannot be let in.

        Args:
            documents: What should be live.
            former: What is live now; a document falls back to it when its new version fails.
        """
        current = writer.store.find_current()
        self._check_base(current)
        refused: dict[ArticleKey, Quarantined] = {}
        plan: _Plan | None = None
        while plan is None and not self._stands(current, documents):
            plan, failed = self._try(documents, former, current)
            for one in failed:
                refused.setdefault(one.key, _quarantined(one, documents, former))
                documents = without_article(documents, one.key, former)
        generation = self._publish(writer, plan) if plan else None
        return Settled(
            generation=generation,
            documents=documents,
            refused=tuple(refused.values()),
            warnings=tuple(self._idle),
        )

    def _try(
        self, documents: Documents, former: Documents, current: Generation | None
    ) -> tuple[_Plan | None, list[Refusal]]:
        """Give a plan that every check lets through, or else what they refuse."""
        live = by_key(documents)
        unmappable = self._unmappable(live, live.keys() - by_key(former).keys())
        if unmappable:
            return None, unmappable
        content = self._content([self._telling(live[key]) for key in sorted(live)])
        graphs = content.graphs()
        changes = list(iter_changes(current, graphs, self._minter))
        failed = self._admission.check(content, graphs, self._unchecked(live, changes, current))
        plan = _Plan(
            documents=documents,
            graphs=graphs,
            changes=changes,
            unsure=content.resolution.unsure,
        )
        return (None, failed) if failed else (plan, [])

    def _unmappable(
        self, live: dict[ArticleKey, list[LiveArticle]], keys: Iterable[ArticleKey]
    ) -> list[Refusal]:
        fresh = sorted(set(keys) - self._tried)
        self._tried.update(fresh)
        tried = (refuse_unmappable(self._telling(live[key]), self._content) for key in fresh)
        return [refusal for refusal in tried if refusal]

    def _telling(self, standing: list[LiveArticle]) -> Telling:
        names = "\n".join(one.line() for one in standing)
        if names not in self._tellings:
            amended = self._amender.amend(load_telling(standing, self._library))
            key = amended.telling.article.key
            self._idle |= dict.fromkeys(tell_idle(one, key) for one in amended.idle)
            self._tellings[names] = amended.telling
        return self._tellings[names]

    def _content(self, tellings: list[Telling]) -> Content:
        return Content(
            tellings=tellings,
            resolution=resolve(tellings, self._gazetteer, self._knowledge_base, self._judgements),
            minter=self._minter,
            rules=RULES_VERSION,
            knowledge_base=self._knowledge_base.name,
            judgements=self._judgements,
        )

    def _unchecked(
        self,
        live: dict[ArticleKey, list[LiveArticle]],
        changes: list[Change],
        current: Generation | None,
    ) -> set[ArticleKey]:
        """Name the articles whose own graph is new; all when other shapes have let them in."""
        if current is None or current.manifest.versions != self._versions:
            return set(live)
        changed = {change.graph for change in changes if change.added}
        return {key for key in live if self._minter.article_graph(key) in changed}

    def _stands(self, current: Generation | None, documents: Documents) -> bool:
        """Say whether the graph is that of these documents, which is all that it depends on."""
        if current is None:
            return not documents
        same = current.read_lines(FILE) == _lines(documents)
        return same and current.manifest.versions == self._versions

    def _publish(self, writer: Writer, plan: _Plan) -> Generation:
        draft = writer.clone()
        try:
            manifest = self._fill(writer, draft, plan)
            generation = writer.publish(draft, manifest)
        except BaseException:
            writer.discard(draft)
            raise
        writer.prune(self._keep)
        return generation

    def _fill(self, writer: Writer, draft: Draft, plan: _Plan) -> Manifest:
        current = writer.store.find_current()
        digest = ContentDigest(current.manifest.digest if current else "0")
        store = draft.open()
        with database_errors(draft.path):
            apply(store, plan.changes, digest)
        dead = (current.tombstones() if current else frozenset()) | subjects(plan.changes)
        gone = {iri for iri in dead if self._minter.key_of(iri) and not self._lives(iri, store)}
        draft.write_lines(TOMBSTONES, sorted(gone))
        draft.write_lines(FILE, _lines(plan.documents))
        draft.write_lines(GRAPHS, digest_lines(plan.graphs))
        draft.write_lines(doubts.FILE, _doubtful(plan.unsure))
        return self._manifest(store, digest)

    def _lives(self, iri: str, store: Store) -> bool:
        """Say whether anything that hkgraph builds describes a node."""
        quads = store.quads_for_pattern(NamedNode(iri), None, None, None)
        names = (q.graph_name for q in quads)
        return any(isinstance(n, NamedNode) and self._minter.is_managed(n.value) for n in names)

    def _manifest(self, store: Store, digest: ContentDigest) -> Manifest:
        return Manifest(
            digest=digest.hexdigest(),
            base_iri=self._minter.base,
            counts=count_things(store),
            versions=self._versions,
            user_graphs=user_graphs(store, self._minter),
        )

    def _check_base(self, current: Generation | None) -> None:
        if current and current.manifest.base_iri != self._minter.base:
            raise SettingsError(
                f"the store's IRIs begin with {current.manifest.base_iri},"
                f" the setting says {self._minter.base}",
                hint="Set HKGRAPH_BASE_IRI to the store's base, or build into a new store.",
            )


def _lines(documents: Documents) -> list[str]:
    """Give the list of live articles."""
    return sorted(one.line() for version in documents.values() for one in version)


def _doubtful(pairs: Iterable[Pair]) -> list[str]:
    """Give the list of pairs that a person should look at."""
    found = (
        doubts.Doubt(score=one.score, left=one.left, right=one.right, reasons=one.reasons)
        for one in pairs
    )
    return [one.line() for one in sorted(found)]


def _quarantined(one: Refusal, documents: Documents, former: Documents) -> Quarantined:
    live = by_key(documents)[one.key][0]
    version = documents[live.document.key]
    reasons = one.reasons
    if former.get(live.document.key, version) != version:
        names = ", ".join(live.document.names)
        reasons += (f"The version of {names} before this one stays in the graph.",)
    return Quarantined(
        live=live, version=version, headline=one.headline, reasons=reasons, turtle=one.turtle
    )
