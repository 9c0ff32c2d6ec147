"""Article texts and extracts by content hash: what was computed is not computed twice."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from hkgraph.errors import StoreError
from hkgraph.model import Article, DocumentKey, Extract, SourceDocument
from hkgraph.store.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_ARTICLE = TypeAdapter(Article)
_EXTRACT = TypeAdapter(Extract)
_NOWHERE = SourceDocument(key=DocumentKey(""), sha256="", names=())


@dataclass(frozen=True, slots=True)
class Library:
    """The folders ``texts/`` and ``extracts/`` of a store.

    Files are named by what they hold and never change, so several processes may write at once.

    Attributes:
        versions: Digest of all that an extract depends on besides the article.
    """

    path: Path
    versions: str

    def save_article(self, article: Article) -> str:
        """Keep an article; gives its digest, which does not depend on the source document."""
        record = _ARTICLE.dump_python(replace(article, document=_NOWHERE), mode="json")
        text = record.pop("text").encode()
        text_digest = hashlib.sha256(text).hexdigest()
        content = json.dumps({"text_sha256": text_digest, **record}, ensure_ascii=False).encode()
        digest = hashlib.sha256(content).hexdigest()
        _write_once(self._text(text_digest), text)
        _write_once(self._article(digest), content)
        return digest

    def load_article(self, digest: str, document: SourceDocument) -> Article:
        """Read an article back, as standing in ``document``.

        Raises:
            StoreError: It is not there, or broken.
        """
        record = json.loads(_read(self._article(digest)))
        record["text"] = _read(self._text(record.pop("text_sha256"))).decode()
        return replace(_ARTICLE.validate_python(record, strict=False), document=document)

    def has_extract(self, digest: str) -> bool:
        """Say whether an article was extracted with these versions."""
        return self._extract(digest).exists()

    def save_extract(self, digest: str, extract: Extract) -> None:
        """Keep what was found in an article."""
        write_whole(self._extract(digest), _EXTRACT.dump_json(extract))

    def load_extract(self, digest: str) -> Extract:
        """Read back what was found in an article.

        Raises:
            StoreError: It is not there, or broken.
        """
        try:
            return _EXTRACT.validate_json(_read(self._extract(digest)))
        except ValidationError as exc:
            raise StoreError(
                f"{self._extract(digest)} is broken",
                hint="Remove that file and build again; it is made anew.",
            ) from exc

    def forget(self, digest: str) -> None:
        """Remove an article, its text and its extracts of all versions."""
        if not self._article(digest).exists():
            return
        record = json.loads(_read(self._article(digest)))
        self._text(record["text_sha256"]).unlink(missing_ok=True)
        for path in (self.path / "extracts").glob(f"{digest}*"):
            path.unlink()

    def _text(self, digest: str) -> Path:
        return self.path / "texts" / f"{digest}.txt"

    def _article(self, digest: str) -> Path:
        return self.path / "extracts" / f"{digest}.article.json"

    def _extract(self, digest: str) -> Path:
        return self.path / "extracts" / f"{digest}.{self.versions[:16]}.json"


def _write_once(path: Path, content: bytes) -> None:
    if not path.exists():
        write_whole(path, content)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as exc:
        raise StoreError(
            f"{path} cannot be read: {exc.strerror}",
            hint="Build the article again from its file.",
        ) from exc
