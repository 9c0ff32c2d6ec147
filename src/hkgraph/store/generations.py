"""Numbered, immutable generations of the graph and the pointer to the current one.

Invariants: a published generation is never written again; ``current`` always names a whole one;
numbers are never used twice; readers need no lock. A writer clones the current generation into a
folder ending in ``.part``, changes the clone, renames it and moves the pointer. What a crash
leaves behind (a ``.part`` folder, or a whole one that was never pointed to) is removed by the
next writer.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.errors import EmptyStoreError, StoreError
from hkgraph.store.files import store_errors
from hkgraph.store.generation import Draft, Generation
from hkgraph.store.lock import writer_lock
from hkgraph.store.writer import PUBLISHED, Writer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Store

__all__ = ["Draft", "Generation", "StoreDir", "Writer", "roll_back"]

_TRIES = 3
#: What may stand in the folder of a store.
_PARTS = frozenset(
    [
        *("generations", "current", "current.part", "lock", "texts", "extracts"),
        *("quarantine", "judgements", "tokens", "words"),
    ]
)


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
            StoreError: The pointer leads nowhere.
        """
        generation = self.find_current()
        if generation is None:
            raise EmptyStoreError(
                f"{self.path} holds no published graph",
                hint="Build one: hkgraph build ARTICLES --store DIR.",
            )
        return generation

    def find_current(self) -> Generation | None:
        """Give the current generation, or None before the first.

        Raises:
            StoreError: The pointer leads nowhere; a build must not take that for an empty store.
        """
        generation = self.find_published()
        if generation is None and (self.pointer.is_symlink() or self.pointer.exists()):
            raise StoreError(
                f"{self.pointer} does not point to a generation", hint=self._way_back()
            )
        return generation

    def find_published(self) -> Generation | None:
        """Give what the pointer names, or None where that is no generation."""
        if not self.pointer.is_symlink():
            return None
        path = self.generations_path / self.pointer.readlink().name
        return Generation(path) if _is_numbered(path) and path.is_dir() else None

    def all(self) -> list[Generation]:
        """List the published generations, oldest first."""
        found = {p for p in self.generations_path.glob("[0-9]*") if (p / PUBLISHED).exists()}
        current = self.find_published()
        if current:
            found.add(current.path)
        return sorted((Generation(p) for p in found if _is_numbered(p)), key=lambda g: g.number)

    def open_current(self) -> Store:
        """Open the current generation for reading.

        Raises:
            EmptyStoreError: Nothing has been published here.
            StoreError: It cannot be opened.
        """
        return self.open_snapshot()[1]

    def open_snapshot(self) -> tuple[Generation, Store]:
        """Open the current generation; tries again when it was pruned just now.

        Raises:
            EmptyStoreError: Nothing has been published here.
            StoreError: It cannot be opened.
        """
        for _ in range(_TRIES):
            generation = self.current()
            try:
                return generation, generation.open()
            except StoreError:
                if self.current() == generation:
                    raise
        raise StoreError(
            f"{self.path} was changed while it was being opened", hint="Run the command again."
        )

    @contextmanager
    def writing(self, *, wait_seconds: float = 0.0) -> Iterator[Writer]:
        """Hold the store's only writer.

        Raises:
            StoreLockedError: Somebody else is writing.
            StoreError: The folder cannot be written, or holds other things than a store.
        """
        with store_errors(self.path):
            self.check_folder()
            self.generations_path.mkdir(parents=True, exist_ok=True)
            with writer_lock(self.path / "lock", wait_seconds=wait_seconds):
                writer = Writer(self)
                writer.remove_leftovers()
                yield writer

    def _way_back(self) -> str:
        numbers = ", ".join(str(one.number) for one in self.all())
        if not numbers:
            return "No generation is left here: build into a new folder."
        first = "" if self.pointer.is_symlink() else f"Remove {self.pointer}. "
        return f"{first}Point to one of {numbers}: hkgraph rollback NUMBER."

    def check_folder(self) -> None:
        """Check that the folder is absent, empty or a store.

        Raises:
            StoreError: It holds other things.
        """
        if self.path.exists() and not self.path.is_dir():
            raise StoreError(
                f"{self.path} is a file and no store", hint="Name a folder with --store."
            )
        names = {p.name for p in self.path.glob("*") if not p.name.startswith(".")}
        if names and not names & _PARTS:
            raise StoreError(
                f"{self.path} is no store: it holds {min(names)}",
                hint="Name an empty or a new folder with --store.",
            )


def roll_back(
    store: StoreDir, number: int | None = None, *, wait_seconds: float = 0.0
) -> Generation:
    """Point to an earlier generation (by default the one before the current).

    Raises:
        EmptyStoreError: Nothing has been published here.
        StoreError: There is no such generation.
    """
    if not store.all():
        store.current()
    with store.writing(wait_seconds=wait_seconds) as writer:
        current = store.find_published()
        published = {g.number: g for g in store.all()}
        before = [n for n in published if current and n < current.number]
        target = number if number is not None else max(before, default=None)
        if target not in published:
            raise StoreError(
                "there is no earlier generation"
                if target is None
                else f"there is no generation {target}",
                hint=f"Use one of: {', '.join(map(str, published)) or '(none)'}.",
            )
        writer.point_to(published[target])
        return published[target]


def _is_numbered(path: Path) -> bool:
    return path.name.isascii() and path.name.isdigit()
