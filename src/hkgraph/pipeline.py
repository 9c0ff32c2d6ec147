"""The way of the data: read, extract, resolve, map, validate, publish.

Every change of the managed graphs goes through ``Pipeline``, which computes what they should hold
from the live articles alone, so that neither order nor history can leak into the bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hkgraph.errors import UsageError
from hkgraph.intake import extract_missing, take_in
from hkgraph.publication import Publisher
from hkgraph.store.generations import StoreDir
from hkgraph.store.library import Library
from hkgraph.store.live import FILE, LiveArticle
from hkgraph.store.merge import Merged, by_document, merge
from hkgraph.store.quarantine import Quarantine, Quarantined
from hkgraph.versions import digest_of, extraction_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from hkgraph.intake import Taken
    from hkgraph.settings import Settings
    from hkgraph.store.generations import Generation, Writer


@dataclass(slots=True)
class Outcome:
    """What came of one command that changes the graph.

    Attributes:
        generation: The new generation; None when nothing changed.
        taken: What came of each file.
        merged: What became of each document.
        extracted: How many articles were extracted and not taken from the library.
        live: Articles that are live now.
    """

    generation: Generation | None = None
    taken: list[Taken] = field(default_factory=list)
    merged: Merged | None = None
    extracted: int = 0
    quarantined: list[Quarantined] = field(default_factory=list)
    removed: list[LiveArticle] = field(default_factory=list)
    live: list[LiveArticle] = field(default_factory=list)


class Pipeline:
    """Changes one store.

    Args:
        settings: Names the store, the base IRI and the number of workers.
        wait_seconds: How long to wait for another writer.
    """

    def __init__(self, settings: Settings, *, wait_seconds: float = 0.0) -> None:
        self._settings = settings
        self._wait_seconds = wait_seconds
        self._store = StoreDir(settings.store)
        self._library = Library(settings.store, digest_of(extraction_versions()))
        self._quarantine = Quarantine(settings.store / "quarantine")

    def build(
        self, paths: Sequence[Path], report: Callable[[Taken], None] = lambda _: None
    ) -> Outcome:
        """Take files in and publish the graph of all live articles.

        Args:
            paths: Files to read.
            report: Called for each file as it is done.
        """
        outcome = Outcome()
        with self._store.writing(wait_seconds=self._wait_seconds) as writer:
            for taken in take_in(paths, self._library, workers=self._settings.workers):
                outcome.taken.append(taken)
                outcome.extracted += taken.extracted
                report(taken)
            versions = [taken.articles for taken in outcome.taken if taken.articles]
            outcome.merged = merge(self.live(), versions)
            for conflict in outcome.merged.conflicting.values():
                outcome.quarantined += self._conflicts(conflict)
            self._settle(writer, outcome.merged, outcome)
        return outcome

    def remove(self, names: Iterable[str], *, purge: bool = False) -> Outcome:
        """Take articles out of the graph.

        Args:
            names: Keys, IRIs or own addresses of articles.
            purge: Also forget their texts and extracts, and the generations that held them.

        Raises:
            UsageError: No live article has such a name.
        """
        outcome = Outcome()
        with self._store.writing(wait_seconds=self._wait_seconds) as writer:
            live = self.live()
            outcome.removed = [one for name in names for one in self._named(name, live)]
            rest = [one for one in live if one not in outcome.removed]
            self._settle(writer, Merged(by_document(rest)), outcome)
            if purge:
                writer.republish()
                writer.prune(2)
                for one in outcome.removed:
                    self._library.forget(one.digest)
        return outcome

    def retry(self, keys: Iterable[str]) -> Outcome:
        """Take quarantined articles up again.

        Raises:
            UsageError: No such article is in quarantine.
        """
        outcome = Outcome()
        with self._store.writing(wait_seconds=self._wait_seconds) as writer:
            waiting = [self._quarantine.get(key).live for key in keys]
            outcome.merged = merge(self.live(), by_document(waiting).values())
            self._settle(writer, outcome.merged, outcome)
        return outcome

    def live(self) -> list[LiveArticle]:
        """List the live articles of the current generation."""
        current = self._store.find_current()
        return [LiveArticle.parse(line) for line in current.read_lines(FILE)] if current else []

    def _settle(self, writer: Writer, merged: Merged, outcome: Outcome) -> None:
        live = [one for version in merged.documents.values() for one in version]
        outcome.extracted += extract_missing(live, self._library, workers=self._settings.workers)
        publisher = Publisher(
            self._library,
            base_iri=self._settings.base_iri,
            keep=self._settings.keep_generations,
        )
        settled = publisher.settle(writer, merged.documents, by_document(self.live()))
        outcome.generation = settled.generation
        outcome.live = [one for version in settled.documents.values() for one in version]
        outcome.quarantined += settled.refused
        for one in outcome.quarantined:
            self._quarantine.put(one)
        for key in {one.key for one in outcome.live} - {q.live.key for q in outcome.quarantined}:
            self._quarantine.release(key)

    def _conflicts(self, versions: Iterable[tuple[LiveArticle, ...]]) -> Iterator[Quarantined]:
        for version in versions:
            for one in version:
                name = ", ".join(one.document.names)
                yield Quarantined(
                    live=one,
                    headline=self._library.load_article(one.digest, one.document).headline,
                    reasons=(
                        (
                            f"{name}: another version of {one.document.url} came with the same"
                            " command, and no date says which is later. Build one of them alone."
                        ),
                    ),
                )

    def _named(self, name: str, live: list[LiveArticle]) -> list[LiveArticle]:
        key = name.removeprefix(f"{self._settings.base_iri}article/")
        found = [one for one in live if one.key == key] or [
            one for one in live if self._library.load_article(one.digest, one.document).url == name
        ]
        if not found:
            raise UsageError(
                f"no live article is called {name!r}",
                hint="Give its IRI, its key or its own address.",
            )
        return found
