"""One generation on disk: published and read for ever, or in the making and seen by nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError
from pyoxigraph import Store

from hkgraph.errors import StoreError
from hkgraph.store.files import database_errors, store_errors, write_whole
from hkgraph.store.manifest import Manifest

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = "manifest.json"
TOMBSTONES = "tombstones.txt"
#: Digests of the managed graphs.
GRAPHS = "graphs.tsv"


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
    def database(self) -> Path:
        """Folder of the database."""
        return self.path / "db"

    @property
    def manifest(self) -> Manifest:
        """Digests and counts.

        Raises:
            StoreError: It is absent or broken.
        """
        path = self.path / MANIFEST
        try:
            with store_errors(path):
                return Manifest.model_validate_json(path.read_bytes())
        except ValidationError as exc:
            raise StoreError(
                f"{path} is broken: {exc.errors()[0]['msg']}",
                hint="Return to the generation before it: hkgraph rollback.",
            ) from exc

    def open(self) -> Store:
        """Open the database for reading; it stays correct even if the folder is pruned.

        Raises:
            StoreError: It is absent or broken.
        """
        with database_errors(self.path):
            return Store.read_only(str(self.database))

    def tombstones(self) -> frozenset[str]:
        """IRIs that were published once and are gone."""
        return frozenset(self.read_lines(TOMBSTONES))

    def read_lines(self, name: str) -> list[str]:
        """Read one of the lists beside the database; an absent one is empty."""
        path = self.path / name
        if not path.exists():
            return []
        with store_errors(path):
            # Not splitlines(), which also parts lines at signs that a file name may hold.
            return [line for line in path.read_text(encoding="utf-8").split("\n") if line]


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
        """Open the database for writing; flush it and let go of it before it is published."""
        with database_errors(self.path):
            return Store(str(self.db))

    def write_lines(self, name: str, lines: list[str]) -> None:
        """Write one of the lists beside the database."""
        write_whole(self.path / name, "".join(f"{line}\n" for line in lines).encode())
