"""From a list of live articles to a published generation: resolve, map, validate, publish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.errors import SettingsError
from hkgraph.extraction.extractor import RULES_VERSION
from hkgraph.extraction.gazetteer import load_gazetteer
from hkgraph.graph.content import Content
from hkgraph.graph.iri import Minter
from hkgraph.graph.small import Descriptions
from hkgraph.identity.keys import KnownName
from hkgraph.identity.knowledge_base import KnowledgeBase
from hkgraph.identity.resolution import resolve
from hkgraph.resources import resource
from hkgraph.store.changes import apply, count_things, iter_changes, managed_graphs, subjects
from hkgraph.store.live import FILE, by_key, load_telling
from hkgraph.store.manifest import ContentDigest, Manifest
from hkgraph.store.merge import without_article
from hkgraph.store.quarantine import Quarantined
from hkgraph.validation.gate import Gate
from hkgraph.versions import build_versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import NamedNode, Store, Triple

    from hkgraph.model import ArticleKey, DocumentKey, Telling
    from hkgraph.store.changes import Change
    from hkgraph.store.generations import Generation, Writer
    from hkgraph.store.library import Library
    from hkgraph.store.merge import Version

Documents = dict["DocumentKey", "Version"]
Graphs = dict["NamedNode", set["Triple"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What was published.

    Attributes:
        generation: The new generation; None when the graph is as it was.
        documents: The live documents.
        refused: Articles that the shapes keep out.
    """

    generation: Generation | None
    documents: Documents
    refused: tuple[Quarantined, ...]


class Publisher:
    """Publishes the graph of whatever articles are live.

    Args:
        base_iri: What IRIs of data begin with; one store keeps to one base.
        keep: Generations to keep.
    """

    def __init__(self, library: Library, *, base_iri: str, keep: int) -> None:
        self._library = library
        self._minter = Minter(base_iri)
        self._keep = keep
        self._knowledge_base = KnowledgeBase(resource("data") / "wikidata")
        self._gazetteer = {
            row.id: KnownName(name=row.name, name_zh=row.name_zh)
            for row in load_gazetteer().rows.values()
        }
        self._gate = Gate(resource("shapes"), resource("ontology"))

    def settle(self, writer: Writer, documents: Documents, former: Documents) -> Settled:
        """Publish the graph of the live documents, leaving out what the shapes refuse.

        Args:
            documents: What should be live.
            former: What is live now; a document falls back to it when its new version fails.
        """
        current = writer.store.find_current()
        standing = current.open() if current else None
        self._check_base(current)
        tellings: dict[ArticleKey, Telling] = {}
        refused: list[Quarantined] = []
        while True:
            content = self._content(documents, tellings)
            graphs = content.graphs()
            changes = list(iter_changes(standing, graphs, self._minter))
            failed = self._refuse(content, graphs, changes, documents)
            if not failed:
                break
            refused += failed
            for one in failed:
                documents = without_article(documents, one.live.key, former)
        lists = {FILE: _lines(documents)}
        unchanged = current and not changes and current.read_lines(FILE) == lists[FILE]
        generation = None if unchanged else self._publish(writer, content, changes, lists)
        return Settled(generation=generation, documents=documents, refused=tuple(refused))

    def _content(self, documents: Documents, tellings: dict[ArticleKey, Telling]) -> Content:
        standing = by_key(documents)
        for key in standing.keys() - tellings.keys():
            tellings[key] = load_telling(standing[key], self._library)
        chosen = [tellings[key] for key in sorted(standing)]
        return Content(
            tellings=chosen,
            resolution=resolve(chosen, self._gazetteer, self._knowledge_base),
            minter=self._minter,
            rules=RULES_VERSION,
            knowledge_base=self._knowledge_base.name,
        )

    def _refuse(
        self, content: Content, graphs: Graphs, changes: Iterable[Change], documents: Documents
    ) -> list[Quarantined]:
        """Check each article whose own graph changed, in its small graph."""
        changed = {change.graph for change in changes if change.added}
        shared = Descriptions.of(t for graph in self._shared() for t in graphs[graph])
        standing = by_key(documents)
        failed: list[Quarantined] = []
        for telling in content.tellings:
            key = telling.article.key
            graph = self._minter.article_graph(key)
            if graph not in changed:
                continue
            node = self._minter.node(f"article/{key}")
            small = shared.small_graph(node, graphs[graph], telling.article.text)
            verdict = self._gate.check(small)
            if not verdict.conforms:
                reasons = tuple(" ".join(r.to_text().split()) for r in verdict.violations)
                failed.append(
                    Quarantined(
                        live=standing[key][0],
                        headline=telling.article.headline,
                        reasons=reasons,
                        turtle=verdict.turtle,
                    )
                )
        return failed

    def _publish(
        self,
        writer: Writer,
        content: Content,
        changes: list[Change],
        lists: Mapping[str, list[str]],
    ) -> Generation:
        draft = writer.clone()
        current = writer.store.find_current()
        digest = ContentDigest(current.manifest.digest if current else "0")
        store = draft.open()
        apply(store, changes, digest)
        manifest = self._manifest(store, digest)
        del store
        minted = content.iris()
        gone = (current.tombstones() if current else set()) | subjects(changes)
        gone = {iri for iri in gone - minted if self._minter.key_of(iri)}
        draft.write_lines("tombstones.txt", sorted(gone))
        for name, lines in lists.items():
            draft.write_lines(name, lines)
        generation = writer.publish(draft, manifest)
        writer.prune(self._keep)
        return generation

    def _manifest(self, store: Store, digest: ContentDigest) -> Manifest:
        managed = managed_graphs(store, self._minter)
        users = {str(g) for g in store.named_graphs() if g not in managed}
        return Manifest(
            digest=digest.hexdigest(),
            base_iri=self._minter.base,
            counts=count_things(store),
            versions=build_versions(),
            user_graphs=tuple(sorted(users)),
        )

    def _check_base(self, current: Generation | None) -> None:
        if current and current.manifest.base_iri != self._minter.base:
            raise SettingsError(
                f"the store's IRIs begin with {current.manifest.base_iri},"
                f" the setting says {self._minter.base}",
                hint="Set HKGRAPH_BASE_IRI to the store's base, or build into a new store.",
            )

    def _shared(self) -> tuple[NamedNode, ...]:
        minter = self._minter
        return minter.sources, minter.entities, minter.facts, minter.links


def _lines(documents: Documents) -> list[str]:
    return sorted(one.line() for version in documents.values() for one in version)
