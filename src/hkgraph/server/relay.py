"""The relay: a server for our own workers alone, through which SERVICE reaches allowed hosts.

The engine calls it at an address of this machine that holds a key. A key is made for each query
that may call out and is worth nothing once the query has ended. The relay asks the other host as
``hkgraph.outgoing`` does, takes in the whole answer and sees that it can be read before it passes
it on: so a broken one is an error with a name, and one empty solution under SILENT.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
from base64 import urlsafe_b64decode
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import uvicorn
from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hkgraph.errors import OutgoingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

    from hkgraph.outgoing.fetching import Outgoing
    from hkgraph.outgoing.hosts import AllowedHosts
    from hkgraph.outgoing.sending import Reply
    from hkgraph.server.workers.jobs import Job

MAX_CALLS = 20
_JSON, _XML = QueryResultsFormat.JSON, QueryResultsFormat.XML
_FORMATS = {
    "application/sparql-results+json": _JSON,
    "application/json": _JSON,
    "application/sparql-results+xml": _XML,
    "application/xml": _XML,
    "text/xml": _XML,
}
_HEADERS = {
    "Accept": "application/sparql-results+json, application/sparql-results+xml;q=0.9",
    "Content-Type": "application/x-www-form-urlencoded",
}


class Relay:
    """Passes the calls of workers on; belongs to the event loop in which it is first used."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing
        self._permits: dict[str, Permit] = {}
        app = Starlette(routes=[Route("/{key}/{url}", self._pass_on, methods=["POST"])])
        self._server = _Server(
            uvicorn.Config(
                app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1
            )
        )
        self._socket = socket.create_server(("127.0.0.1", 0)) if outgoing.allowed else None
        self._serving: asyncio.Task[None] | None = None

    @property
    def allowed(self) -> AllowedHosts:
        """The hosts that may be called; if there are none, nothing listens."""
        return self._outgoing.allowed

    @property
    def port(self) -> int:
        """Where it listens; 0 if no host may be called."""
        port: int = self._socket.getsockname()[1] if self._socket else 0
        return port

    def issue(self) -> Permit:
        """Let one query call out, until its permit is closed."""
        if self._serving is None and self._socket:
            serving = self._server.serve(sockets=[self._socket])
            self._serving = asyncio.get_running_loop().create_task(serving)
        key = secrets.token_urlsafe(32)
        permit = Permit(relay=self, key=key, address=f"http://127.0.0.1:{self.port}/{key}")
        self._permits[key] = permit
        return permit

    def take_back(self, key: str) -> None:
        """Let a query call out no more."""
        self._permits.pop(key, None)

    async def close(self) -> None:
        """Stop listening."""
        if self._serving:
            self._server.should_exit = True
            await self._serving
        if self._socket:
            self._socket.close()

    async def _pass_on(self, request: Request) -> Response:
        permit = self._permits.get(request.path_params["key"])
        if permit is None:
            return Response(status_code=404)
        url = urlsafe_b64decode(request.path_params["url"]).decode()
        task = asyncio.create_task(self._ask(permit, url, await request.body()))
        permit.calls.add(task)
        await asyncio.wait([task])
        permit.calls.discard(task)
        if task.cancelled():
            return Response(status_code=503)
        try:
            reply = task.result()
        except OutgoingError as exc:
            fault = {"status": exc.http_status, "message": str(exc), "hint": exc.hint}
            return JSONResponse(fault, status_code=502)
        return Response(reply.body, media_type=_FORMATS[reply.media_type].media_type)

    async def _ask(self, permit: Permit, url: str, query: bytes) -> Reply:
        if (url, query) in permit.replies:
            return permit.replies[url, query]
        if len(permit.replies) == MAX_CALLS:
            raise OutgoingError(
                f"the query calls other hosts more than {MAX_CALLS} times",
                hint="Bring SERVICE out of FILTER EXISTS and of subqueries.",
            )
        content = urlencode({"query": query}).encode()
        reply = await self._outgoing.fetch(url, method="POST", headers=_HEADERS, content=content)
        taken = sum(len(known.body) for known in (reply, *permit.replies.values()))
        if taken > self._outgoing.limits.max_bytes:
            raise OutgoingError(
                f"other hosts told the query more than {self._outgoing.limits.max_bytes} bytes",
                hint="Ask them for less, for example with LIMIT in a subquery.",
            )
        await asyncio.to_thread(_read_through, reply, self._outgoing.allowed)
        permit.replies[url, query] = reply
        return reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """What lets one query call out.

    Attributes:
        address: What the addresses of its calls begin with; a secret of this query.
        replies: What it was told already; the same question is not asked twice.
    """

    relay: Relay
    key: str
    address: str
    replies: dict[tuple[str, bytes], Reply] = field(default_factory=dict)
    calls: set[asyncio.Task[Reply]] = field(default_factory=set)

    def let_call(self, job: Job) -> Job:
        """Give a job with all that it needs to call out."""
        hosts, private_hosts = self.relay.allowed.entries()
        return job._replace(
            relay=self.address, allowed_hosts=hosts, allowed_private_hosts=private_hosts
        )

    def close(self) -> None:
        """Hand it back, and break off what is still under way."""
        self.relay.take_back(self.key)
        for call in self.calls:
            call.cancel()


class _Server(uvicorn.Server):
    """A server beside the main one, which sees to the signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _read_through(reply: Reply, allowed: AllowedHosts) -> None:
    _, origin = allowed.check(reply.url)
    form = _FORMATS.get(reply.media_type)
    if form is None:
        raise OutgoingError(
            f"{origin} answered {reply.media_type or 'something of no type'!r}, no solutions",
            hint="Check that the address is that of a SPARQL endpoint.",
        )
    fault = _fault_of(reply.body, form)
    if fault:
        raise OutgoingError(f"the answer of {origin} {fault}", hint="Try again later.")


def _fault_of(body: bytes, form: QueryResultsFormat) -> str:
    """Say what is wrong with a result; nothing if it can be read to its end."""
    results: Any = None
    try:
        results = parse_query_results(body, format=form)
        if not isinstance(results, QuerySolutions):
            return "is yes or no, no solutions"
        deque(results, maxlen=0)
    except (SyntaxError, ValueError) as exc:
        return f"cannot be read: {exc}"
    finally:
        # An error's traceback would keep it, and it must be dropped in the thread that made it.
        del results
    return ""
