"""A real web server on this machine that keeps what it is sent and answers as it is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


class WebServer:
    """`requests` are pairs of the request line's method and path, and the body.

    `status` is what it answers; while `silent` it takes requests and says nothing until it is stopped.
    """

    def __init__(self) -> None:
        self.requests: list[tuple[str, bytes]] = []
        self.status, self.silent = 200, False
        self.stopped = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def place(self) -> str:
        """Its host and port."""
        return f"127.0.0.1:{self._server.server_port}"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Let go of all who wait."""
        self.stopped.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                owner.requests.append((f"{self.command} {self.path}", body))
                if owner.silent:
                    owner.stopped.wait()
                self.send_response(owner.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_POST = _answer  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        return Handler


@contextmanager
def web_server() -> Iterator[WebServer]:
    """A server that answers until the block ends."""
    server = WebServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()
