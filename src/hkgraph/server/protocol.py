"""The SPARQL 1.1 Protocol's ways to send a query or an update, each read into one record."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from hkgraph.errors import NotAcceptableError, QueryError
from hkgraph.server.formats import SOLUTIONS, TRIPLES, Format, find_format
from hkgraph.server.negotiation import choose, choose_encoding, parse_accept
from hkgraph.server.questions import Question
from hkgraph.server.refusals import Refused

if TYPE_CHECKING:
    from hkgraph.server.incoming import Incoming

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_KINDS = {QUERY: "query", UPDATE: "update"}
_UTF8 = ("", "utf-8", "utf8", "us-ascii")
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}
_MOST_FIELDS = 1_000

Fields = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The formats that a client wants, one for each kind of result; None where it takes none."""

    solutions: Format | None
    triples: Format | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRequest:
    """An update as a client sends it.

    Attributes:
        using_graphs: IRIs that WHERE sees as its default graph; None leaves it to the text.
        using_named_graphs: IRIs that GRAPH may reach in WHERE; None leaves it to the text.
        base_iri: What relative IRIs are resolved against.
    """

    text: str
    base_iri: str
    using_graphs: tuple[str, ...] | None = None
    using_named_graphs: tuple[str, ...] | None = None


async def read_request(request: Incoming, *, union: bool = True) -> Question | UpdateRequest | None:
    """Read what a client asks; None if it asks nothing.

    Args:
        union: Whether a query that names no dataset sees all graphs, unless it says otherwise.

    Raises:
        QueryError: It holds several queries or updates, is not UTF-8, or a parameter is wrong.
        NotAcceptableError: ``format`` names no format.
        Refused: It is of a kind that the protocol does not have.
    """
    fields = read_fields(request.query_string)
    safe = request.method in ("GET", "HEAD")
    if not safe:
        for name, values in (await _body_fields(request)).items():
            fields.setdefault(name, []).extend(values)
    queries = fields.get("query", ())
    updates = fields.get("update", ())
    if len(queries) + len(updates) > 1:
        raise QueryError(
            "there is more than one query or update", hint="Send one query or update a request."
        )
    if updates and safe:
        raise QueryError(f"an update cannot be sent with {request.method}", hint="Use POST.")
    if updates:
        return _update(updates[0], fields, request)
    return _question(queries[0], fields, request, union=union) if queries else None


def _question(text: str, fields: Fields, request: Incoming, *, union: bool) -> Question:
    wanted = wanted_formats(_last(fields, "format"), request.accept)
    return Question(
        text=text,
        solutions=wanted.solutions,
        triples=wanted.triples,
        default_graphs=_graphs(fields, "default-graph-uri", "named-graph-uri"),
        named_graphs=_graphs(fields, "named-graph-uri", "default-graph-uri"),
        union=_truth(fields, "union-default-graph", otherwise=union),
        base_iri=request.url,
        encoding=choose_encoding(request.accept_encoding),
        head_only=request.method == "HEAD",
        seconds=_seconds(_last(fields, "timeout")),
    )


def _update(text: str, fields: Fields, request: Incoming) -> UpdateRequest:
    return UpdateRequest(
        text=text,
        using_graphs=_graphs(fields, "using-graph-uri", "using-named-graph-uri"),
        using_named_graphs=_graphs(fields, "using-named-graph-uri", "using-graph-uri"),
        base_iri=request.url,
    )


@lru_cache(maxsize=256)
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


def media_type_of(content_type: str | None) -> str:
    """Give the media type of a Content-Type header, without parameters.

    Raises:
        Refused: It says that the text is in another character set than UTF-8.
    """
    media_type, *parameters = (content_type or "").split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        charset = value.strip().strip('"').lower()
        if name.strip().lower() == "charset" and charset not in _UTF8:
            raise Refused(415, f"the body is in {charset}", hint="Send it in UTF-8.")
    return media_type.strip().lower()


async def _body_fields(request: Incoming) -> Fields:
    kind = media_type_of(request.content_type)
    if kind != FORM and kind not in _KINDS:
        raise Refused(
            415,
            f"a query or update cannot be sent as {kind or 'nothing'}",
            hint=f"Send it as {FORM}, {QUERY} or {UPDATE}.",
        )
    try:
        body = (await request.body()).decode("utf-8-sig")
        return read_fields(body) if kind == FORM else {_KINDS[kind]: [body]}
    except UnicodeDecodeError as exc:
        raise QueryError("the query is not UTF-8", hint="Send it in UTF-8.") from exc


def read_fields(encoded: str) -> Fields:
    """Read parameters as forms and addresses have them: the values of each, in their order.

    Raises:
        QueryError: There are too many, or they are not UTF-8.
    """
    if encoded.count("&") >= _MOST_FIELDS:
        raise QueryError(
            f"there are more than {_MOST_FIELDS} parameters", hint="Name graphs in the query."
        )
    fields: Fields = {}
    try:
        # As urllib's parse_qs does, in half the time.
        for part in encoded.split("&"):
            name, _, value = part.partition("=")
            if part:
                fields.setdefault(_unquote(name), []).append(_unquote(value))
    except UnicodeDecodeError as exc:
        raise QueryError("the query is not UTF-8", hint="Encode it as UTF-8, then %XX.") from exc
    return fields


def _unquote(text: str) -> str:
    text = text.replace("+", " ")
    return unquote_to_bytes(text).decode() if "%" in text else text


def _graphs(fields: Fields, name: str, other: str) -> tuple[str, ...] | None:
    return tuple(fields.get(name, ())) if name in fields or other in fields else None


def _last(fields: Fields, name: str) -> str | None:
    values = fields.get(name)
    return values[-1] if values else None


def _truth(fields: Fields, name: str, *, otherwise: bool) -> bool:
    value = _last(fields, name)
    if value is None:
        return otherwise
    if value.lower() not in _TRUTHS:
        raise QueryError(f"{name} is {value!r}", hint="Say true or false.")
    return _TRUTHS[value.lower()]


def _seconds(value: str | None) -> float | None:
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise QueryError(f"timeout is {value!r}", hint="Give a number of seconds, such as 5.")
    return seconds
