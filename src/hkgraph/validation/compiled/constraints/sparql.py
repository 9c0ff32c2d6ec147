"""Constraints that are queries themselves: ``sh:sparql``.

SHACL binds ``$this`` before the query runs. In one flat group that begins with a triple of
``$this`` it means the same to join the group with the focus nodes, which is done here, once for
all of them. Any other query is left to pyshacl.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.validation.compiled.errors import NotCompiledError
from hkgraph.validation.compiled.scope import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from hkgraph.validation.compiled.scope import Scope

_FLAT = re.compile(
    r"(?P<prologue>(?:\s*(?:PREFIX|BASE)\b[^{}]*?>)*\s*)SELECT\s+(?:DISTINCT\s+|REDUCED\s+)?"
    r"(?P<names>[^{}()*#]*?)\s*(?:WHERE\s*)?\{(?P<group>\s*[$?]this\s[^{}]*)\}\s*",
    re.IGNORECASE,
)
_LEFT_TO_PYSHACL = re.compile(
    r"[$?](?:shapesGraph|currentShape|failure)\b|\b(?:FROM|SERVICE|EXISTS|MINUS|VALUES)\b",
    re.IGNORECASE,
)
_SLOT = re.compile(r"\{[$?](\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """A query gives no row.

    Attributes:
        head: Prefixes.
        names: Variables that it projects, without their signs.
        group: What stands between its braces.
        messages: What to do about a row; ``{?name}`` stands for a value of it.
        reports_focus: True where a row without ``?value`` is about the focus node itself.
    """

    head: str
    names: tuple[str, ...]
    group: str
    messages: tuple[str, ...]
    reports_focus: bool
    component: str = "SPARQLConstraintComponent"

    @classmethod
    def of(cls, text: str, messages: tuple[str, ...], *, reports_focus: bool) -> Select:
        """Take a query apart.

        Raises:
            NotCompiledError: If its group is not flat.
        """
        match = _FLAT.fullmatch(text)
        if match is None or _LEFT_TO_PYSHACL.search(text):
            raise NotCompiledError("a sh:sparql that is more than one flat group about $this")
        names = {name.lstrip("$?") for name in match["names"].split()} | {"this"}
        return cls(
            head=match["prologue"],
            names=tuple(sorted(names)),
            group=match["group"],
            messages=messages,
            reports_focus=reports_focus,
        )

    def find(self, scope: Scope) -> Iterator[Found]:
        """Find its rows."""
        names = " ".join(f"?{name}" for name in self.names)
        focus = f"{{ SELECT DISTINCT ({scope.this} AS ?this) {{ {scope.focus} }} }}"
        if scope.whole:
            wrong = f"SELECT DISTINCT {names} {{ {self.group}\n}}"
            query = f"{self.head} SELECT DISTINCT {names} {{ {{ {wrong} }} {focus} }}"
        else:
            query = f"{self.head} SELECT DISTINCT {names} {{ {focus} {self.group}\n}}"
        for row in scope.run.select(query):
            own = row["this"] if self.reports_focus else None
            value = (row["value"] if "value" in self.names else None) or own
            path = row["path"] if "path" in self.names else None
            yield Found(row["this"], value, path, message=self._message(row) or None)

    def _message(self, row: ox.QuerySolution) -> str:
        """Fill the row's values in."""

        def fill(slot: re.Match[str]) -> str:
            term = row[slot[1]] if slot[1] in self.names else None
            return slot[0] if term is None else getattr(term, "value", str(term))

        return " ".join(sorted(_SLOT.sub(fill, message) for message in self.messages))
