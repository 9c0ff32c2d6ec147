"""What became of a query, for a page that shows the fault beside what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi.concurrency import run_in_threadpool

from hkgraph.errors import HkgraphError
from hkgraph.server.formats import SOLUTIONS, TRIPLES, Format
from hkgraph.server.problems import problem
from hkgraph.server.refusals import Refused
from hkgraph.server.tables import Shown, fetch_shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Literal, NamedNode

    from hkgraph.server.engine import Engine

    Bindings = dict[str, NamedNode | Literal]


class Outcomes:
    """Runs queries for pages.

    Args:
        name_things: Puts names in place of IRIs; looks into the store.
    """

    def __init__(self, engine: Engine, name_things: Callable[[Shown], Shown]) -> None:
        self._engine = engine
        self._name_things = name_things

    async def fetch(self, text: str, bind: Callable[[], Bindings] = dict) -> dict[str, Any]:
        """Run a query and give the values that a template wants: what to show, or the fault."""
        try:
            shown = await fetch_shown(self._engine, text, bind())
            return outcome(await run_in_threadpool(self._name_things, shown))
        except Refused as exc:
            return outcome(fault=problem(exc.status_code, exc.detail, exc.hint, **exc.details))
        except HkgraphError as exc:
            return outcome(fault=problem(exc.http_status, str(exc), exc.hint))


def outcome(shown: Shown | None = None, fault: dict[str, Any] | None = None) -> dict[str, Any]:
    """Give the values of a page that shows a result, a fault, or neither."""
    return {
        "shown": shown,
        "fault": fault,
        "status": fault["status"] if fault else 200,
        "formats": _formats(shown),
    }


def _formats(shown: Shown | None) -> tuple[Format, ...]:
    if shown is None:
        return ()
    return SOLUTIONS if shown.text is None else TRIPLES
