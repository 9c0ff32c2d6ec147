"""The lines of a dump: one entity each, between a line ``[`` and a line ``]``."""

from __future__ import annotations

import bz2
import io
import zlib
from typing import IO, TYPE_CHECKING, cast

from isal import igzip
from isal.igzip_lib import IsalError

from hkgraph.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Longest line that is read as one; the longest entity has a few million bytes.
LONGEST = 64_000_000
_BUFFER = 1 << 20
# isal's types do not say that it is one.
_ISAL_ERROR: type[Exception] = IsalError  # type: ignore[assignment]


def iter_lines(path: Path) -> Iterator[bytes]:
    """Give the lines that should hold an entity, without what parts them.

    A line that is too long comes cut, so that whoever parses it refuses it.

    Raises:
        SourceError: The file is not there, broken, or ends before its end.
    """
    closed = True
    try:
        with _open(path) as file:
            while line := file.readline(LONGEST):
                if len(line) == LONGEST and not line.endswith(b"\n"):
                    _skip_rest(file)
                text = line.strip().rstrip(b",")
                if text in {b"[", b"]", b""}:
                    closed = {b"[": False, b"]": True}.get(text, closed)
                else:
                    yield text
    except EOFError as exc:
        raise _cut_short(path) from exc
    except (OSError, zlib.error, _ISAL_ERROR) as exc:
        raise SourceError(
            f"the dump {path} cannot be read: {exc}", hint="Check the file, or fetch it again."
        ) from exc
    if not closed:
        raise _cut_short(path)


def _open(path: Path) -> IO[bytes]:
    if path.suffix == ".gz":
        return io.BufferedReader(cast("io.RawIOBase", igzip.IGzipFile(path, "rb")), _BUFFER)  # type: ignore[no-untyped-call]
    if path.suffix == ".bz2":
        return bz2.open(path, "rb")
    return path.open("rb", buffering=_BUFFER)


def _skip_rest(file: IO[bytes]) -> None:
    while (line := file.readline(LONGEST)) and not line.endswith(b"\n"):
        pass


def _cut_short(path: Path) -> SourceError:
    return SourceError(
        f"the dump {path} ends before its end", hint="Fetch it again; compare its checksum."
    )
