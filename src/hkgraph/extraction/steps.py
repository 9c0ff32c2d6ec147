"""The steps of extraction in order, each with what it needs and what it gives.

A step is a function that takes a ``Reading`` and fills the fields it names. ``check_chain`` says
whether each step finds what it needs; a test and every start of an ``Extractor`` call it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.linking import link_mentions
from hkgraph.extraction.dates.finding import find_dates
from hkgraph.extraction.events.deeds import find_stances_on_deeds
from hkgraph.extraction.events.finding import find_events
from hkgraph.extraction.events.presences import find_presences
from hkgraph.extraction.events.relations import find_relations
from hkgraph.extraction.names.finding import find_names
from hkgraph.extraction.roles.finding import find_roles
from hkgraph.extraction.speech.quotations import find_quotations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hkgraph.extraction.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stage of extraction.

    Attributes:
        name: What ``--explain`` calls it.
        needs: Fields of ``Reading`` that earlier steps must have filled.
        gives: Fields of ``Reading`` that it fills.
    """

    name: str
    run: Callable[[Reading], None]
    needs: frozenset[str]
    gives: frozenset[str]


def check_chain(steps: Iterable[Step]) -> None:
    """Refuse an order in which a step would find nothing.

    Raises:
        ValueError: A step needs a field that no earlier step gives.
    """
    known = {"article", "doc"}
    for step in steps:
        if missing := step.needs - known:
            raise ValueError(f"step {step.name} needs {', '.join(sorted(missing))} first")
        known |= step.gives


STEPS: tuple[Step, ...] = (
    Step(
        name="dates",
        run=find_dates,
        needs=frozenset(["article", "doc"]),
        gives=frozenset(["dates"]),
    ),
    Step(
        name="names",
        run=find_names,
        needs=frozenset(["article", "doc"]),
        gives=frozenset(["mentions"]),
    ),
    Step(
        name="coreference",
        run=link_mentions,
        needs=frozenset(["mentions"]),
        gives=frozenset(["entities", "mentions", "authors", "contributors", "publisher"]),
    ),
    Step(
        name="quotations",
        run=find_quotations,
        needs=frozenset(["entities", "mentions"]),
        gives=frozenset(["quotations"]),
    ),
    Step(
        name="roles",
        run=find_roles,
        needs=frozenset(["dates", "entities", "mentions", "quotations"]),
        gives=frozenset(["memberships", "statements"]),
    ),
    Step(
        name="relations",
        run=find_relations,
        needs=frozenset(["dates", "entities", "mentions", "quotations"]),
        gives=frozenset(["statements"]),
    ),
    Step(
        name="events",
        run=find_events,
        needs=frozenset(["dates", "entities", "memberships", "mentions", "quotations"]),
        gives=frozenset(["events", "statements", "triggers"]),
    ),
    Step(
        name="presences",
        run=find_presences,
        needs=frozenset(["entities", "events", "mentions", "quotations", "statements"]),
        gives=frozenset(["events", "statements"]),
    ),
    Step(
        name="stances on deeds",
        run=find_stances_on_deeds,
        needs=frozenset(["entities", "events", "quotations", "statements", "triggers"]),
        gives=frozenset(["statements"]),
    ),
)
