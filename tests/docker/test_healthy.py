"""The image's health check, run as the image runs it, against a server of the test's own."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

_SCRIPT = Path(__file__).parents[2] / "docker" / "healthy.py"


@contextmanager
def answering(status: int) -> Iterator[int]:
    """The port of a server that answers one request for /healthz with this status."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/healthz" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing on standard error."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        yield server.server_port
        thread.join()


def checked(port: int) -> tuple[int, str]:
    """Exit status and what is said; a proxy in the environment is not asked."""
    env = {"ASSISTANT_SERVE_PORT": str(port), "http_proxy": "http://127.0.0.1:9"}
    done = subprocess.run(
        [sys.executable, str(_SCRIPT)], env=env, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr.strip()


@pytest.mark.parametrize(("status", "said"), [(200, (0, "")), (503, (1, "not healthy: 503"))])
def test_says_what_the_assistant_says(status: int, said: tuple[int, str]) -> None:
    """Only 200 is healthy."""
    with answering(status) as port:
        assert checked(port) == said


def test_silence_is_not_health() -> None:
    """Nobody listens: status 1 and the kind of error."""
    with answering(200) as port:
        assert checked(port)[0] == 0
    assert checked(port) == (1, "no answer: ConnectionRefusedError")
