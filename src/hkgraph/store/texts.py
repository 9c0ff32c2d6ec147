"""Article texts and extracts by content hash: what was computed is not computed twice."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from hkgraph.errors import StoreError
from hkgraph.model import Article, DocumentKey, Extract, SourceDocument
from hkgraph.store.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_ARTICLE = TypeAdapter(Article)
_EXTRACT = TypeAdapter(Extract)
_NOWHERE = SourceDocument(key=DocumentKey(""), sha256="", names=())
_RECORD = ".article.json"


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
            StoreError: It is not there, or not as it was written.
        """
        record = self._record(digest)
        path = self._text(record.pop("text_sha256"))
        record["text"] = _read_named(path, path.stem).decode()
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

    def keep_only(self, digests: Collection[str]) -> None:
        """Remove articles, texts and extracts of all versions, but for the articles named."""
        kept = set(digests)
        texts = {self._record(digest)["text_sha256"] for digest in kept}
        for path in sorted((self.path / "extracts").glob("*.json")):
            if path.name.partition(".")[0] not in kept:
                path.unlink()
        for path in sorted((self.path / "texts").glob("*.txt")):
            if path.stem not in texts:
                path.unlink()

    def _record(self, digest: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(_read_named(self._article(digest), digest))
        return found

    def _text(self, digest: str) -> Path:
        return self.path / "texts" / f"{digest}.txt"

    def _article(self, digest: str) -> Path:
        return self.path / "extracts" / f"{digest}{_RECORD}"

    def _extract(self, digest: str) -> Path:
        return self.path / "extracts" / f"{digest}.{self.versions[:16]}.json"


def _write_once(path: Path, content: bytes) -> None:
    if not path.exists():
        write_whole(path, content)


def _read_named(path: Path, digest: str) -> bytes:
    """Read a file that is named by what it holds."""
    content = _read(path)
    if hashlib.sha256(content).hexdigest() != digest:
        raise StoreError(
            f"{path} is not as it was written",
            hint="Remove that file and build the article again from its file.",
        )
    return content


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as exc:
        raise StoreError(
            f"{path} cannot be read: {exc.strerror}",
            hint="Build the article again from its file.",
        ) from exc
