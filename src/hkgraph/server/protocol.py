"""The SPARQL 1.1 Protocol's three ways to send a query, read into one record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from hkgraph.errors import NotAcceptableError, QueryError
from hkgraph.server.engine import Question
from hkgraph.server.formats import SOLUTIONS, TRIPLES, Format, find_format
from hkgraph.server.guard import no_updates
from hkgraph.server.negotiation import choose, parse_accept
from hkgraph.server.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The formats that a client wants, one for each kind of result; None where it takes none."""

    solutions: Format | None
    triples: Format | None


async def read_question(request: Request) -> Question | None:
    """Read a query from a request; None if it holds none.

    Raises:
        QueryError: It holds several queries, or is not UTF-8.
        NotAcceptableError: ``format`` names no format.
        UpdateRefusedError: It is an update.
        Refused: It is of a kind that the protocol does not have.
    """
    url = _fields(request.url.query)
    fields = url if request.method in ("GET", "HEAD") else await _body_fields(request, url)
    if any(name == "update" for name, _ in fields):
        raise no_updates()
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise QueryError("there is more than one query", hint="Send one query a request.")
    if not queries:
        return None
    wanted = wanted_formats(_last(fields, "format"), request.headers.get("accept"))
    return Question(
        text=queries[0],
        solutions=wanted.solutions,
        triples=wanted.triples,
        default_graphs=_graphs(fields, "default-graph-uri", "named-graph-uri"),
        named_graphs=_graphs(fields, "named-graph-uri", "default-graph-uri"),
    )


def wanted_formats(name: str | None, accept: str | None) -> Wanted:
    """Choose a format for each kind of result; a format's name wins over Accept.

    Raises:
        NotAcceptableError: The name is none of those on offer.
    """
    if name:
        wanted = Wanted(find_format(SOLUTIONS, name), find_format(TRIPLES, name))
        if wanted == Wanted(None, None):
            names = ", ".join(f.name for f in (*SOLUTIONS, *TRIPLES))
            raise NotAcceptableError(f"no format is called {name!r}", hint=f"Use one of: {names}.")
        return wanted
    ranges = parse_accept(accept)
    return Wanted(choose(ranges, SOLUTIONS), choose(ranges, TRIPLES))


async def _body_fields(request: Request, url: Fields) -> Fields:
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == UPDATE:
        raise no_updates()
    if kind not in (FORM, QUERY):
        raise Refused(
            415,
            f"a query cannot be sent as {kind or 'nothing'}",
            hint=f"Send it as {FORM} or {QUERY}.",
        )
    try:
        body = (await request.body()).decode()
        return [*url, *_fields(body)] if kind == FORM else [*url, ("query", body)]
    except UnicodeDecodeError as exc:
        raise QueryError("the query is not UTF-8", hint="Send it in UTF-8.") from exc


def _fields(encoded: str) -> Fields:
    try:
        return parse_qsl(encoded, keep_blank_values=True, errors="strict", max_num_fields=1_000)
    except UnicodeDecodeError as exc:
        raise QueryError("the query is not UTF-8", hint="Encode it as UTF-8, then %XX.") from exc
    except ValueError as exc:
        raise QueryError(f"the parameters cannot be read: {exc}", hint="Send fewer.") from exc


def _graphs(fields: Sequence[tuple[str, str]], name: str, other: str) -> tuple[str, ...] | None:
    found = tuple(value for key, value in fields if key == name)
    named = found or any(key == other for key, _ in fields)
    return found if named else None


def _last(fields: Sequence[tuple[str, str]], name: str) -> str | None:
    return next((value for key, value in reversed(fields) if key == name), None)
