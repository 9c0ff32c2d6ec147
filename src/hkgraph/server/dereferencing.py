"""``/id/…``: what a thing's own IRI leads to: a page for people, RDF for programs."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode

from hkgraph import __version__
from hkgraph.errors import NotAcceptableError
from hkgraph.graph import vocab
from hkgraph.server.describing import description_query, find_description, write
from hkgraph.server.formats import TRIPLES, find_format
from hkgraph.server.graph_reader import Reader
from hkgraph.server.incoming import Incoming
from hkgraph.server.links import link_header
from hkgraph.server.location import local, own_path
from hkgraph.server.negotiation import choose, choose_encoding, is_known, parse_accept, prefers_html
from hkgraph.server.questions import Question
from hkgraph.server.refusals import Refused
from hkgraph.server.thing_pages import thing_page
from hkgraph.server.windows import open_window

if TYPE_CHECKING:
    from starlette.datastructures import Headers

    from hkgraph.search.querying import Hit
    from hkgraph.server.answering import Answering
    from hkgraph.server.rendering import Pages
    from hkgraph.server.searches import Searches
    from hkgraph.server.snapshots import Snapshot, Snapshots
    from hkgraph.server.wording import Wording
    from hkgraph.settings import Settings

SUGGESTIONS = 8
MOST_PAGES = 100_000
HTML = "html"
# The hash that ends some keys is no word to search for.
_HASH = re.compile(r"(?:^|-)[0-9a-f]{16}$")
_SUFFIX = re.compile(r"\.([a-z]+)$")
_LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a request asks for.

    Attributes:
        key: The path below ``/id/``, escaped as the client sent it.
        page: Which of the pages on a thing that many articles tell of, from 1.
    """

    key: str
    headers: Headers
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What the path of a request may mean.

    Attributes:
        suffix: Names a format at the end of the path; empty leaves it to Accept.
    """

    node: NamedNode
    suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A description that is too long to be gathered: the engine writes it as it finds it."""

    question: Question
    headers: dict[str, str]


