"""Articles that did not pass, each with its reasons; taken up again by ``quarantine retry``."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.errors import UsageError
from hkgraph.store.files import store_errors, write_whole
from hkgraph.store.live import LiveArticle

if TYPE_CHECKING:
    from pathlib import Path

    from hkgraph.store.merge import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """One article outside the graph.

    Attributes:
        version: All articles of the document's version that it came in, to be taken up together.
        headline: For people who read the list.
        reasons: One line each.
        turtle: The validation report, if it was the shapes that refused the article.
    """

    live: LiveArticle
    version: Version
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
        articles = (one.live, *(other for other in one.version if other != one.live))
        write_whole(folder / "report.ttl", one.turtle.encode())
        lines = (" ".join(line.split()) for line in (one.headline, *one.reasons))
        write_whole(folder / "report.txt", "\n".join(lines).encode())
        write_whole(folder / "article.tsv", "\n".join(a.line() for a in articles).encode())

    def all(self) -> list[Quarantined]:
        """List what is here, by article key."""
        return [self._read(path.parent) for path in sorted(self.path.glob("*/article.tsv"))]

    def get(self, key: str) -> Quarantined:
        """Give one article.

        Raises:
            UsageError: There is no such article here.
        """
        if not self.holds(key):
            raise UsageError(
                f"no article {key!r} is in quarantine", hint="See: hkgraph quarantine list."
            )
        return self._read(self.path / key)

    def holds(self, key: str) -> bool:
        """Say whether an article is here."""
        return "/" not in key and (self.path / key / "article.tsv").exists()

    def release(self, key: str) -> None:
        """Take an article out, if it is here; the list of articles goes first."""
        (self.path / key / "article.tsv").unlink(missing_ok=True)
        shutil.rmtree(self.path / key, ignore_errors=True)

    def _read(self, folder: Path) -> Quarantined:
        with store_errors(folder):
            headline, *reasons = (folder / "report.txt").read_text(encoding="utf-8").split("\n")
            lines = (folder / "article.tsv").read_text(encoding="utf-8").split("\n")
            turtle = (folder / "report.ttl").read_text(encoding="utf-8")
        version = tuple(map(LiveArticle.parse, lines))
        return Quarantined(
            live=version[0],
            version=version,
            headline=headline,
            reasons=tuple(reasons),
            turtle=turtle,
        )
