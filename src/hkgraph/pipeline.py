"""The way of the data: read, extract, resolve, map, validate, publish.

Every change of the managed graphs goes through ``Pipeline``, which computes what they should hold
from the live articles alone, so that neither order nor history can leak into the bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hkgraph.errors import UsageError
from hkgraph.intake import extract_missing, take_in
from hkgraph.own_words.in_use import using
from hkgraph.own_words.reading import load_words, words_folder
from hkgraph.publication import Publisher
from hkgraph.store.generations import StoreDir
from hkgraph.store.live import FILE, LiveArticle
from hkgraph.store.merge import Merged, by_document, merge
from hkgraph.store.quarantine import Quarantine, Quarantined
from hkgraph.store.texts import Library
from hkgraph.versions import digest_of, extraction_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from hkgraph.intake import Taken
    from hkgraph.settings import Settings
    from hkgraph.store.generations import Generation, Writer
    from hkgraph.store.merge import Version


@dataclass(slots=True)
class Outcome:
    """What came of one command that changes the graph.

    Attributes:
        generation: The new generation; None when nothing changed.
        taken: What came of each file.
        merged: What became of each document.
        extracted: How many articles were extracted and not taken from the library.
        live: Articles that are live now.
        warnings: Judgements that have no effect, one sentence each.
    """

    generation: Generation | None = None
    taken: list[Taken] = field(default_factory=list)
    merged: Merged | None = None
    extracted: int = 0
    quarantined: list[Quarantined] = field(default_factory=list)
    removed: list[LiveArticle] = field(default_factory=list)
    live: list[LiveArticle] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


class Pipeline:
    """Changes one store.

    Args:
        settings: Names the store, the base IRI and the number of workers.
        wait_seconds: How long to wait for another writer.
        shapes: Folder of the shapes, if not hkgraph's own.

    Raises:
        SettingsError: A row of the user's own words is wrong.
    """

    def __init__(
        self, settings: Settings, *, wait_seconds: float = 0.0, shapes: Path | None = None
    ) -> None:
        self._settings = settings
        self._shapes = shapes
        self._wait_seconds = wait_seconds
        self._store = StoreDir(settings.store)
        self._words = load_words(words_folder(settings))
        with using(self._words):
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
        with self._store.writing(wait_seconds=self._wait_seconds) as writer, using(self._words):
            for taken in take_in(paths, self._library, workers=self._settings.workers):
                outcome.taken.append(taken)
                outcome.extracted += taken.extracted
                report(taken)
            versions = [taken.articles for taken in outcome.taken if taken.articles]
            self._merge(writer, versions, outcome)
        return outcome

    def remove(self, names: Iterable[str], *, purge: bool = False) -> Outcome:
        """Take articles out of the graph, and out of quarantine.

        Args:
            names: Keys, IRIs or own addresses of articles.
            purge: Also forget the texts of all that is not live, and the generations before.

        Raises:
            EmptyStoreError: The store holds nothing.
            UsageError: No article has such a name.
        """
        if not self._quarantine.all():
            self._store.current()
        outcome = Outcome()
        with self._store.writing(wait_seconds=self._wait_seconds) as writer:
            live = self.live()
            named = [one for name in names for one in self._named(name, live)]
            outcome.removed = list(dict.fromkeys(named))
            for one in outcome.removed:
                self._quarantine.release(one.key)
            rest = [one for one in live if one not in outcome.removed]
            self._settle(writer, Merged(by_document(rest)), outcome)
            if purge:
                outcome.generation = self._purge(writer)
        return outcome

    def retry(self, keys: Iterable[str]) -> Outcome:
        """Take quarantined articles up again, each with the version that it came in.

        Raises:
            UsageError: No such article is in quarantine.
        """
        waiting = [self._quarantine.get(key).version for key in keys]
        outcome = Outcome()
        with self._store.writing(wait_seconds=self._wait_seconds) as writer:
            self._merge(writer, waiting, outcome)
        return outcome

    def rebuild(self) -> Outcome:
        """Publish the graph of the live articles anew where judgements or rules have changed."""
        outcome = Outcome()
        with self._store.writing(wait_seconds=self._wait_seconds) as writer:
            self._settle(writer, Merged(by_document(self.live())), outcome)
        return outcome

    def live(self) -> list[LiveArticle]:
        """List the live articles of the current generation."""
        current = self._store.find_current()
        return [LiveArticle.parse(line) for line in current.read_lines(FILE)] if current else []

    def _merge(self, writer: Writer, versions: Sequence[Version], outcome: Outcome) -> None:
        outcome.merged = merge(self.live(), versions)
        for conflict in outcome.merged.conflicting.values():
            outcome.quarantined += self._conflicts(conflict)
        self._settle(writer, outcome.merged, outcome)
        self._release(versions, outcome)

    def _release(self, versions: Iterable[Version], outcome: Outcome) -> None:
        """Let go of articles that passed, and of those that a version which passed replaces."""
        live = {(one.document.key, one.document.sha256) for one in outcome.live}
        passed = {v[0].document.key for v in versions if _identity(v) in live}
        passed -= {one.live.document.key for one in outcome.quarantined}
        for waiting in self._quarantine.all():
            if waiting.live.document.key in passed:
                self._quarantine.release(waiting.live.key)

    def _settle(self, writer: Writer, merged: Merged, outcome: Outcome) -> None:
        live = [one for version in merged.documents.values() for one in version]
        with using(self._words):
            fresh = extract_missing(live, self._library, workers=self._settings.workers)
            publisher = Publisher(self._library, self._settings, shapes=self._shapes)
            settled = publisher.settle(writer, merged.documents, by_document(self.live()))
        outcome.extracted += fresh
        outcome.generation = settled.generation
        outcome.live = [one for version in settled.documents.values() for one in version]
        outcome.quarantined += settled.refused
        outcome.warnings += settled.warnings
        for one in outcome.quarantined:
            self._quarantine.put(one)

    def _purge(self, writer: Writer) -> Generation | None:
        """Leave no byte of what is not live: two generations, both in new databases."""
        generation = self._store.find_current()
        if generation:
            writer.publish(writer.rewrite(), generation.manifest)
            generation = writer.publish(writer.clone(), generation.manifest)
            writer.prune(2)
        kept = {one.digest for one in self.live()}
        for waiting in self._quarantine.all():
            kept |= {one.digest for one in waiting.version}
        self._library.keep_only(kept)
        return generation

    def _conflicts(self, versions: Iterable[tuple[LiveArticle, ...]]) -> Iterator[Quarantined]:
        for version in versions:
            for one in version:
                name = ", ".join(one.document.names)
                yield Quarantined(
                    live=one,
                    version=version,
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
        found = [one for one in live if one.key == key]
        if self._quarantine.holds(key):
            found.append(self._quarantine.get(key).live)
        found = found or [
            one for one in live if self._library.load_article(one.digest, one.document).url == name
        ]
        if not found:
            raise UsageError(
                f"no article is called {name!r}", hint="Give its IRI, its key or its own address."
            )
        return found


def _identity(version: Version) -> tuple[str, str]:
    return version[0].document.key, version[0].document.sha256
