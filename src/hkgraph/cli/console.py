"""What commands say to people: data goes to stdout, all else to stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Iterable

_stderr = Console(stderr=True, highlight=False, soft_wrap=True)


def say(line: str) -> None:
    """Tell a person something on stderr."""
    _stderr.print(line, markup=False)


def say_error(message: str, hint: str) -> None:
    """Tell what went wrong, in one line, and the mend in another."""
    say(f"error: {' '.join(message.split())}")
    say(f"hint: {' '.join(hint.split())}")


def put(text: str) -> None:
    """Write data to stdout."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def put_bytes(content: bytes) -> None:
    """Write data to stdout as it is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def is_terminal() -> bool:
    """Say whether a person watches stderr."""
    return _stderr.is_terminal


def format_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Align columns by their widest cell; wide characters count double.

    >>> print(format_table(["a", "b"], [["1", "22"]]))
    a  b
    -  --
    1  22
    """
    from rich.cells import cell_len

    lines = [list(head), *([" ".join(cell.split()) for cell in row] for row in rows)]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * width for width in widths])
    padded = (
        [cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)]
        for line in lines
    )
    return "\n".join("  ".join(line).rstrip() for line in padded)
