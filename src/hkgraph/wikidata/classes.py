"""What type a thing is, told by the classes that Wikidata puts it into."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

from hkgraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    # Takes classes, gives for each those that it is a direct subclass of.
    Parents = Callable[[frozenset[str]], Mapping[str, Iterable[str]]]

#: Type of what is never kept, such as pages that only list others.
SKIP = "skip"
#: Steps up from a class; the tree has loops, and nothing of use is further up.
_MOST_STEPS = 12


@cache
def known_classes() -> dict[str, str]:
    """Read ``data/wikidata/classes.tsv``: the type of what is in a class, by id, in order."""
    path = resource("data") / "wikidata" / "classes.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["qid"]: row["type"] for row in rows}


def type_of(classes: Iterable[str], parents: Parents) -> str | None:
    """Give the type of a thing: that of the nearest class above its own that is known.

    Of several that are as near, the one that stands first in the table counts.

    Args:
        classes: What the thing is an instance of.
        parents: Asked once for each step up.

    Returns:
        None if no class on the way is known, or what is in it is not kept.
    """
    known = known_classes()
    level, seen = frozenset(classes), set[str]()
    for _ in range(_MOST_STEPS):
        found = [type_ for qid, type_ in known.items() if qid in level]
        if found:
            return found[0] if found[0] != SKIP else None
        seen |= level
        above = parents(level) if level else {}
        level = frozenset(one for group in above.values() for one in group) - seen
    return None
