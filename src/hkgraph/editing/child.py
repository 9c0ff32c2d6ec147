"""A process that writes: it takes orders from a socket, one at a time, until it is closed.

It is a process of its own so that a write that runs away can be ended. Dying in the middle leaves
nothing but a draft that nobody sees and that the next writer removes.
"""

from __future__ import annotations

import ctypes
import resource as limits
import signal
import socket
import sys
import time
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from hkgraph.editing.graph_writes import write_graph
from hkgraph.editing.loads import Loader
from hkgraph.editing.orders import (
    LENGTHS_BYTES,
    GraphOrder,
    UpdateOrder,
    pack,
    parse_order,
    unpack_lengths,
)
from hkgraph.editing.publishing import Publisher
from hkgraph.editing.updating import Update, perform
from hkgraph.errors import BrokenRdfError, HkgraphError, ShapesError, WriteTimeError
from hkgraph.outgoing.walls import forbid_connections
from hkgraph.resources import resource
from hkgraph.settings import Settings
from hkgraph.store.generations import StoreDir

if TYPE_CHECKING:
    from hkgraph.editing.checking import Checker
    from hkgraph.editing.edit import Edit
    from hkgraph.store.manifest import Manifest

_MEGABYTE = 1_000_000
_DATA_FIELD = 5  # of /proc/self/statm, in pages
_PR_SET_PDEATHSIG = 1


class Child:
    """Carries out orders on one store."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._load = Loader(settings).load

    def answer(self, head: bytes, body: bytes) -> dict[str, Any]:
        """Carry out an order and say what came of it."""
        try:
            return {"written": asdict(self._publisher().publish(self._change(head, body)))}
        except HkgraphError as exc:
            return {"fault": _fault(exc)}
        except SyntaxError as exc:
            return {"syntax": str(exc)}
        except ValueError as exc:
            hint = "Check the names of graphs and the IRIs."
            return {"fault": {"status": 400, "message": str(exc), "hint": hint}}

    def _publisher(self) -> Publisher:
        settings = self._settings
        return Publisher(
            StoreDir(settings.store),
            settings.base_iri,
            keep=settings.keep_generations,
            checker=load_shapes,
            wait_seconds=settings.write_waiting_seconds,
        )

    def _change(self, head: bytes, body: bytes) -> Any:
        order = parse_order(head)
        seconds = self._settings.write_seconds
        start = time.monotonic()

        def change(edit: Edit, manifest: Manifest) -> None:
            self._carry_out(order, body, edit, manifest)
            if time.monotonic() - start > seconds:
                raise WriteTimeError(
                    f"the write took longer than {seconds:g} seconds",
                    hint="Write less at a time, or use hkgraph load.",
                )

        return change

    def _carry_out(
        self, order: GraphOrder | UpdateOrder, body: bytes, edit: Edit, manifest: Manifest
    ) -> None:
        if isinstance(order, GraphOrder):
            write_graph(order, body, edit, manifest)
            return
        update = Update(text=body.decode(), **order.model_dump(exclude={"kind"}))
        perform(update, edit, self._load)


@cache
def load_shapes(base: str) -> Checker:
    """Read the shapes for stores with a base IRI, once; it takes a second."""
    from hkgraph.validation.compiled.check import CompiledShapes  # noqa: PLC0415  # takes a second

    return CompiledShapes(resource("shapes"), resource("ontology"), base=base)


def serve(orders: BinaryIO, answers: BinaryIO, child: Child) -> None:
    """Answer orders until the other end is closed."""
    while lengths := orders.read(LENGTHS_BYTES):
        head, body = unpack_lengths(lengths)
        answers.write(pack(child.answer(orders.read(head), orders.read(body))))
        answers.flush()


def _fault(exc: HkgraphError) -> dict[str, Any]:
    fault = {"status": exc.http_status, "message": str(exc), "hint": exc.hint}
    if isinstance(exc, ShapesError):
        fault["report"] = exc.report
    if isinstance(exc, BrokenRdfError) and exc.line:
        fault |= {"line": exc.line, "column": exc.column}
    return fault


def _limit_memory(more_bytes: int) -> None:
    fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
    held = int(fields[_DATA_FIELD]) * limits.getpagesize()
    _, hard = limits.getrlimit(limits.RLIMIT_DATA)
    limits.setrlimit(limits.RLIMIT_DATA, (held + more_bytes, hard))
    limits.setrlimit(limits.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Serve the socket whose descriptor is given, with the settings that are given."""
    settings = Settings.model_validate_json(sys.argv[2])
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which closes us
    _limit_memory(settings.write_megabytes * _MEGABYTE)
    if not (settings.allowed_hosts or settings.allowed_private_hosts):
        forbid_connections()
    with socket.socket(fileno=int(sys.argv[1])) as ours:
        serve(ours.makefile("rb"), ours.makefile("wb"), Child(settings))


if __name__ == "__main__":
    main()
