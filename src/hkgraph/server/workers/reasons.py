"""Why a query was ended or not begun: what its client is told, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hkgraph.server.workers.limits import Limits

_SMALLER = "Ask for less: add LIMIT, or bind more of the pattern."
_LATER = {"Retry-After": "10"}
#: Marks the fault of a generation that cannot be opened, perhaps since a newer one is there.
GENERATION = "generation"


def late(seconds: float) -> dict[str, Any]:
    """It ran out of time."""
    return {
        "status": 504,
        "message": f"the query took longer than {seconds:g} seconds",
        "hint": f"{_SMALLER} A longer time may be asked for with timeout=SECONDS.",
        "limit": "seconds",
    }


def too_big(limits: Limits) -> dict[str, Any]:
    """It took too much memory."""
    return {
        "status": 503,
        "message": f"the query took more than {limits.memory_bytes // 1_000_000} MB of memory",
        "hint": "Sort, group or collect less at a time; add LIMIT inside a subquery.",
        "limit": "memory",
    }


def queue_full(limits: Limits) -> dict[str, Any]:
    """There are too many others."""
    return {
        "status": 503,
        "message": f"the server is busy: {limits.waiting} queries wait already",
        "hint": "Try again in a few seconds.",
        "limit": "waiting queries",
        "headers": _LATER,
    }


def waited(limits: Limits) -> dict[str, Any]:
    """Its turn did not come."""
    return {
        "status": 503,
        "message": f"the server was busy with others for {limits.waiting_seconds:g} seconds",
        "hint": "Try again in a few seconds.",
        "limit": "waiting seconds",
        "headers": _LATER,
    }


def client_too_slow(limits: Limits) -> dict[str, Any]:
    """Its client does not take what it asked for."""
    return {
        "status": 408,
        "message": f"the client took nothing for {limits.stalled_seconds:g} seconds, or took "
        f"longer than {limits.transfer_seconds:g} seconds over all",
        "hint": "Take the result faster, or in parts with LIMIT and OFFSET.",
        "limit": "transfer seconds",
    }


def gone() -> dict[str, Any]:
    """Nobody waits for it any more; so nobody reads this."""
    return {"status": 499, "message": "the client hung up", "hint": "Stay on the line."}


def closing() -> dict[str, Any]:
    """The server shuts down."""
    return {
        "status": 503,
        "message": "the server is shutting down",
        "hint": "Try again in a minute.",
        "headers": _LATER,
    }


def no_process(exc: OSError) -> dict[str, Any]:
    """The machine gives no more processes."""
    return {
        "status": 503,
        "message": f"no process can be started: {exc.strerror}",
        "hint": "Try again in a few seconds.",
        "headers": _LATER,
    }


def cannot_open(exc: Exception) -> dict[str, Any]:
    """The generation is not there, or broken."""
    return {
        "status": 503,
        "message": f"the graph cannot be opened: {exc}",
        "hint": "Try again; if it stays so, tell the operator.",
        "limit": GENERATION,
    }


def death(last_words: str, limits: Limits) -> dict[str, Any]:
    """Its worker died of it."""
    if any(sign in last_words for sign in ("memory allocation", "bad_alloc", "MemoryError")):
        return too_big(limits)
    return {
        "status": 400,
        "message": "the query ended the process that read it",
        "hint": "It is too deep or too long: take it apart into several queries.",
        "limit": "complexity",
    }
