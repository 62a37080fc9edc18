"""What every `Notifier` promises, tried on a mail server, a webhook by Apprise, Slack and the fake."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest

from assistant.adapters.notifiers.apprise_urls import AppriseNotifier
from assistant.adapters.notifiers.smtp import SmtpNotifier
from assistant.adapters.slack.notifier import SlackNotifier
from assistant.domain.school import Role
from assistant.ports import Alert, DeliveryFailed, Notifier
from tests.assistant.adapters.slack.office import REFERENCE, direct, office
from tests.fakes.mail_server import HOST, mail_server
from tests.fakes.notifier import FakeNotifier
from tests.fakes.web_server import web_server

_CANARY = "kanarie7"
_ALERT = Alert(
    f"{_CANARY}-1:0:head",
    f"Urgent {_CANARY}: Zoë rang",
    f"Reference {_CANARY}.\nPlease open it — now.",
    True,
    REFERENCE,
    Role.SAFEGUARDING_LEAD,
)
_LATER_ALERT = replace(_ALERT, id=f"{_CANARY}-1:1:head")


@dataclass(frozen=True)
class _Arrival:
    """`id` is None where the medium has no place for one."""

    subject: str
    text: str
    id: str | None


@dataclass(frozen=True)
class _Medium:
    """A notifier, an address on its other side, what arrived there, and a way to have it refused.

    One that does not `quote` shows the case itself in place of subject and text.
    """

    notifier: Notifier
    address: str
    arrivals: Callable[[], list[_Arrival]]
    refuse: Callable[[bool], None]
    quotes: bool = True

    def failure(self) -> DeliveryFailed:
        """How a refused alert fails."""
        self.refuse(True)
        with pytest.raises(DeliveryFailed) as failed:
            self.notifier.send(self.address, _ALERT)
        self.refuse(False)
        return failed.value


@contextmanager
def _fake() -> Iterator[_Medium]:
    notifier, address = FakeNotifier(), f"{_CANARY}@school.example"
    refusal = {address: DeliveryFailed("Nobody is in.", for_good=True)}
    yield _Medium(
        notifier,
        address,
        lambda: [_Arrival(alert.subject, alert.text, alert.id) for _, alert in notifier.sent],
        lambda refused: notifier.failing.update(refusal) if refused else notifier.failing.clear(),
    )


@contextmanager
def _smtp() -> Iterator[_Medium]:
    address = f"{_CANARY}@school.example"
    with mail_server() as server:
        yield _Medium(
            SmtpNotifier(HOST, server.port, "assistant@school.example", "", "", "none", 10),
            address,
            lambda: [
                _Arrival(mail["Subject"], "\n".join(mail.get_content().splitlines()), mail["Message-ID"])
                for mail in server.received
            ],
            lambda refused: server.answers.update(
                RCPT=f"550 {address} is not known" if refused else "250 OK"
            ),
        )


@contextmanager
def _webhook() -> Iterator[_Medium]:
    with web_server() as server:

        def refuse(refused: bool) -> None:
            server.status = 500 if refused else 200

        def arrivals() -> list[_Arrival]:
            bodies = [json.loads(body) for _, body in server.requests]
            return [_Arrival(body["title"], body["message"], None) for body in bodies]

        yield _Medium(AppriseNotifier(10), f"json://{server.place}/{_CANARY}/", arrivals, refuse)


@contextmanager
def _slack() -> Iterator[_Medium]:
    with office() as school:
        school.opens()

        def refuse(refused: bool) -> None:
            school.slack.refuses_tokens("token_revoked" if refused else "")

        def arrivals() -> list[_Arrival]:
            return [_Arrival(shown.text, shown.visible(), None) for shown in school.lead.sees(school.lead.dm)]

        yield _Medium(SlackNotifier(school.cards()), direct(school.lead), arrivals, refuse, quotes=False)


# Apprise loads all of its plugins, and one of them still tries a module that Python is about to lose.
_LOADS_IMGHDR = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


@pytest.fixture(
    params=[
        pytest.param(_fake, id="fake"),
        pytest.param(_smtp, id="smtp"),
        pytest.param(_slack, id="slack"),
        pytest.param(_webhook, id="apprise", marks=_LOADS_IMGHDR),
    ]
)
def medium(request: pytest.FixtureRequest) -> Iterator[_Medium]:
    """Each notifier, with nothing sent yet."""
    with request.param() as medium:
        yield medium


def test_an_alert_arrives_with_its_subject_and_text(medium: _Medium) -> None:
    """Both arrive as they were given, with every letter; acceptance by a server is not delivery."""
    assert medium.notifier.takes(medium.address)
    assert medium.notifier.send(medium.address, _ALERT) is False
    [arrival] = medium.arrivals()
    assert not medium.quotes or (arrival.subject, arrival.text) == (_ALERT.subject, _ALERT.text)
    assert medium.quotes or REFERENCE in arrival.text


def test_a_repeat_can_be_told_from_another_alert(medium: _Medium) -> None:
    """The same alert has the same id however often it is sent, where the medium has ids; another has not."""
    for alert in (_ALERT, _ALERT, _LATER_ALERT):
        medium.notifier.send(medium.address, alert)
    first, repeat, other = [arrival.id for arrival in medium.arrivals()]
    assert first == repeat
    assert first is None or first != other


def test_a_failure_says_why_and_nothing_else(medium: _Medium) -> None:
    """The reason is one sentence without address, alert or the other side's words, and no error hangs on."""
    failure = medium.failure()
    assert failure.reason.endswith(".")
    assert failure.reason.count(".") == 1
    assert _CANARY not in f"{failure!r} {failure.reason} {failure.args}"
    assert failure.__context__ is None
    assert failure.__cause__ is None


def test_an_alert_that_failed_can_be_sent_again(medium: _Medium) -> None:
    """Nothing of a failure stays behind."""
    before = medium.failure()
    arrived = len(medium.arrivals())
    medium.notifier.send(medium.address, _ALERT)
    assert before.reason
    assert len(medium.arrivals()) == arrived + 1


def test_nothing_of_an_alert_is_logged(medium: _Medium, caplog: pytest.LogCaptureFixture) -> None:
    """Neither a success nor a failure leaves address, id, subject or text in any log, at any level."""
    caplog.set_level(logging.NOTSET)
    medium.notifier.send(medium.address, _ALERT)
    assert medium.failure()
    told = [f"{record.getMessage()} {record.args} {record.exc_text}" for record in caplog.records]
    assert [line for line in told if _CANARY in line] == []
