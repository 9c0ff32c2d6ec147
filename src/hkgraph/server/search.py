"""``/search``: finding things by name, as a page or as JSON while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Header, Query, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from hkgraph.errors import NotAcceptableError
from hkgraph.search.querying import MOST_HITS
from hkgraph.search.reading import Kind  # noqa: TC001  # FastAPI reads it
from hkgraph.search.wanted import MOST_LETTERS
from hkgraph.server.graph_reader import Reader
from hkgraph.server.negotiation import parse_accept, quality
from hkgraph.server.search_results import FoundBody, body, groups

if TYPE_CHECKING:
    from hkgraph.server.rendering import Pages
    from hkgraph.server.searches import Found, Searches
    from hkgraph.server.snapshots import Snapshots
    from hkgraph.server.wording import Wording

Shape = Literal["html", "json"]
_MEDIA_TYPES: dict[Shape, str] = {"html": "text/html", "json": "application/json"}


class SearchPages:
    """Shows what a search has found."""

    def __init__(
        self, searches: Searches, snapshots: Snapshots, pages: Pages, *, wording: Wording
    ) -> None:
        self._searches = searches
        self._snapshots = snapshots
        self._pages = pages
        self._wording = wording

    async def show(self, text: str, shape: Shape, *, limit: int, kind: Kind | None) -> Response:
        """Search, and answer in the shape that is wished for."""
        if not text.strip() and shape == "html":
            return self._pages.render("search.html", words="", kind=kind, groups={}, found=None)
        found = await self._searches.find(text, limit=limit, kind=kind)
        headers = {"Vary": "Accept", "X-Hkgraph-Generation": str(found.generation)}
        if shape == "json":
            content = body(text, found, self._pages).model_dump_json()
            return Response(content, media_type=_MEDIA_TYPES[shape], headers=headers)
        return await run_in_threadpool(self._page, text, found, kind, headers)

    def _page(
        self, text: str, found: Found, kind: Kind | None, headers: dict[str, str]
    ) -> Response:
        reader = Reader(self._snapshots.current().store, self._wording)
        return self._pages.render(
            "search.html",
            headers=headers,
            words=text,
            kind=kind,
            groups=groups(found, reader),
            found=found,
        )


def search_router(search_pages: SearchPages) -> APIRouter:
    """Make the route of the search."""
    router = APIRouter(tags=["Pages"])

    @router.head("/search", include_in_schema=False)
    @router.get(
        "/search",
        response_class=HTMLResponse,
        summary="Search by name, headline or words of a quotation",
        responses={200: {"model": FoundBody}},
    )
    async def search(
        q: Annotated[str, Query(max_length=MOST_LETTERS)] = "",
        limit: Annotated[int, Query(ge=1, le=MOST_HITS)] = MOST_HITS,
        kind: Annotated[Kind | None, Query(description="The only kind to look for.")] = None,
        shape: Annotated[
            Shape | None, Query(alias="format", description="Wins over Accept.")
        ] = None,
        accept: Annotated[str | None, Header(include_in_schema=False)] = None,
    ) -> Response:
        """Find people, organisations, places, laws, events, articles and quotations.

        All words must stand in one name; the last may be unfinished. Accents, case and hyphens do
        not count. A name that is the text comes first, then labels that begin with it, labels,
        aliases, headlines, quotations; of equals the thing of which more is said.
        """
        return await search_pages.show(q, shape or _choose(accept), limit=limit, kind=kind)

    return router


def _choose(accept: str | None) -> Shape:
    ranges = parse_accept(accept)
    best = max(_MEDIA_TYPES, key=lambda shape: quality(ranges, _MEDIA_TYPES[shape]))
    if not quality(ranges, _MEDIA_TYPES[best]):
        raise NotAcceptableError(
            "a search has none of the formats that you accept",
            hint="Accept text/html or application/json.",
        )
    return best
