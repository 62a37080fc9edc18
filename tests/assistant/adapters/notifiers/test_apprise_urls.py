"""Apprise against a real webhook: what is sent, how failures are told apart, and that it keeps silent."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from socket import create_server

import pytest
from apprise import Apprise

from assistant.adapters.notifiers.apprise_urls import AppriseNotifier
from assistant.domain.school import Role
from assistant.ports import Alert, DeliveryFailed
from tests.fakes.mail_server import HOST, endless_answer
from tests.fakes.small_school import PROJECT
from tests.fakes.web_server import WebServer, web_server

# Apprise loads all of its plugins, and one of them still tries a module that Python is about to lose.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

_CANARY = "kanarie7"
_ALERT = Alert(
    "AB12:0:head", "Please open AB12", f"A report waits, {_CANARY}.", True, "AB12", Role.HEADTEACHER
)
_LIBRARIES = ("apprise", "urllib3", "requests", "requests_oauthlib", "oauthlib")


@pytest.fixture
def webhook() -> Iterator[WebServer]:
    """The other side of a json:// address."""
    with web_server() as server:
        yield server


def _failure(address: str, timeout: float = 10) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as failed:
        AppriseNotifier(timeout).send(address, _ALERT)
    return failed.value


def test_takes_urls_only() -> None:
    """Plain addresses belong to others."""
    notifier = AppriseNotifier(10)
    assert notifier.takes("msteams://token/")
    assert not notifier.takes("lead@school.example")
    assert not notifier.takes("020 7946 0000")


def test_apprise_is_not_loaded_before_it_is_needed() -> None:
    """A school that uses e-mail alone pays nothing for it."""
    script = (
        "import sys; from assistant.adapters.notifiers.apprise_urls import AppriseNotifier\n"
        "AppriseNotifier(10).takes('lead@school.example'); print('apprise' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


@pytest.mark.parametrize(("urgent", "kind"), [(True, "warning"), (False, "info")])
def test_the_webhook_gets_plain_text_and_its_urgency(webhook: WebServer, urgent: bool, kind: str) -> None:
    """Marks and emoji names are left as they were typed."""
    text = "AB12 <b>*waits*</b> :smile: \\n & more"
    AppriseNotifier(10).send(
        f"json://{webhook.place}/hook?emojis=yes", replace(_ALERT, subject="AB12", text=text, urgent=urgent)
    )
    [(request, body)] = webhook.requests
    assert request == "POST /hook"
    sent = json.loads(body)
    assert (sent["title"], sent["message"], sent["type"]) == ("AB12", text, kind)


def test_a_service_that_shows_markup_gets_text_that_shows_as_it_was_typed(webhook: WebServer) -> None:
    """What looks like markup in an alert is escaped for a service that would obey it."""
    alert = replace(_ALERT, subject="AB12", text="<b>AB12</b> & more", urgent=False)
    AppriseNotifier(10).send(f"json://{webhook.place}/hook?format=html", alert)
    [(_, body)] = webhook.requests
    assert "&lt;b&gt;AB12&lt;/b&gt;" in json.loads(body)["message"]


@pytest.mark.parametrize(
    "address", ["nosuch://token", "json://", "://", "json://[bad", "a@b://c", "https://school.example/", "x\ny://z"]
)  # fmt: skip
def test_an_address_of_no_known_service_is_refused_for_good(address: str) -> None:
    """Neither an unknown scheme nor an address that cannot be read gets better by waiting."""
    failure = _failure(address)
    assert failure.for_good
    assert failure.reason == "No service is known for this kind of address."


@pytest.mark.parametrize("status", [400, 404, 429, 500, 503])
def test_a_service_that_refuses_is_not_for_good(webhook: WebServer, status: int) -> None:
    """Apprise does not say why it was refused, so it is tried again."""
    webhook.status = status
    assert not _failure(f"json://{webhook.place}/hook").for_good
    assert len(webhook.requests) == 1


def test_a_service_that_is_not_there_is_not_for_good() -> None:
    """It may come back; nor does an unknown host end the matter."""
    with create_server((HOST, 0)) as listener:
        port = listener.getsockname()[1]
    assert not _failure(f"json://{HOST}:{port}/hook").for_good
    assert not _failure("json://no-such-host.invalid/hook").for_good


def test_a_url_cannot_make_a_failure_a_success(webhook: WebServer) -> None:
    """What Apprise would do on its own, repeat or overlook, is left to whoever queued the alert."""
    webhook.status = 500
    assert not _failure(f"json://{webhook.place}/hook?optional=yes&retry=3&wait=0").for_good
    assert len(webhook.requests) == 1


def test_a_plugin_that_breaks_is_a_failure_for_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that is nobody's to foresee is told like any other, and does not hang on."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(_CANARY)

    monkeypatch.setattr("apprise.plugins.custom_json.NotifyJSON.send", broken)
    failure = _failure(f"json://{HOST}/hook")
    assert not failure.for_good
    assert failure.__context__ is None


def test_a_service_that_falls_silent_is_given_up(webhook: WebServer) -> None:
    """The limit is ours, whatever the URL or Apprise would wait for."""
    webhook.silent = True
    failure = _failure(f"json://{webhook.place}/hook?rto=600", timeout=0.5)
    assert not failure.for_good
    assert failure.reason == "The service did not answer in time."


def test_a_service_that_never_comes_to_an_end_is_given_up() -> None:
    """Each letter comes in time, all of them together do not."""
    with endless_answer() as port:
        failure = _failure(f"json://{HOST}:{port}/hook", timeout=0.5)
    assert not failure.for_good
    assert failure.reason == "The service did not answer in time."


def test_what_apprise_would_log_is_silenced(webhook: WebServer, caplog: pytest.LogCaptureFixture) -> None:
    """By itself it writes URL and text to the log; sent by us it writes nothing at all, at any level."""
    address = f"json://{webhook.place}/{_CANARY}/"
    caplog.set_level(1)
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.NOTSET)
    assert Apprise(address).notify(_ALERT.text)
    assert f"/{_CANARY}/" in caplog.text
    assert _ALERT.text in caplog.text
    caplog.clear()
    AppriseNotifier(10).send(address, _ALERT)
    webhook.status = 500
    assert _failure(address)
    assert _failure(f"nosuch://{_CANARY}")
    assert caplog.text == ""
