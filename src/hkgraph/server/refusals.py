"""Answers that say no: the request was understood, and the reason is the client's or the hour's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from collections.abc import Mapping


class Refused(HTTPException):
    """A request that is turned down with a status of its own.

    Args:
        status: HTTP status.
        message: The fact, with its values.
        hint: The one thing to try next.
        headers: Sent with the answer.
        details: More members of the problem document, such as ``line`` and ``column``.
        turtle: What is sent in place of that document to a client that asks for Turtle.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        hint: str,
        headers: Mapping[str, str] | None = None,
        details: Mapping[str, Any] | None = None,
        turtle: str | None = None,
    ) -> None:
        super().__init__(status, message, headers)
        self.hint = hint
        self.details = dict(details or {})
        self.turtle = turtle


def refusal_of(fault: Mapping[str, Any]) -> Refused:
    """Turn a fault that came from another process into a refusal."""
    details = {k: v for k, v in fault.items() if k not in ("status", "message", "hint", "headers")}
    return Refused(
        fault["status"],
        fault["message"],
        hint=fault["hint"],
        headers=fault.get("headers"),
        details=details,
    )
