"""Articles that did not pass, each with its reasons; taken up again by ``quarantine retry``."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.errors import UsageError
from hkgraph.store.files import write_whole
from hkgraph.store.live import LiveArticle

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """One article outside the graph.

    Attributes:
        headline: For people who read the list.
        reasons: One line each.
        turtle: The validation report, if it was the shapes that refused the article.
    """

    live: LiveArticle
    headline: str
    reasons: tuple[str, ...]
    turtle: str = ""


@dataclass(frozen=True, slots=True)
class Quarantine:
    """The folder ``quarantine/`` of a store, one folder an article."""

    path: Path

    def put(self, one: Quarantined) -> None:
        """Keep an article with its reasons; the list of articles is written last."""
        folder = self.path / one.live.key
        write_whole(folder / "report.ttl", one.turtle.encode())
        write_whole(folder / "report.txt", "\n".join((one.headline, *one.reasons)).encode())
        write_whole(folder / "article.tsv", one.live.line().encode())

    def all(self) -> list[Quarantined]:
        """List what is here, by article key."""
        return [self._read(path.parent) for path in sorted(self.path.glob("*/article.tsv"))]

    def get(self, key: str) -> Quarantined:
        """Give one article.

        Raises:
            UsageError: There is no such article here.
        """
        if "/" in key or not (self.path / key / "article.tsv").exists():
            raise UsageError(
                f"no article {key!r} is in quarantine", hint="See: hkgraph quarantine list."
            )
        return self._read(self.path / key)

    def release(self, key: str) -> None:
        """Take an article out, if it is here."""
        shutil.rmtree(self.path / key, ignore_errors=True)

    def _read(self, folder: Path) -> Quarantined:
        headline, *reasons = (folder / "report.txt").read_text(encoding="utf-8").splitlines()
        return Quarantined(
            live=LiveArticle.parse((folder / "article.tsv").read_text(encoding="utf-8")),
            headline=headline,
            reasons=tuple(reasons),
            turtle=(folder / "report.ttl").read_text(encoding="utf-8"),
        )
