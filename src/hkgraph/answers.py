"""Questions asked on this machine: a file, a text or a stored query against a store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    Variable,
    serialize,
)

from hkgraph.errors import QueryError, UsageError
from hkgraph.graph.vocab import PREFIXES
from hkgraph.queries import get_query, read_prefixes, read_queries, read_query
from hkgraph.resources import resource
from hkgraph.server.guard import check_query, names_dataset
from hkgraph.server.wording import prefixed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import Store

    from hkgraph.queries import StoredQuery

Term = NamedNode | BlankNode | Literal | Triple
_RESULTS = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
_TRIPLES = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query with its parameters bound.

    Attributes:
        substitutions: Terms for variables; terms, so that no value can carry syntax.
        assumed: Parameters that were not given, with the example values that stand in for them.
    """

    text: str
    substitutions: dict[Variable, Term] = field(default_factory=dict)
    assumed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An answer for people.

    Attributes:
        text: The answer itself where it is no table (a truth value or triples).
    """

    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class LocalAnswer:
    """What a query gave; it can be read once."""

    found: QuerySolutions | QueryBoolean | QueryTriples

    def serialize(self, name: str) -> bytes:
        """Write the answer.

        Raises:
            UsageError: This kind of answer has no such format.
        """
        try:
            return self._serialize(name)
        except (OSError, RuntimeError) as exc:
            raise _failed(exc) from exc

    def _serialize(self, name: str) -> bytes:
        formats = _TRIPLES if isinstance(self.found, QueryTriples) else _RESULTS
        if name not in formats:
            raise UsageError(
                f"this answer cannot be written as {name}",
                hint=f"Use one of: {', '.join(formats)}.",
            )
        if isinstance(self.found, QueryTriples):
            prefixes = PREFIXES if name == "turtle" else None
            return serialize(self.found, format=_TRIPLES[name], prefixes=prefixes) or b""
        return self.found.serialize(format=_RESULTS[name]) or b""


def choose_query(
    *, file: Path | None, text: str | None, name: str | None, parameters: Iterable[str]
) -> Asked:
    """Take a query from where the caller has it, and bind its parameters.

    Raises:
        UsageError: A parameter is malformed or unknown, or the file cannot be read.
        QueryNotFoundError: No stored query has the name.
    """
    if name is not None:
        return _bind(get_query(read_queries(resource("queries")), name), parameters)
    if file is not None:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as exc:
            raise UsageError(
                f"{file} cannot be read: {exc}", hint="Give a UTF-8 .rq file."
            ) from exc
        if text.startswith("#+"):
            return _bind(read_query(file), parameters)
    if list(parameters):
        raise UsageError(
            "parameters need a query with a head", hint="Use --name, or a .rq file with a #+ head."
        )
    return Asked(text=text or "")


def ask(store: Store, asked: Asked, *, max_bytes: int) -> LocalAnswer:
    """Run a query, over the union of all graphs unless it names a dataset.

    The usual prefixes need not be declared.

    Args:
        max_bytes: Longest query text.

    Raises:
        QueryError: The text is not SPARQL, or would make this machine call out.
    """
    check_query(asked.text, max_bytes=max_bytes)
    try:
        found = store.query(
            asked.text,
            prefixes=read_prefixes(resource("queries")),
            substitutions=asked.substitutions or None,
            use_default_graph_as_union=not names_dataset(asked.text),
        )
    except SyntaxError as exc:
        raise QueryError(
            f"the query is not SPARQL: {' '.join(str(exc).split())}",
            hint="Look at the line and column that the parser names.",
        ) from exc
    except (OSError, RuntimeError, ValueError) as exc:
        raise _failed(exc) from exc
    return LocalAnswer(found)


def _failed(exc: Exception) -> QueryError:
    return QueryError(
        f"the query failed: {exc}",
        hint="Ask for less, and bind only variables that the query gives back.",
    )


def to_table(answer: LocalAnswer) -> Table:
    """Spell an answer for people: IRIs with prefixes, literals as their text."""
    found = answer.found
    if isinstance(found, QuerySolutions):
        head = tuple(variable.value for variable in found.variables)
        return Table(head=head, rows=tuple(tuple(map(_spell, row)) for row in found))
    if isinstance(found, QueryBoolean):
        return Table(text="yes" if found else "no")
    return Table(text=answer.serialize("turtle").decode())


def _spell(term: object) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return prefixed(term.value)
    return term.value if isinstance(term, Literal) else str(term)


def _bind(stored: StoredQuery, parameters: Iterable[str]) -> Asked:
    given = dict(_split(parameter) for parameter in parameters)
    examples = stored.example_values()
    terms = stored.bind({**examples, **given})
    return Asked(
        text=stored.text,
        substitutions={Variable(name): term for name, term in terms.items()},
        assumed={name: value for name, value in examples.items() if name not in given},
    )


def _split(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals:
        raise UsageError(f"{parameter!r} is no parameter", hint="Write -p name=value.")
    return name, value
