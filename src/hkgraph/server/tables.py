"""Answers gathered for a page: a bounded table, a yes or no, or a bounded text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryResultsFormat, parse_query_results

from hkgraph.server.engine import Answer, Engine, Question
from hkgraph.server.formats import SOLUTIONS, TRIPLES, find_format
from hkgraph.server.graph_reader import Value
from hkgraph.server.wording import prefixed, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pyoxigraph import QuerySolutions

    from hkgraph.server.graph_reader import Reader, Term

MOST_ROWS = 500
MOST_BYTES = 4_000_000
_NUMERIC = re.compile(r"#(?:integer|decimal|double|float|int|long)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One value in a row; an unbound variable has an empty one."""

    value: Value
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A result as a page shows it; one of ``rows``, ``boolean`` and ``text`` holds it.

    Attributes:
        cut: True if there is more than is shown.
        text: Turtle, for CONSTRUCT and DESCRIBE.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    boolean: bool | None = None
    text: str | None = None
    cut: bool = False
    generation: int = 0


async def fetch_shown(
    engine: Engine,
    text: str,
    bindings: Mapping[str, NamedNode | Literal] | None = None,
    *,
    most_rows: int = MOST_ROWS,
) -> Shown:
    """Run a query and gather as much of its result as a page can hold."""
    answer = await engine.answer(
        Question(
            text=text,
            solutions=find_format(SOLUTIONS, "json"),
            triples=find_format(TRIPLES, "ttl"),
            bindings=bindings or {},
        )
    )
    content, cut = await _gather(answer)
    if answer.format.name == "ttl":
        text = content.decode(errors="ignore")
        return Shown(text=text, cut=cut, generation=answer.generation)
    return _table(content, most_rows, answer.generation)


async def _gather(answer: Answer) -> tuple[bytes, bool]:
    content = bytearray()
    try:
        async for chunk in answer.chunks():
            content += chunk
            if len(content) > MOST_BYTES:
                return bytes(content), True
    finally:
        answer.close()
    return bytes(content), False


def _table(content: bytes, most_rows: int, generation: int) -> Shown:
    results = parse_query_results(content, format=QueryResultsFormat.JSON)
    if isinstance(results, QueryBoolean):
        return Shown(boolean=bool(results), generation=generation)
    rows, cut = _rows(results, most_rows)
    return Shown(
        columns=tuple(variable.value for variable in results.variables),
        rows=tuple(tuple(_cell(term) for term in row) for row in rows),
        cut=cut,
        generation=generation,
    )


def _rows(results: QuerySolutions, most_rows: int) -> tuple[list[tuple[Term | None, ...]], bool]:
    rows: list[tuple[Term | None, ...]] = []
    try:
        for solution in results:
            if len(rows) == most_rows:
                return rows, True
            rows.append(tuple(solution[variable] for variable in results.variables))
    except SyntaxError:  # the text was cut at MOST_BYTES, in the middle of a row
        return rows, True
    return rows, False


def with_names(shown: Shown, reader: Reader, base: str) -> Shown:
    """Put names in place of the IRIs of things below the base."""
    return _renamed(shown, base, lambda iri: reader.label(NamedNode(iri)))


def with_words(shown: Shown) -> Shown:
    """Put words in place of the vocabularies' terms, for people who do not write SPARQL."""
    return _renamed(shown, "", lambda iri: spaced(iri) if prefixed(iri) != iri else iri)


def _renamed(shown: Shown, start: str, name: Callable[[str], str]) -> Shown:
    """Call the IRIs that begin so, and have no name yet, by one."""

    def renamed(cell: Cell) -> Cell:
        iri = cell.value.iri
        if iri is None or iri != cell.value.text or not iri.startswith(start):
            return cell
        return replace(cell, value=Value(text=name(iri), iri=iri))

    return replace(shown, rows=tuple(tuple(map(renamed, row)) for row in shown.rows))


def _cell(term: Term | None) -> Cell:
    if term is None:
        return Cell(value=Value(text=""))
    if isinstance(term, NamedNode):
        return Cell(value=Value(text=term.value, iri=term.value))
    if isinstance(term, Literal):
        number = bool(_NUMERIC.search(term.datatype.value))
        return Cell(value=Value(text=term.value, note=term.language or ""), is_number=number)
    return Cell(value=Value(text=str(term)))
