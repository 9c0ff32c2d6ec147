"""Writes over HTTP: who sends one, what the writer process makes of it, and a line in the log."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import structlog
from fastapi import Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from hkgraph.editing.orders import GraphOrder, UpdateOrder
from hkgraph.editing.process import WriterProcess
from hkgraph.errors import HkgraphError
from hkgraph.server.guard import check_update
from hkgraph.server.negotiation import names
from hkgraph.server.permission import token_name
from hkgraph.server.refusals import Refused, refusal_of
from hkgraph.server.syntax_errors import syntax_fault
from hkgraph.store.generations import StoreDir
from hkgraph.store.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hkgraph.server.protocol import UpdateRequest
    from hkgraph.settings import Settings

_RETRY = {"Retry-After": "5"}

log = structlog.get_logger(__name__)


class Writing:
    """Lets clients with a token write to one store."""

    def __init__(self, store: Path, settings: Settings) -> None:
        self._tokens = Tokens(StoreDir(store))
        self._process = WriterProcess(settings.model_copy(update={"store": store}))
        self.max_bytes = settings.write_bytes

    async def permit(self, authorization: str | None) -> str:
        """Give the name of the token that a client sent.

        Raises:
            Refused: It sent none that is known.
        """
        try:
            return await run_in_threadpool(token_name, authorization, self._tokens)
        except Refused as exc:
            log.warning("write_refused", token=None, status=exc.status_code, reason=exc.detail)
            raise

    async def update(
        self, asked: UpdateRequest, *, authorization: str | None, accept: str | None
    ) -> Response:
        """Perform an update.

        Args:
            authorization: The header that shows the token.
            accept: The header; JSON tells what was changed.

        Raises:
            Refused: It is not permitted, or cannot be done.
        """
        token = await self.permit(authorization)
        await run_in_threadpool(check_update, asked.text)
        order = UpdateOrder(
            base_iri=asked.base_iri,
            using=asked.using_graphs,
            using_named=asked.using_named_graphs,
        )
        body = asked.text.encode(errors="surrogatepass")
        try:
            written = await self.write(token, order, body)
        except _MisspeltError as exc:
            fault = syntax_fault(SyntaxError(exc.complaint), asked.text)
            raise refusal_of(fault) from None
        headers = {"X-Hkgraph-Generation": str(written["generation"])}
        if names(accept, "application/json"):
            return JSONResponse(written, headers=headers)
        return Response(status_code=204, headers=headers)

    async def write(
        self, token: str, order: UpdateOrder | GraphOrder, body: bytes
    ) -> dict[str, Any]:
        """Carry out an order, and write a line about it.

        Args:
            token: Name of the token that permits it.

        Returns:
            The fields of ``Written``.

        Raises:
            Refused: It cannot be done.
        """
        graph = {"graph": order.graph} if isinstance(order, GraphOrder) else {}
        line = log.bind(token=token, kind=order.kind, bytes=len(body), **graph)
        try:
            answer = await self._process.write(order, body)
        except HkgraphError as exc:
            line.warning("write_refused", status=exc.http_status, reason=str(exc))
            raise Refused(exc.http_status, str(exc), hint=exc.hint, headers=_RETRY) from exc
        if "written" in answer:
            written: dict[str, Any] = answer["written"]
            line.info("write_published", **written)
            return written
        if "syntax" in answer:
            line.warning("write_refused", status=400, reason=answer["syntax"])
            raise _MisspeltError(answer["syntax"])
        fault = answer["fault"]
        line.warning("write_refused", status=fault["status"], reason=fault["message"])
        raise _refusal(fault)

    async def close(self) -> None:
        """Let a write end that is under way."""
        await self._process.close()


class _MisspeltError(Exception):
    """The engine cannot read an update.

    Args:
        complaint: What it says.
    """

    def __init__(self, complaint: str) -> None:
        super().__init__(complaint)
        self.complaint = complaint


def _refusal(fault: Mapping[str, Any]) -> Refused:
    details = {name: fault[name] for name in ("line", "column") if name in fault}
    report = fault.get("report")
    if report:
        details["report"] = report["results"]
    return Refused(
        fault["status"],
        fault["message"],
        hint=fault["hint"],
        headers=_RETRY if fault["status"] == HTTPStatus.SERVICE_UNAVAILABLE else None,
        details=details,
        turtle=report["turtle"] if report else None,
    )
