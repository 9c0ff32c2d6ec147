"""Files and bytes in, articles out: the door that the rest of hkgraph comes in by."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from hkgraph.articles.decode import decode
from hkgraph.articles.draft import finish
from hkgraph.articles.formats import read_text
from hkgraph.articles.inputs import find_inputs
from hkgraph.articles.keys import canonical_url, document_key
from hkgraph.articles.limits import LARGEST_FILE_BYTES, too_much
from hkgraph.errors import SourceError
from hkgraph.model import Article, SourceDocument

if TYPE_CHECKING:
    from hkgraph.articles.draft import PageReading

__all__ = ["find_inputs", "read_bytes", "read_file"]


def read_file(path: Path) -> tuple[Article, ...]:
    """Read the articles of one file.

    Raises:
        SourceError: It cannot be opened, is too large, or holds no article.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE_BYTES + 1)
    except OSError as exc:
        reason = exc.strerror or type(exc).__name__
        raise SourceError(
            f"{path.name}: cannot be read ({reason.lower()})",
            hint="Check that it is a file and that you may read it.",
        ) from exc
    return read_bytes(content, path.name)


def read_bytes(data: bytes, name: str) -> tuple[Article, ...]:
    """Read the articles of a file's bytes.

    Args:
        data: The whole file.
        name: Its name; folders in it are left out, its suffix is a hint at the format.

    Raises:
        SourceError: Empty, no text, too large, or no article in it.
    """
    name = Path(name).name or "input"
    if len(data) > LARGEST_FILE_BYTES:
        raise too_much(name, f"larger than {LARGEST_FILE_BYTES // 1_000_000} MB")
    decoded = decode(data, name)
    reading = read_text(decoded.text, name)
    if not reading.drafts:
        raise SourceError(
            f"{name}: no article found", hint="Give a page that holds the text of an article."
        )
    document = _document(data, name, reading)
    guess = [decoded.warning] if decoded.warning else []
    articles = [finish(draft.warned(*guess), document) for draft in reading.drafts]
    return tuple({article.key: article for article in articles}.values())


def _document(data: bytes, name: str, reading: PageReading) -> SourceDocument:
    url = canonical_url(reading.url) if reading.url else None
    sha256 = hashlib.sha256(data).hexdigest()
    return SourceDocument(
        key=document_key(url, sha256),
        sha256=sha256,
        names=(name,),
        url=url,
    )
