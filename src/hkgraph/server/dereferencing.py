"""``/id/…``: what a thing's own IRI leads to: a page for people, RDF for programs."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode

from hkgraph.errors import NotAcceptableError
from hkgraph.graph import vocab
from hkgraph.server.describing import describe, write
from hkgraph.server.formats import TRIPLES, Format, find_format
from hkgraph.server.graph_reader import Reader
from hkgraph.server.location import local, own_path
from hkgraph.server.negotiation import choose, is_known, parse_accept, prefers_html
from hkgraph.server.refusals import Refused
from hkgraph.server.thing_pages import thing_page

if TYPE_CHECKING:
    from starlette.datastructures import Headers

    from hkgraph.server.rendering import Pages
    from hkgraph.server.searches import Searches
    from hkgraph.server.snapshots import Snapshot, Snapshots
    from hkgraph.server.wording import Wording

SUGGESTIONS = 8
# The hash that ends some keys is no word to search for.
_HASH = re.compile(r"(?:^|-)[0-9a-f]{16}$")
_SUFFIX = re.compile(r"\.([a-z]+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What a request asks for.

    Attributes:
        suffix: A format named at the end of the path; None leaves it to Accept.
    """

    node: NamedNode
    suffix: Format | None = None


class Things:
    """Answers requests for things.

    Args:
        base: What IRIs of data begin with; the rest is the path below ``/id/``.
    """

    def __init__(
        self, snapshots: Snapshots, searches: Searches, pages: Pages, *, wording: Wording, base: str
    ) -> None:
        self._snapshots = snapshots
        self._searches = searches
        self._pages = pages
        self._wording = wording
        self._base = base

    async def get(self, request: Request) -> Response:
        """Answer one request."""
        key = own_path(request.scope).removeprefix("/id/")
        answer = await run_in_threadpool(self._answer, key, request.headers)
        return answer or await self._nothing(key, request.headers.get("accept"))

    def _answer(self, key: str, wishes: Headers) -> Response | None:
        snapshot = self._snapshots.current()
        reader = Reader(snapshot.store, self._wording)
        things = list(self._readings(key))
        for thing in things:
            merged = reader.node(thing.node, vocab.MERGED_INTO)
            if merged:
                return self._moved(merged, thing)
            if reader.exists(thing.node):
                return self._describe(thing, reader, snapshot, wishes)
        if any(thing.node.value in snapshot.tombstones for thing in things):
            raise Refused(
                410,
                f"{self._base}{key} was published once and has been removed",
                hint="The article that told of it is no longer in the graph.",
            )
        return None

    def _readings(self, key: str) -> list[Thing]:
        """Give what a path may mean: as it is, decoded, and without a suffix."""
        texts: dict[str, Format | None] = {key: None}
        suffix = _SUFFIX.search(key)
        if suffix and (form := find_format(TRIPLES, suffix[1])):
            texts[key[: suffix.start()]] = form
        found = []
        for text, named in texts.items():
            for spelling in dict.fromkeys((text, unquote(text))):
                with suppress(ValueError):  # it is no IRI, so nothing has it
                    found.append(Thing(node=NamedNode(self._base + spelling), suffix=named))
        return found

    def _moved(self, node: NamedNode, thing: Thing) -> Response:
        target = self._pages.href(node.value) or local("/")
        suffix = f".{thing.suffix.name}" if thing.suffix else ""
        return RedirectResponse(target + suffix, 301)

    def _describe(
        self, thing: Thing, reader: Reader, snapshot: Snapshot, wishes: Headers
    ) -> Response:
        accept = wishes.get("accept")
        if thing.suffix is None and prefers_html(accept):
            template, values = thing_page(reader, thing.node)
            return self._pages.render(template, **values)
        form = thing.suffix or choose(parse_accept(accept), TRIPLES)
        if form is None:
            raise NotAcceptableError(
                "none of the formats that you accept is on offer",
                hint=f"Accept text/html or one of: {', '.join(f.media_type for f in TRIPLES)}.",
            )
        headers = {"Vary": "Accept", "ETag": form.etag(snapshot.digest)}
        if is_known(wishes.get("if-none-match"), headers["ETag"]):
            return Response(status_code=304, headers=headers)
        content = write(describe(snapshot.store, thing.node), form)
        return Response(content, media_type=form.content_type, headers=headers)

    async def _nothing(self, key: str, accept: str | None) -> Response:
        name = _HASH.sub("", unquote(key).rpartition("/")[2])
        words = " ".join(re.findall(r"\w+", name))
        if not prefers_html(accept):
            raise _not_found(self._base + key, words)
        hits = await self._searches.suggest(words, limit=SUGGESTIONS)
        return self._pages.render(
            "not_found.html", status=404, iri=self._base + key, words=words, hits=hits
        )


def things_router(things: Things) -> APIRouter:
    """Make the route of things."""
    router = APIRouter(tags=["Things"])

    @router.head("/id/{key:path}", include_in_schema=False)
    @router.get("/id/{key:path}", response_class=Response, summary="Look up a thing")
    async def look_up(request: Request, key: str) -> Response:  # noqa: ARG001  # for the docs
        """Give a page, or RDF by Accept or suffix, on the thing with this IRI.

        An IRI that was merged into another redirects to it (301); one that was removed is gone
        (410).
        """
        return await things.get(request)

    return router


def _not_found(iri: str, words: str) -> Refused:
    hint = f"Look for it: {local('/search')}?q={quote(words)}"
    return Refused(404, f"the graph says nothing of {iri}", hint=hint)
