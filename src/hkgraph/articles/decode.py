"""Bytes to characters: marks and declarations first, then UTF-8, then a guess."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from hkgraph.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<(?:meta[^>]{0,200}?charset\s*=\s*|\?xml[^>]{0,100}?encoding\s*=\s*)[\"']?([\w-]{2,40})",
    re.IGNORECASE,
)
# What browsers read under these names.
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_GUESSED = ["cp1252", "big5hkscs", "gb18030", "latin_1"]
_SAMPLE = 200_000
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"{\\rtf",
)
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The decoded file.

    Attributes:
        text: Line ends as in the file, byte-order mark dropped.
        warning: Said when the encoding is a guess.
    """

    text: str
    encoding: str
    warning: str | None = None


def decode(content: bytes, name: str) -> Decoded:
    """Decode a file.

    Raises:
        SourceError: It is empty, or no text.
    """
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise SourceError(f"{name}: the file is empty", hint="Give a file that holds an article.")
    if content.startswith(_MAGIC):
        raise _binary(name)
    found = _by_mark(content) or _declared(content) or _as_utf8(content) or _as_wide(content)
    found = found or _guessed(content)
    if found is None or _is_binary(found.text):
        raise _binary(name)
    return found


def _binary(name: str) -> SourceError:
    return SourceError(
        f"{name}: not a text file",
        hint="Save the article as HTML, Markdown or plain text and give that file.",
    )


def _by_mark(content: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding)
    return None


def _declared(content: bytes) -> Decoded | None:
    """Honour what an HTML page says of itself, if it can be true."""
    declared = _DECLARED.search(content[:4096])
    if declared is None:
        return None
    try:
        encoding = codecs.lookup(declared[1].decode("ascii")).name
    except LookupError:
        return None
    if encoding.startswith(("utf-16", "utf-32")):
        return None
    return _strictly(content, _SUPERSETS.get(encoding, encoding))


def _as_utf8(content: bytes) -> Decoded | None:
    return _strictly(content, "utf-8")


def _as_wide(content: bytes) -> Decoded | None:
    """Recognise UTF-16 without a mark by its many zero bytes at odd or even places."""
    sample = content[:_SAMPLE]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if max(low, high) < 0.3 * half or min(low, high) > 0.05 * half:
        return None
    found = _strictly(content, "utf-16-le" if high > low else "utf-16-be")
    return _as_guess(found) if found else None


def _guessed(content: bytes) -> Decoded | None:
    if b"\x00" in content[:_SAMPLE]:
        return None
    best = from_bytes(content[:_SAMPLE], cp_isolation=_GUESSED).best()
    likely = [best.encoding] if best else []
    for encoding in [*likely, "cp1252", "latin_1"]:
        found = _strictly(content, encoding)
        if found:
            return _as_guess(found)
    return None


def _as_guess(found: Decoded) -> Decoded:
    warning = f"The encoding was guessed to be {found.encoding}."
    return Decoded(text=found.text, encoding=found.encoding, warning=warning)


def _strictly(content: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(text=content.decode(encoding), encoding=encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    return "\x00" in sample or len(_CONTROL.findall(sample)) > len(sample) // 200
