"""The heartbeat against a real web server, and against everything that can be in its way."""

from collections.abc import Iterator
from socket import create_server

import pytest

from assistant.adapters.notifiers.heartbeat import HttpHeartbeat, NoHeartbeat
from assistant.errors import SettingsError
from assistant.ports import Heartbeat
from tests.fakes.mail_server import HOST, endless_answer
from tests.fakes.web_server import WebServer, web_server


@pytest.fixture
def watcher() -> Iterator[WebServer]:
    """The watcher outside."""
    with web_server() as server:
        yield server


def test_a_beat_is_one_get_of_the_whole_url(watcher: WebServer) -> None:
    """Path and query reach the watcher, once for each beat."""
    heartbeat = HttpHeartbeat(f"http://{watcher.place}/ping/abc?job=chase", 10)
    heartbeat.beat()
    heartbeat.beat()
    assert watcher.requests == [("GET /ping/abc?job=chase", b"")] * 2


@pytest.mark.parametrize("status", [302, 404, 500])
def test_what_the_watcher_answers_is_no_matter(watcher: WebServer, status: int) -> None:
    """No error reaches the caller."""
    watcher.status = status
    HttpHeartbeat(f"http://{watcher.place}/", 10).beat()
    assert len(watcher.requests) == 1


def test_a_watcher_that_says_nothing_is_not_waited_for(watcher: WebServer) -> None:
    """The beat ends after its time limit."""
    watcher.silent = True
    HttpHeartbeat(f"http://{watcher.place}/", 0.3).beat()


def test_a_watcher_that_never_comes_to_an_end_is_not_waited_for() -> None:
    """Nor one that keeps on talking."""
    with endless_answer() as port:
        HttpHeartbeat(f"http://{HOST}:{port}/", 0.3).beat()


def test_a_watcher_that_is_not_there_is_no_trouble() -> None:
    """A closed port, an unknown host and a host that cannot be are all swallowed."""
    with create_server((HOST, 0)) as listener:
        port = listener.getsockname()[1]
    for place in (f"{HOST}:{port}", "no-such-host.invalid", "a..b", "host:port", "host/with space"):
        HttpHeartbeat(f"http://{place}/", 10).beat()


@pytest.mark.parametrize(
    "url", ["", "file:///etc/hostname", "ftp://host/x", "hc.example/secret", "http:///secret", "http://[secret"]
)  # fmt: skip
def test_only_a_web_address_will_do(url: str) -> None:
    """Anything else is refused before the first beat, without showing it."""
    with pytest.raises(SettingsError) as refused:
        HttpHeartbeat(url, 10)
    assert "secret" not in str(refused.value)
    assert refused.value.__context__ is None


def test_without_a_watcher_nothing_is_sent(watcher: WebServer) -> None:
    """The same port is served by a heartbeat that tells nobody."""
    heartbeats: list[Heartbeat] = [NoHeartbeat(), HttpHeartbeat(f"http://{watcher.place}/", 10)]
    heartbeats[0].beat()
    assert watcher.requests == []
