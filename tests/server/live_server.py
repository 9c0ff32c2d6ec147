"""The application behind a real uvicorn on a real port, in this process."""

from __future__ import annotations

import contextlib
import socket
import threading
import time

import uvicorn

from hkgraph.server.app import create_app


@contextlib.contextmanager
def serving(store, settings):
    """Serve until the block ends; gives the port."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(store, settings), log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
