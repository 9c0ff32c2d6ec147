"""Numbered, immutable generations of the graph and the pointer to the current one.

Invariants: a published generation is never written again; ``current`` always names a whole one;
numbers are never used twice; readers need no lock. A writer clones the current generation into a
folder ending in ``.part``, changes the clone, renames it and moves the pointer. What a crash
leaves behind (a ``.part`` folder, or a whole one that was never pointed to) is removed by the
next writer.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Store

from hkgraph.errors import EmptyStoreError, StoreError
from hkgraph.store.files import store_errors, sync_folder, write_whole
from hkgraph.store.lock import writer_lock
from hkgraph.store.manifest import Manifest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Generation:
    """One published snapshot.

    Attributes:
        path: Folder with ``db/``, ``manifest.json``, the list of live articles and tombstones.
    """

    path: Path

    @property
    def number(self) -> int:
        """The generation's number; higher is later."""
        return int(self.path.name)

    @property
    def manifest(self) -> Manifest:
        """Digests and counts."""
        return Manifest.model_validate_json((self.path / "manifest.json").read_bytes())

    def open(self) -> Store:
        """Open the database for reading; it stays correct even if the folder is pruned."""
        with store_errors(self.path):
            return Store.read_only(str(self.path / "db"))

    def tombstones(self) -> frozenset[str]:
        """IRIs that were published once and are gone."""
        return frozenset(self.read_lines("tombstones.txt"))

    def read_lines(self, name: str) -> list[str]:
        """Read one of the lists beside the database; an absent one is empty."""
        path = self.path / name
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@dataclass(frozen=True, slots=True)
class StoreDir:
    """A store on disk."""

    path: Path

    @property
    def generations_path(self) -> Path:
        """The folder of all generations."""
        return self.path / "generations"

    @property
    def pointer(self) -> Path:
        """The symbolic link to the current generation."""
        return self.path / "current"

    def current(self) -> Generation:
        """Give the generation that readers should see.

        Raises:
            EmptyStoreError: Nothing has been published here.
        """
        if not self.pointer.exists():
            raise EmptyStoreError(
                f"{self.path} holds no published graph",
                hint="Build one: hkgraph build ARTICLES --store DIR.",
            )
        return Generation(self.pointer.resolve())

    def find_current(self) -> Generation | None:
        """Give the current generation, or None before the first."""
        return self.current() if self.pointer.exists() else None

    def all(self) -> list[Generation]:
        """List the published generations, oldest first."""
        found = [p for p in self.generations_path.glob("*") if (p / PUBLISHED).exists()]
        return sorted((Generation(p) for p in found), key=lambda g: g.number)

    def open_current(self) -> Store:
        """Open the current generation; tries again when it was pruned just now."""
        for _ in range(3):
            generation = self.current()
            if (generation.path / "db").exists():
                return generation.open()
        raise StoreError(f"{self.path}: the current generation is gone", hint="Build again.")

    @contextmanager
    def writing(self, *, wait_seconds: float = 0.0) -> Iterator[Writer]:
        """Hold the store's only writer.

        Raises:
            StoreLockedError: Somebody else is writing.
        """
        with store_errors(self.path):
            self.generations_path.mkdir(parents=True, exist_ok=True)
            with writer_lock(self.path / "lock", wait_seconds=wait_seconds):
                _remove_leftovers(self)
                yield Writer(self)


@dataclass(frozen=True, slots=True)
class Draft:
    """A generation in the making; nobody sees it before it is published."""

    path: Path
    number: int

    @property
    def db(self) -> Path:
        """Where its database is."""
        return self.path / "db"

    def open(self) -> Store:
        """Open the database for writing."""
        return Store(str(self.db))

    def write_lines(self, name: str, lines: list[str]) -> None:
        """Write one of the lists beside the database."""
        write_whole(self.path / name, "".join(f"{line}\n" for line in lines).encode())


@dataclass(frozen=True, slots=True)
class Writer:
    """What only the holder of the lock may do."""

    store: StoreDir

    def clone(self) -> Draft:
        """Begin a generation as a copy of the current one, sharing its blocks on disk."""
        number = self._next_number()
        path = self.store.generations_path / f"{number:06d}.part"
        path.mkdir()
        current = self.store.find_current()
        if current is None:
            (path / "db").mkdir()
        else:
            current.open().backup(str(path / "db"))
            for name in ("articles.tsv", "tombstones.txt"):
                if (current.path / name).exists():
                    shutil.copyfile(current.path / name, path / name)
        return Draft(path, number)

    def publish(self, draft: Draft, manifest: Manifest) -> Generation:
        """Make a draft the current generation, in one step for every reader."""
        write_whole(draft.path / "manifest.json", manifest.model_dump_json(indent=2).encode())
        final = draft.path.with_suffix("")
        draft.path.rename(final)
        sync_folder(self.store.generations_path)
        self.point_to(Generation(final))
        return Generation(final)

    def republish(self) -> Generation:
        """Publish the current generation once more, so that the one before it may go."""
        manifest = self.store.current().manifest
        return self.publish(self.clone(), manifest)

    def discard(self, draft: Draft) -> None:
        """Remove a draft that is not to be published."""
        shutil.rmtree(draft.path, ignore_errors=True)

    def point_to(self, generation: Generation) -> None:
        """Move the pointer to a whole generation."""
        fresh = self.store.path / "current.part"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(f"generations/{generation.path.name}")
        fresh.replace(self.store.pointer)
        sync_folder(self.store.path)
        (generation.path / PUBLISHED).touch()

    def prune(self, keep: int) -> list[int]:
        """Remove old generations, never the current one or the one before it.

        Args:
            keep: How many of the newest to keep, at least 2.
        """
        generations = self.store.all()
        current = self.store.current().number
        before = max((g.number for g in generations if g.number < current), default=None)
        newest = {g.number for g in generations[-max(keep, 2) :]}
        gone = [g for g in generations if g.number not in newest | {current, before}]
        for generation in gone:
            shutil.rmtree(generation.path)
        return [generation.number for generation in gone]

    def _next_number(self) -> int:
        last = self.store.generations_path / "last"
        used = [int(p.name[:6]) for p in self.store.generations_path.glob("[0-9]*")]
        if last.exists():
            used.append(int(last.read_text(encoding="ascii")))
        number = max(used, default=0) + 1
        write_whole(last, str(number).encode())
        return number


def _remove_leftovers(store: StoreDir) -> None:
    current = store.find_current()
    if current and not (current.path / PUBLISHED).exists():
        (current.path / PUBLISHED).touch()
    for path in store.generations_path.glob("[0-9]*"):
        if path.suffix == ".part" or not (path / PUBLISHED).exists():
            shutil.rmtree(path)


def roll_back(store: StoreDir, number: int | None = None) -> Generation:
    """Point to an earlier generation (by default the one before the current).

    Raises:
        StoreError: There is no such generation.
    """
    with store.writing() as writer:
        current = store.current().number
        published = {g.number: g for g in store.all()}
        target = number or max((n for n in published if n < current), default=0)
        if target not in published:
            raise StoreError(
                f"there is no generation {target}" if target else "there is no earlier generation",
                hint=f"Use one of: {', '.join(map(str, published)) or '(none)'}.",
            )
        writer.point_to(published[target])
        return published[target]
