"""Other hosts, as far as tests may have them: real sockets on this machine.

A ``Listener`` only counts who connects. A ``Remote`` speaks HTTP as its script says.
"""

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Listener:
    """Accepts connections, counts them and hangs up."""

    def __init__(self, host="127.0.0.1", port=0):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, port), family=family)
        self.port = self._socket.getsockname()[1]
        self.connections = 0
        self._thread = threading.Thread(target=self._count, daemon=True)
        self._thread.start()

    def _count(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self):
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


@contextmanager
def listening(host="127.0.0.1"):
    listener = Listener(host)
    try:
        yield listener
    finally:
        listener.close()


class Remote(ThreadingHTTPServer):
    """An HTTP server whose answers a test writes: ``routes[path] = handler`` (a handler writes)."""

    daemon_threads = True

    def __init__(self, tls=None):
        super().__init__(("127.0.0.1", 0), _Handler)
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        self.routes = {}
        self.seen = []
        self.scheme = "https" if tls else "http"

    @property
    def port(self):
        return self.server_address[1]

    @property
    def origin(self):
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def answers(self, path, body=b"", *, status=200, **headers):
        def handler(request):
            request.answer(status, body, {k.replace("_", "-"): v for k, v in headers.items()})

        self.routes[path] = handler

    def handle_error(self, request, client_address):
        """Say nothing: clients of these tests hang up on purpose."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.seen.append(self)
        path = self.path.partition("?")[0]
        self.server.routes.get(path, lambda r: r.answer(404, b"", {}))(self)

    do_POST = do_GET  # noqa: N815 - the name that the base class calls

    def answer(self, status, body, headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def serving(tls=None):
    remote = Remote(tls)
    thread = threading.Thread(target=remote.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield remote
    finally:
        remote.shutdown()
        remote.server_close()
        thread.join()
