"""``/reconcile`` and ``/reconcile/wikidata``: the routes of the Reconciliation API 0.2.

JSONP, which 0.2 leaves to the service, is not spoken: every answer may be read by pages of other
sites as it is, and a script that names its caller is a door that need not be there.

Source: https://reconciliation-api.github.io/specs/0.2/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from hkgraph.server.hardening import FRAMED_POLICY
from hkgraph.server.location import site_url
from hkgraph.server.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.server.reconciling.service import Service
    from hkgraph.server.rendering import Pages

_MOST_LETTERS = 2_000
_MOST_SKIPPED = 10_000
Prefix = Annotated[str, Query(max_length=_MOST_LETTERS, description="What was typed.")]
Cursor = Annotated[int, Query(ge=0, le=_MOST_SKIPPED, description="Suggestions to skip.")]
Id = Annotated[str, Query(min_length=1, max_length=_MOST_LETTERS, description="Of an entity.")]


def reconciliation_router(services: Iterable[Service], pages: Pages) -> APIRouter:
    """Make the routes of several services."""
    router = APIRouter(tags=["Reconciliation"])
    for service in services:
        _add_endpoint(router, service)
        _add_suggestions(router, service)
        _add_preview(router, service, pages)
    return router


def _add_endpoint(router: APIRouter, service: Service) -> None:
    path = f"/{service.identity.path}"

    async def answer(request: Request, queries: str | None, extend: str | None) -> Response:
        if queries is not None and extend is not None:
            message = "the request has both queries and extend"
            raise Refused(400, message, hint="Send one of them.")
        if queries is not None:
            return JSONResponse(await service.reconcile(queries))
        if extend is not None:
            return JSONResponse(await service.extend(extend, site_url(request)))
        return JSONResponse(service.manifest(site_url(request)))

    @router.head(path, include_in_schema=False)
    @router.get(path, summary=f"{service.identity.name}: manifest, queries, values")
    async def get(
        request: Request, queries: str | None = None, extend: str | None = None
    ) -> Response:
        """Give the manifest, or answer a batch of queries or a request for values (JSON)."""
        return await answer(request, queries, extend)

    @router.post(path, summary=f"{service.identity.name}: queries, values")
    async def post(
        request: Request,
        queries: Annotated[str | None, Form()] = None,
        extend: Annotated[str | None, Form()] = None,
    ) -> Response:
        """Answer a batch of queries or a request for values (JSON), sent as a form."""
        if queries is None and extend is None:
            hint = "Send a form with a batch of queries, in JSON, as queries=."
            raise Refused(400, "the form has neither queries nor extend", hint=hint)
        return await answer(request, queries, extend)


def _add_suggestions(router: APIRouter, service: Service) -> None:
    path = f"/{service.identity.path}"

    @router.get(f"{path}/suggest/entity", summary="Suggest entities")
    async def entity(prefix: Prefix = "", cursor: Cursor = 0) -> dict[str, Any]:
        """Give entities with a name that begins so, or with this id."""
        return await service.suggest_entities(prefix, cursor)

    @router.get(f"{path}/suggest/type", summary="Suggest types")
    async def type_(prefix: Prefix = "", cursor: Cursor = 0) -> dict[str, Any]:
        """Give types with a name or id that begins so."""
        return service.suggest_types(prefix, cursor)

    @router.get(f"{path}/suggest/property", summary="Suggest properties")
    async def property_(prefix: Prefix = "", cursor: Cursor = 0) -> dict[str, Any]:
        """Give properties with a name or id that begins so."""
        return service.suggest_properties(prefix, cursor)

    @router.get(f"{path}/properties", summary="Propose properties of a type")
    async def propose(
        type: Annotated[str, Query(max_length=_MOST_LETTERS)] = "",  # noqa: A002  # its name
        limit: Annotated[int | None, Query(ge=1)] = None,
    ) -> dict[str, Any]:
        """Give what can be fetched of entities of a type; of all types if none is named."""
        return service.propose(type, limit)


def _add_preview(router: APIRouter, service: Service, pages: Pages) -> None:
    path = f"/{service.identity.path}"

    @router.get(f"{path}/preview", response_class=HTMLResponse, summary="Preview an entity")
    async def preview(request: Request, id: Id) -> Response:  # noqa: A002  # the specification's
        """Show an entity in a small page, which pages of other sites may frame."""
        found = await service.preview(id)
        view = service.manifest(site_url(request))["view"]["url"]
        return pages.render(
            "preview.html",
            headers={"Content-Security-Policy": FRAMED_POLICY},
            view=view.replace("{{id}}", quote(found["entity"].id, safe="")),
            **found,
        )
