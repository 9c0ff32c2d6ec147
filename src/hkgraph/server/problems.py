"""Errors as answers: ``application/problem+json`` for programs, a page for people."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import structlog
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from hkgraph.errors import HkgraphError
from hkgraph.server.location import local
from hkgraph.server.methods import methods_of
from hkgraph.server.negotiation import names, prefers_html
from hkgraph.server.refusals import Refused

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import Receive, Scope, Send

    from hkgraph.server.rendering import Pages

PROBLEM = "application/problem+json"
TURTLE = "text/turtle"

log = structlog.get_logger(__name__)


class Problems:
    """Answers every error of ours, of the framework and of nobody's making in one shape."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def add_to(self, app: FastAPI) -> None:
        """Let an application's routes raise what they like."""

        async def answer(request: Request, exc: Exception) -> Response:
            return self.answer(request, exc)

        for kind in (HkgraphError, HTTPException, RequestValidationError, Exception):
            app.add_exception_handler(kind, answer)

    async def respond(self, exc: Exception, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that ended in an error."""
        response = self.answer(Request(scope), exc)
        await response(scope, receive, send)

    def answer(self, request: Request, exc: Exception) -> Response:
        """Make the response to a request that ended in an error."""
        match exc:
            case HkgraphError():
                return self._ours(request, exc)
            case HTTPException():
                return self._http(request, exc)
            case RequestValidationError():
                faults = "; ".join(f"{error['loc'][-1]}: {error['msg']}" for error in exc.errors())
                return self._show(request, problem(400, faults, "Mend the parameters; see /docs."))
        number = secrets.token_hex(4)
        log.error("request_crashed", id=number, path=request.url.path, exc_info=exc)
        hint = f"Tell the operator the number {number}; the log has the rest."
        return self._show(request, problem(500, "the server made a mistake", hint, id=number))

    def _ours(self, request: Request, exc: HkgraphError) -> Response:
        if exc.http_status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.warning("request_failed", path=request.url.path, error=str(exc))
        return self._show(request, problem(exc.http_status, str(exc), exc.hint))

    def _http(self, request: Request, exc: HTTPException) -> Response:
        headers = dict(exc.headers or {})
        if exc.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not isinstance(exc, Refused):
            # Each route knows its own methods only.
            headers["Allow"] = methods_of(request.app.routes, request.scope)
            if request.method == "OPTIONS":
                return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
        if isinstance(exc, Refused) and exc.turtle and names(request.headers.get("accept"), TURTLE):
            return Response(exc.turtle, exc.status_code, media_type=TURTLE)
        hint = exc.hint if isinstance(exc, Refused) else f"Start at {local('/')}."
        details = exc.details if isinstance(exc, Refused) else {}
        body = problem(exc.status_code, exc.detail, hint, **details)
        return self._show(request, body, headers)

    def _show(
        self, request: Request, body: dict[str, Any], headers: dict[str, str] | None = None
    ) -> Response:
        status = body["status"]
        headers = {"Vary": "Accept", "Cache-Control": "no-store"} | (headers or {})
        if prefers_html(request.headers.get("accept")):
            reason = _reason(status)
            return self._pages.render(
                "problem.html", status=status, headers=headers, reason=reason, fault=body
            )
        return JSONResponse(body, status, headers, media_type=PROBLEM)


def problem(status: int, message: str, hint: str, **details: Any) -> dict[str, Any]:
    """Make a problem document (RFC 9457)."""
    return {"type": "about:blank", "title": message, "status": status, "hint": hint, **details}


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"
