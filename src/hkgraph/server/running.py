"""The server process: from its first moment to its last query."""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import uvicorn

from hkgraph.errors import SettingsError
from hkgraph.server.heads import BoundedHeads

if TYPE_CHECKING:
    from types import FrameType

    from hkgraph.server.app import Application
    from hkgraph.settings import Settings

#: For what is left to do when the last query has been ended.
_GRACE_SECONDS = 5
_BACKLOG = 2_048
#: Longer than a proxy keeps an idle connection, so that it is the one who closes it, and longer
#: than clients are told to wait before they come again.
_IDLE_SECONDS = 75


class GracefulServer(uvicorn.Server):
    """Lets running queries end when it is told to stop; told twice, it ends them itself."""

    def __init__(self, config: uvicorn.Config, app: Application, *, patience: float) -> None:
        super().__init__(config)
        self._app = app
        self._patience = patience
        self._loop: asyncio.AbstractEventLoop | None = None

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until told to stop."""
        self._loop = asyncio.get_running_loop()
        await super().serve(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002  # uvicorn's
        """Take word that it should stop."""
        if self._loop:
            patience = 0.0 if self.should_exit else self._patience
            self._loop.call_soon_threadsafe(self._loop.call_later, patience, self._app.hurry)
        self.should_exit = True


def listen(host: str, port: int) -> socket.socket:
    """Open a port; 0 leaves the choice to the system.

    Raises:
        SettingsError: It is taken, or not ours to take.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as exc:
        reason = os.strerror(exc.errno) if exc.errno and exc.errno > 0 else exc.strerror
        raise SettingsError(
            f"nothing can be served at {host}:{port}: {reason}",
            hint="Name another port with --port, or another address with --host.",
        ) from exc


def run(app: Application, settings: Settings, listener: socket.socket) -> None:
    """Serve an application until the process is told to stop."""
    config = uvicorn.Config(
        app,
        http=BoundedHeads,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=settings.shutdown_seconds + _GRACE_SECONDS,
        log_level="warning",
        # What serves is nobody's business who looks for holes in it.
        server_header=False,
    )
    server = GracefulServer(config, app, patience=settings.shutdown_seconds)
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
