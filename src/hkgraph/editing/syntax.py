"""The syntax of an update, checked by the engine before anything is done.

The engine knows no prologue but at the beginning of a request, though the grammar has one before
each operation. So it is given one stretch after another, each behind what was declared before it
and at its own line and column.
"""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING

from pyoxigraph import Store

from hkgraph.editing.operations import Stretch, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hkgraph.editing.operations import Operation

#: Stands for LOAD in a text that is only checked; hardly longer than the shortest one.
_NOTHING = "DROP ALL"
_LOAD = re.compile("load", re.IGNORECASE | re.ASCII)


def check_syntax(
    text: str, operations: Iterable[Operation], stretches: Sequence[Stretch], *, base_iri: str
) -> None:
    """Have the engine read all of a request, which it performs in empty stores.

    It sees no LOAD, not even in a string or a name: it would call out.

    Raises:
        SyntaxError: It is no SPARQL; the place is that in the request.
    """
    loads = [one.span for one in operations if one.verb is Verb.LOAD]
    for stretch, following in pairwise([*stretches, Stretch(len(text))]):
        part = _before(text, stretch) + _without_loads(text, loads, stretch.start, following.start)
        with suppress(RuntimeError, ValueError, OSError):  # such as a graph that is not there
            Store().update(_LOAD.sub("lo0d", part), base_iri=base_iri)


def _without_loads(text: str, loads: Sequence[tuple[int, int]], begin: int, end: int) -> str:
    """Give a part of a request with other operations in the place of those that load."""
    pieces = []
    for start, after in loads:
        if begin <= start < end:
            pieces += [text[begin:start], _NOTHING.ljust(after - start)]
            begin = after
    return "".join([*pieces, text[begin:end]])


def _before(text: str, stretch: Stretch) -> str:
    """Give the prologue of a stretch, filled up to the line and column at which that begins."""
    lines = text.count("\n", 0, stretch.start)
    column = stretch.start - text.rfind("\n", 0, stretch.start) - 1
    if lines:
        return stretch.prologue + "\n" * lines + " " * column
    return stretch.prologue.ljust(column)
