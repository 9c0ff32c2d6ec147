"""How much of what the graph holds: counted by queries, once a generation, beside other work.

Counting a million triples takes seconds, so it is left to the engine's workers, and nobody waits
for it for long: what is not counted yet is not told.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from fastapi.concurrency import run_in_threadpool
from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results
from starlette.exceptions import HTTPException

from hkgraph.errors import HkgraphError
from hkgraph.server.engine import Engine, Question
from hkgraph.server.formats import SOLUTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import QuerySolution

    from hkgraph.server.snapshots import Snapshot

#: More graphs than these are not listed one by one.
MOST_GRAPHS = 1_000
PATIENCE_SECONDS = 2.0

_CLASSES = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?things) (SAMPLE(?thing) AS ?example)
{ ?thing a ?class } GROUP BY ?class
"""
# Articles have a graph each, so graphs of any other kind come first.
_GRAPHS = """
SELECT ?graph (COUNT(*) AS ?triples) {{ GRAPH ?graph {{ ?s ?p ?o }} FILTER(isIRI(?graph)) }}
GROUP BY ?graph ORDER BY STRSTARTS(STR(?graph), "{base}graph/article/") ?graph LIMIT {limit}
"""
_PROPERTIES = """
SELECT ?property (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?o) AS ?objects)
{{ {triples} }} GROUP BY ?property
"""
_SUBJECTS = """
SELECT (COUNT(*) AS ?all) (SUM(IF(isIRI(?s) && STRSTARTS(STR(?s), "{base}"), 1, 0)) AS ?own)
{{ SELECT DISTINCT ?s {{ ?s ?property ?o }} }}
"""
_OBJECTS = """
SELECT ?language (COUNT(*) AS ?all) (SUM(?n) AS ?triples)
{{
  {{ SELECT ?o (COUNT(*) AS ?n) {{ {triples} }} GROUP BY ?o }}
  BIND(IF(isLiteral(?o), LANG(?o), "") AS ?language)
}} GROUP BY ?language
"""
_NAMELESS = "SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }"
_EVERY_TRIPLE = "?s ?property ?o"
# The union of graphs that may share triples has each of them once.
_EACH_TRIPLE_ONCE = "SELECT DISTINCT ?s ?property ?o { ?s ?property ?o }"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """How often a property is used."""

    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a generation holds; the union of its graphs has each triple once.

    Attributes:
        entities: Subjects below the base IRI.
        classes: Distinct things of each class.
        examples: One thing of each class.
        graphs: Triples of each graph; at most ``MOST_GRAPHS`` of them.
        more_graphs: True if there are graphs that are not listed.
        nameless: Triples of the nameless graph.
        languages: Triples whose object is a text in the language, by tag.
    """

    triples: int
    entities: int
    subjects: int
    objects: int
    classes: Mapping[str, int]
    examples: Mapping[str, str]
    properties: Mapping[str, Usage]
    graphs: Mapping[str, int]
    more_graphs: bool
    nameless: int
    languages: Mapping[str, int]


class _MovedOnError(Exception):
    """There is a newer generation, whose counts would not fit to those of the one before."""


class Census:
    """Counts each generation once, and keeps the counts of the last.

    Args:
        base: What IRIs of data begin with.
        seconds: How long one of its queries may run.
    """

    def __init__(self, engine: Engine, *, base: str, seconds: float) -> None:
        self._engine = engine
        self._base = base
        self._seconds = seconds
        self._number = -1
        self._task: asyncio.Task[Counts | None] | None = None

    async def find(
        self, snapshot: Snapshot, *, patience: float = PATIENCE_SECONDS
    ) -> Counts | None:
        """Give the counts of a generation, or None if that would take longer than the patience."""
        task = self._task
        if task is None or self._number != snapshot.number or _is_lost(task):
            task = self._task = asyncio.create_task(self._count(snapshot))
            self._number = snapshot.number
        await asyncio.wait({task}, timeout=patience)
        return task.result() if task.done() and not task.cancelled() else None

    async def _count(self, snapshot: Snapshot) -> Counts | None:
        try:
            return await self._ask_all(snapshot)
        except _MovedOnError:
            self._number = -1
        except (HkgraphError, HTTPException) as exc:
            # Tried again with the next generation; this one would take too long again.
            log.warning("counting_failed", generation=snapshot.number, error=str(exc))
        return None

    async def _ask_all(self, snapshot: Snapshot) -> Counts:
        graphs = await self._ask(snapshot, _GRAPHS.format(base=self._base, limit=MOST_GRAPHS + 1))
        by_graph = {row["graph"].value: _number(row, "triples") for row in graphs}
        nameless = await run_in_threadpool(_count_nameless, snapshot)
        managed = all(name.startswith(f"{self._base}graph/") for name in by_graph)
        triples = _EVERY_TRIPLE if managed and not nameless else _EACH_TRIPLE_ONCE
        properties = await self._ask(snapshot, _PROPERTIES.format(triples=triples))
        objects = await self._ask(snapshot, _OBJECTS.format(triples=triples))
        [subjects] = await self._ask(snapshot, _SUBJECTS.format(base=self._base))
        classes = await self._ask(snapshot, _CLASSES)
        named = [row for row in classes if isinstance(row["class"], NamedNode)]
        return Counts(
            triples=sum(_number(row, "triples") for row in properties),
            entities=_number(subjects, "own"),
            subjects=_number(subjects, "all"),
            objects=sum(_number(row, "all") for row in objects),
            classes={row["class"].value: _number(row, "things") for row in named},
            examples={
                row["class"].value: row["example"].value
                for row in named
                if isinstance(row["example"], NamedNode)
            },
            properties={row["property"].value: _usage(row) for row in properties},
            graphs=dict(list(by_graph.items())[:MOST_GRAPHS]),
            more_graphs=len(by_graph) > MOST_GRAPHS,
            nameless=nameless,
            languages={
                row["language"].value: _number(row, "triples")
                for row in objects
                if row["language"].value
            },
        )

    async def _ask(self, snapshot: Snapshot, query: str) -> list[QuerySolution]:
        question = Question(text=query, solutions=SOLUTIONS[0], seconds=self._seconds)
        answer = await self._engine.answer(question)
        try:
            if answer.generation != snapshot.number:
                raise _MovedOnError
            content = b"".join([chunk async for chunk in answer.chunks()])
        finally:
            answer.close()
        return await run_in_threadpool(_parse, content)


def _is_lost(task: asyncio.Task[Counts | None]) -> bool:
    """Say whether a task will never be done: it was cancelled, or its event loop has ended."""
    return task.cancelled() or task.get_loop() is not asyncio.get_running_loop()


def _parse(content: bytes) -> list[QuerySolution]:
    results = parse_query_results(content, format=QueryResultsFormat.JSON)
    return list(results) if isinstance(results, QuerySolutions) else []


def _number(row: QuerySolution, name: str) -> int:
    return int(row[name].value)


def _usage(row: QuerySolution) -> Usage:
    return Usage(
        triples=_number(row, "triples"),
        subjects=_number(row, "subjects"),
        objects=_number(row, "objects"),
    )


def _count_nameless(snapshot: Snapshot) -> int:
    rows = snapshot.store.query(_NAMELESS, use_default_graph_as_union=False)
    if not isinstance(rows, QuerySolutions):
        raise TypeError(f"{_NAMELESS} is no SELECT")
    return _number(next(rows), "triples")
