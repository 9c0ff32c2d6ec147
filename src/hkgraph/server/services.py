"""SERVICE clauses, sent by way of the relay: the engine itself never learns another host's address.

The engine calls whatever a query names, follows redirects and takes no hook. So the text that it
is given has the address of the relay wherever the client wrote that of an allowed host. Only plain
clauses pass: an address written out, and a place that every reading of the text agrees on.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hkgraph.errors import QueryError
from hkgraph.server.guard import MAX_SERVICE_WORDS, SERVICE, blank_names, scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.outgoing.hosts import AllowedHosts

_WORD = re.compile("service", re.IGNORECASE)
_PLACE = re.compile(r"error at (\d+):(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A clause that calls another server.

    Attributes:
        start: Where its address begins, with the ``<``.
        end: Where the address ends, behind the ``>``.
    """

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirected:
    """A query whose calls go to the relay.

    Attributes:
        own: As the client wrote it.
        text: For the engine.
        moves: Places in ``text`` up to which each stretch goes, and where it comes from in
            ``own``; within an address, where that begins.
    """

    own: str
    text: str
    moves: tuple[tuple[int, int, bool], ...]

    def locate(self, exc: SyntaxError) -> SyntaxError:
        """Make the parser's complaint name the place in the client's own text."""

        def own_place(found: re.Match[str]) -> str:
            lines = self.text.split("\n")
            line, column = int(found[1]), int(found[2])
            place = self._own_place(sum(len(row) + 1 for row in lines[: line - 1]) + column - 1)
            column = place - self.own.rfind("\n", 0, place)
            return f"error at {self.own.count(chr(10), 0, place) + 1}:{column}"

        return SyntaxError(_PLACE.sub(own_place, str(exc), count=1))

    def _own_place(self, place: int) -> int:
        own = place
        for start, own_start, is_plain in self.moves:
            if start > place:
                break
            own = own_start + (place - start if is_plain else 0)
        return min(own, len(self.own))


def redirect(text: str, allowed: AllowedHosts, relay: str) -> Redirected:
    """Turn the calls of a query or an update to the relay.

    Args:
        relay: Address of the relay, as far as it is the same for each call.

    Raises:
        QueryError: It is not sure what is called.
        HostRefusedError: A host is called that is not listed, SILENT or not.
    """
    services = find_services(text)
    for service in services:
        allowed.check(service.url)
    parts: list[str] = []
    moves: list[tuple[int, int, bool]] = []
    length = done = 0
    for service in services:
        address = f"<{relay}/{urlsafe_b64encode(service.url.encode()).decode()}>"
        moves += [(length, done, True), (length + service.start - done, service.start, False)]
        parts += [text[done : service.start], address]
        length += service.start - done + len(address)
        done = service.end
    moves.append((length, done, True))
    return Redirected(own=text, text="".join([*parts, text[done:]]), moves=tuple(moves))


def told_by_relay(exc: Exception, relay: str) -> dict[str, Any] | None:
    """Take what the relay said of another host's fault out of the engine's error; None if nothing.

    Args:
        relay: Address of the relay, as ``redirect`` was given it; "" if there was none.
    """
    before, _, payload = str(exc).partition(" with payload:\n")
    if not relay or relay not in before:
        return None
    try:
        fault = json.loads(payload)
    except ValueError:
        fault = None
    return (
        fault
        if isinstance(fault, dict)
        else {
            "status": 502,
            "message": "another host gave no answer in time",
            "hint": "Try again later.",
        }
    )


def find_services(text: str) -> list[Service]:
    """Find what a query or an update calls, in order.

    Raises:
        QueryError: A clause has no plain address, stands within another, or is only there on
            some readings of the text.
    """
    if "service" not in text.lower():
        return []
    found = scan(text)
    if found.service_words > MAX_SERVICE_WORDS:
        raise QueryError(
            f"the word SERVICE is there more than {MAX_SERVICE_WORDS} times",
            hint="Take the query apart into several.",
        )
    bare = blank_names(text)
    plain = {word.start() for word in _WORD.finditer(bare) if SERVICE.match(text, word.start())}
    if plain != found.services or not all(_stands_alone(text, at) for at in plain):
        raise QueryError(
            "it is not sure where SERVICE begins in this query",
            hint="Put spaces around SERVICE, and take away comments and odd strings near it.",
        )
    services = [_service(text, at) for at in sorted(plain)]
    _refuse_nested(bare, services)
    return services


def _stands_alone(text: str, at: int) -> bool:
    """Say whether the word at this place is one by itself, and no end of a longer name."""
    before = text[at - 1 : at] or " "
    behind = text[at + len("service")]
    return (before.isspace() or before in "{}") and (behind.isspace() or behind in "<#")


def _service(text: str, at: int) -> Service:
    found = SERVICE.match(text, at)
    target = found["target"] if found else ""
    url = target[1:-1]
    if not found or target[:1] != "<" or "\\" in url or "://" not in url:
        raise QueryError(
            "SERVICE is refused here: its address is not written out",
            hint="Write the whole address between < and >, with no variable, prefix or escape.",
        )
    return Service(start=found.start("target"), end=found.end("target"), url=url)


def _refuse_nested(bare: str, services: list[Service]) -> None:
    """Refuse a clause within another: its address would be sent to the other host."""
    ends = [_group_end(bare, service.end) for service in services]
    if any(end > later.start for end, later in zip(ends, services[1:], strict=False)):
        raise QueryError(
            "SERVICE within SERVICE is refused", hint="Call the inner host from here as well."
        )


def _group_end(bare: str, start: int) -> int:
    depth = 0
    for place in _braces(bare, start):
        depth += 1 if bare[place] == "{" else -1
        if depth == 0:
            return place
    return len(bare)


def _braces(bare: str, start: int) -> Iterator[int]:
    return (found.start() for found in re.compile(r"[{}]").finditer(bare, start))
