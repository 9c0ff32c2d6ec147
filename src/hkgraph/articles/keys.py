"""Keys of documents and articles, and the form of an address that they are made from."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from hkgraph.model import ArticleKey, DocumentKey
from hkgraph.text import short_hash

_DEFAULT_PORTS = {"http": 80, "https": 443}
# Parameters that tell who sent the reader, not what is read.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid", re.IGNORECASE)
# Before the address that a web archive keeps a copy of.
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d{4,14}[a-z_]*/(?=https?://)")
_UNFIT = re.compile(r'[\s<>"{}|\\^`\x00-\x1f]')


def canonical_url(url: str) -> str | None:
    """Give the one spelling of an address, or None for what is no web address.

    Scheme and host in lower case; no fragment, tracking parameter or default port. A copy in a web
    archive has the address of what was copied.

    >>> canonical_url("HTTPS://HongKongFP.com:443/a?utm_source=x&p=1#top")
    'https://hongkongfp.com/a?p=1'
    """
    try:
        parts = urlsplit(_ARCHIVED.sub("", url.strip()))
        host = _host(parts)
    except ValueError:
        return None
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host or _UNFIT.search(url.strip()):
        return None
    query = parts.query
    if _TRACKING.search(query):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([(key, value) for key, value in pairs if not _TRACKING.fullmatch(key)])
    return SplitResult(parts.scheme.lower(), host, parts.path or "/", query, "").geturl()


def _host(parts: SplitResult) -> str:
    name = parts.hostname or ""
    name = f"[{name}]" if ":" in name else name
    port = parts.port
    if port is None or port == _DEFAULT_PORTS.get(parts.scheme.lower()):
        return name
    return f"{name}:{port}"


def article_key(url: str | None, text: str) -> ArticleKey:
    """Hash the article's own canonical address, if any, and its text."""
    canonical = canonical_url(url) if url else None
    return ArticleKey(short_hash(canonical or "", text))


def document_key(url: str | None, sha256: str) -> DocumentKey:
    """Hash the document's own canonical address; without one take the hash of its bytes.

    Args:
        sha256: 64 hex digits.
    """
    canonical = canonical_url(url) if url else None
    return DocumentKey(short_hash(canonical) if canonical else sha256[:16])