class Things:
    """Answers requests for things."""

    def __init__(
        self,
        snapshots: Snapshots,
        answering: Answering,
        searches: Searches,
        pages: Pages,
        *,
        wording: Wording,
        settings: Settings,
    ) -> None:
        self._snapshots = snapshots
        self._answering = answering
        self._searches = searches
        self._pages = pages
        self._wording = wording
        self._base = settings.base_iri
        self._licence = settings.licence
        self._seconds = settings.longest_query_seconds

    async def get(self, request: Request, page: int) -> Response:
        """Answer one request."""
        key = own_path(request.scope).removeprefix("/id/")
        wish = Wish(key=key, headers=request.headers, page=page)
        found = await run_in_threadpool(self._answer, wish)
        if found is None:
            return await self._nothing(wish)
        if isinstance(found, Response):
            return found
        question = replace(found.question, head_only=request.method == "HEAD")
        response = await self._answering.respond(question, Incoming(request.scope, request.receive))
        response.headers.update(found.headers)
        return response

    def _answer(self, wish: Wish) -> Response | Stream | None:
        snapshot = self._snapshots.current()
        store = snapshot.store
        reader = Reader(store, self._wording)
        things = list(self._readings(wish.key))
        for thing in things:
            merged = reader.node(thing.node, vocab.MERGED_INTO)
            if merged:
                return self._moved(merged, thing)
            if reader.exists(thing.node) or store.contains_named_graph(thing.node):
                return self._describe(thing, snapshot, wish)
        if any(thing.node.value in snapshot.tombstones for thing in things):
            raise Refused(
                410,
                f"{self._base}{wish.key} was published once and has been removed",
                hint="The article that told of it is no longer in the graph.",
            )
        return None

    def _readings(self, key: str) -> list[Thing]:
        """Give what a path may mean: as it is, decoded, and without a suffix."""
        texts = {key: ""}
        suffix = _SUFFIX.search(key)
        if suffix and (suffix[1] == HTML or find_format(TRIPLES, suffix[1])):
            texts[key[: suffix.start()]] = suffix[1]
        found = []
        for text, named in texts.items():
            for spelling in dict.fromkeys((text, unquote(text))):
                with suppress(ValueError):  # it is no IRI, so nothing has it
                    found.append(Thing(node=NamedNode(self._base + spelling), suffix=named))
        return found

    def _moved(self, node: NamedNode, thing: Thing) -> Response:
        target = self._pages.href(node.value) or local("/")
        return RedirectResponse(f"{target}.{thing.suffix}" if thing.suffix else target, 301)

    def _describe(self, thing: Thing, snapshot: Snapshot, wish: Wish) -> Response | Stream:
        accept = wish.headers.get("accept")
        path = self._pages.href(thing.node.value) or ""
        links = {"Link": link_header(thing.node.value, path, self._licence)}
        if thing.suffix == HTML or (not thing.suffix and prefers_html(accept)):
            return self._page(thing.node, snapshot, wish, links)
        form = find_format(TRIPLES, thing.suffix) or choose(parse_accept(accept), TRIPLES)
        if form is None:
            raise NotAcceptableError(
                "none of the formats that you accept is on offer",
                hint=f"Accept text/html or one of: {', '.join(f.media_type for f in TRIPLES)}.",
            )
        headers = links | {"Content-Location": f"{path}.{form.name}"}
        tagged = headers | _tagged(form.etag(snapshot.digest))
        if is_known(wish.headers.get("if-none-match"), tagged["ETag"]):
            return Response(status_code=304, headers=tagged)
        triples = find_description(snapshot.store, thing.node)
        if triples is None:
            question = Question(
                text=description_query(snapshot.store, thing.node),
                triples=form,
                encoding=choose_encoding(wish.headers.get("accept-encoding")),
                seconds=self._seconds,
            )
            return Stream(question=question, headers=headers)
        return Response(write(triples, form), media_type=form.content_type, headers=tagged)

    def _page(
        self, node: NamedNode, snapshot: Snapshot, wish: Wish, headers: dict[str, str]
    ) -> Response:
        tag = f'W/"{snapshot.digest[:16]}-{__version__}-{wish.page}-{HTML}"'
        headers = headers | _tagged(tag)
        if is_known(wish.headers.get("if-none-match"), tag):
            return Response(status_code=304, headers=headers)
        window = open_window(snapshot.store, node, wish.page)
        template, values = thing_page(Reader(snapshot.store, self._wording, window), node)
        return self._pages.render(template, headers=headers, **values)

    async def _nothing(self, wish: Wish) -> Response:
        iri = self._base + wish.key
        name = _HASH.sub("", unquote(wish.key).rpartition("/")[2])
        words = " ".join(re.findall(r"\w+", name))[:_LONGEST_WORDS]
        hits = await self._searches.suggest(words, limit=SUGGESTIONS)
        if not prefers_html(wish.headers.get("accept")):
            raise _not_found(iri, words, hits)
        return self._pages.render("not_found.html", status=404, iri=iri, words=words, hits=hits)


def _tagged(etag: str) -> dict[str, str]:
    return {"ETag": etag, "Vary": "Accept", "Cache-Control": "public, max-age=0, must-revalidate"}


def things_router(things: Things) -> APIRouter:
    """Make the route of things."""
    router = APIRouter(tags=["Things"])

    @router.head("/id/{key:path}", include_in_schema=False)
    @router.get("/id/{key:path}", response_class=Response, summary="Look up a thing")
    async def look_up(
        request: Request,
        key: str,  # noqa: ARG001  # for the docs
        page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
    ) -> Response:
        """Give a page, or RDF by Accept or suffix, on the thing with this IRI.

        An IRI that was merged into another redirects to it (301); one that was removed is gone
        (410). Of what many articles tell of, a page shows the newest, and ``page=2`` those that
        follow; RDF is always whole.
        """
        return await things.get(request, page)

    return router


def _not_found(iri: str, words: str, hits: list[Hit]) -> Refused:
    meant = f"Perhaps you mean {' or '.join(hit.iri for hit in hits)}; or look" if hits else "Look"
    hint = f"{meant} for it: {local('/search')}?q={quote(words)}"
    return Refused(404, f"the graph says nothing of {iri}", hint=hint)
