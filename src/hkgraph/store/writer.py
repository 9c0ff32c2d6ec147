"""What only the holder of the lock may do: make, publish and prune generations.

Each step leaves the folder in a state that readers and the next writer understand, wherever the
process dies: a draft ends in ``.part`` until it is whole, and a generation bears its mark from
when it was pointed to until it is being removed.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.errors import StoreError
from hkgraph.store import doubts
from hkgraph.store.files import PARTIAL, database_errors, store_errors, sync_folder, write_whole
from hkgraph.store.generation import GRAPHS, MANIFEST, TOMBSTONES, Draft, Generation
from hkgraph.store.live import FILE

if TYPE_CHECKING:
    from pathlib import Path

    from hkgraph.store.generations import StoreDir
    from hkgraph.store.manifest import Manifest

PUBLISHED = "published"
_TRIES = 3
#: Parts of a store where a process that dies may leave partial files.
_FOLDERS = ("generations", "texts", "extracts", "quarantine/*", "tokens")


@dataclass(frozen=True, slots=True)
class Writer:
    """Changes a store whose lock is held."""

    store: StoreDir

    def clone(self) -> Draft:
        """Begin a generation as a copy of the current one, sharing its blocks on disk.

        Raises:
            StoreError: The current generation cannot be opened, or the disk is full.
        """
        current = self.store.find_current()
        draft = self._draft()
        if current is None:
            draft.db.mkdir()
            return draft
        standing = current.open()
        with database_errors(draft.path):
            standing.backup(str(draft.db))
        self._copy_lists(current, draft)
        return draft

    def rewrite(self) -> Draft:
        """Begin a generation with the current one's quads in a new database.

        A clone keeps the words of removed quads in its files; this one never had them. It takes
        time and space for all quads.
        """
        current = self.store.current()
        draft = self._draft()
        fresh, standing = draft.open(), current.open()
        with database_errors(draft.path):
            fresh.bulk_extend(standing)
            fresh.flush()
        self._copy_lists(current, draft)
        return draft

    def publish(self, draft: Draft, manifest: Manifest) -> Generation:
        """Make a draft the current generation, in one step for every reader."""
        write_whole(draft.path / MANIFEST, manifest.model_dump_json(indent=2).encode())
        final = draft.path.with_suffix("")
        draft.path.rename(final)
        sync_folder(self.store.generations_path)
        self.point_to(Generation(final))
        return Generation(final)

    def discard(self, draft: Draft) -> None:
        """Remove a draft that is not to be published."""
        shutil.rmtree(draft.path, ignore_errors=True)

    def point_to(self, generation: Generation) -> None:
        """Move the pointer to a whole generation."""
        fresh = self.store.path / f"current{PARTIAL}"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(f"generations/{generation.path.name}")
        fresh.replace(self.store.pointer)
        sync_folder(self.store.path)
        (generation.path / PUBLISHED).touch()

    def prune(self, keep: int) -> list[int]:
        """Remove old generations, never the current one or the one before it.

        Args:
            keep: How many of the newest to keep, at least 2.

        Returns:
            The numbers of those removed.
        """
        generations = self.store.all()
        current = self.store.current().number
        before = max((g.number for g in generations if g.number < current), default=None)
        newest = {g.number for g in generations[-max(keep, 2) :]}
        gone = [g for g in generations if g.number not in newest | {current, before}]
        for generation in gone:
            (generation.path / PUBLISHED).unlink()
            _remove(generation.path)
        return [generation.number for generation in gone]

    def remove_leftovers(self) -> None:
        """Remove what a process left behind that died while it held the lock."""
        current = self.store.find_published()
        if current:
            (current.path / PUBLISHED).touch()
        for path in self.store.generations_path.glob("[0-9]*"):
            if path.is_dir() and not (path / PUBLISHED).exists():
                _remove(path)
        (self.store.path / f"current{PARTIAL}").unlink(missing_ok=True)
        for folder in _FOLDERS:
            for path in self.store.path.glob(f"{folder}/*{PARTIAL}"):
                path.unlink()

    def _draft(self) -> Draft:
        number = self._next_number()
        path = self.store.generations_path / f"{number:06d}{PARTIAL}"
        path.mkdir()
        return Draft(path, number)

    def _next_number(self) -> int:
        last = self.store.generations_path / "last"
        used = [int(p.stem) for p in self.store.generations_path.glob("[0-9]*") if _is_number(p)]
        if last.exists():
            used.append(_read_number(last))
        number = max(used, default=0) + 1
        write_whole(last, str(number).encode())
        return number

    def _copy_lists(self, current: Generation, draft: Draft) -> None:
        for name in (FILE, GRAPHS, TOMBSTONES, doubts.FILE):
            if (current.path / name).exists():
                shutil.copyfile(current.path / name, draft.path / name)


def _remove(path: Path) -> None:
    """Remove a folder in which a server may be writing or renaming an index."""
    for _ in range(_TRIES):
        shutil.rmtree(path, ignore_errors=True)
        if not path.exists():
            return
    shutil.rmtree(path)


def _is_number(path: Path) -> bool:
    return path.stem.isascii() and path.stem.isdigit()


def _read_number(path: Path) -> int:
    with store_errors(path):
        text = path.read_text(encoding="utf-8", errors="replace").strip()
    if not (text.isascii() and text.isdigit()):
        raise StoreError(
            f"{path} holds {text!r} and no number",
            hint="Write the highest number that a generation of this store ever had into it.",
        )
    return int(text)
