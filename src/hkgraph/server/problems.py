"""Errors as answers: ``application/problem+json`` for programs, a page for people."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import structlog
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from hkgraph.errors import HkgraphError
from hkgraph.server.location import local
from hkgraph.server.methods import methods_of
from hkgraph.server.negotiation import prefers_html
from hkgraph.server.refusals import Refused

if TYPE_CHECKING:
    from fastapi import FastAPI, Request

    from hkgraph.server.rendering import Pages

PROBLEM = "application/problem+json"

log = structlog.get_logger(__name__)


def add_problem_handlers(app: FastAPI, pages: Pages) -> None:
    """Answer every error of ours, of the framework and of nobody's making in one shape."""

    def answer(
        request: Request, body: dict[str, Any], headers: dict[str, str] | None = None
    ) -> Response:
        status = body["status"]
        headers = {"Vary": "Accept", **(headers or {})}
        if prefers_html(request.headers.get("accept")):
            reason = HTTPStatus(status).phrase
            return pages.render(
                "problem.html", status=status, headers=headers, reason=reason, fault=body
            )
        return JSONResponse(body, status, headers, media_type=PROBLEM)

    @app.exception_handler(HkgraphError)
    async def ours(request: Request, exc: HkgraphError) -> Response:
        if exc.http_status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.warning("request_failed", path=request.url.path, error=str(exc))
        return answer(request, problem(exc.http_status, str(exc), exc.hint))

    @app.exception_handler(HTTPException)
    async def http(request: Request, exc: HTTPException) -> Response:
        hint = exc.hint if isinstance(exc, Refused) else f"Start at {local('/')}."
        details = exc.details if isinstance(exc, Refused) else {}
        headers = dict(exc.headers or {})
        if exc.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not isinstance(exc, Refused):
            # Each route knows its own methods only.
            headers = {"Allow": methods_of(app.routes, request.scope)}
            if request.method == "OPTIONS":
                return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
        return answer(request, problem(exc.status_code, exc.detail, hint, **details), headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, exc: RequestValidationError) -> Response:
        faults = "; ".join(f"{error['loc'][-1]}: {error['msg']}" for error in exc.errors())
        return answer(request, problem(400, faults, "Mend the parameters; see /docs."))

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, exc: Exception) -> Response:
        number = secrets.token_hex(4)
        log.error("request_crashed", id=number, path=request.url.path, exc_info=exc)
        hint = f"Tell the operator the number {number}; the log has the rest."
        return answer(request, problem(500, "the server made a mistake", hint, id=number))


def problem(status: int, message: str, hint: str, **details: int | str) -> dict[str, Any]:
    """Make a problem document (RFC 9457)."""
    return {"type": "about:blank", "title": message, "status": status, "hint": hint, **details}
