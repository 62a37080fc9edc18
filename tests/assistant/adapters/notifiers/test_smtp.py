"""E-mail against a real mail server: what is sent, how each refusal is told, and that nothing hangs."""

from collections.abc import Iterator
from dataclasses import replace
from email.utils import parsedate_to_datetime
from socket import create_server
from typing import Any

import pytest

from tests.assistant.adapters.notifiers.mailing import ALERT, LEAD, failure, notifier
from tests.fakes.mail_server import HOST, MailServer, endless_answer, mail_server


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A server that takes everything, in the clear."""
    with mail_server() as server:
        yield server


def test_takes_plain_addresses_only() -> None:
    """URLs belong to others, even if they hold an @."""
    sender = notifier(25)
    assert sender.takes(LEAD)
    assert not sender.takes("json://user@host/")
    assert not sender.takes("020 7946 0000")


def test_an_urgent_alert_says_so_in_its_headers(server: MailServer) -> None:
    """Mail programs show it as urgent, and machines do not answer it."""
    notifier(server.port).send(LEAD, ALERT)
    [mail] = server.received
    assert (mail["X-Priority"], mail["Importance"], mail["Auto-Submitted"]) == ("1", "high", "auto-generated")
    assert (mail["To"], mail["From"]) == (LEAD, "Policy assistant <assistant@school.example>")
    assert mail["Message-ID"].endswith("@school.example>")
    assert parsedate_to_datetime(mail["Date"]).tzinfo is not None
    assert server.recipients == [LEAD]


def test_an_alert_that_is_not_urgent_does_not_shout(server: MailServer) -> None:
    """The two headers of urgency are left out."""
    notifier(server.port).send(LEAD, replace(ALERT, subject="AB12", text="Closed.", urgent=False))
    [mail] = server.received
    assert mail["X-Priority"] is None
    assert mail["Importance"] is None


def test_ids_and_subjects_of_any_kind_stay_in_their_headers(server: MailServer) -> None:
    """Line breaks and brackets add no header and break none."""
    notifier(server.port).send(
        LEAD, replace(ALERT, id="a>\nBcc: x@y <", subject="one\r\nBcc: x@y", text="é " * 3000, urgent=False)
    )
    [mail] = server.received
    assert mail["Bcc"] is None
    assert mail["Subject"] == "one Bcc: x@y"
    assert mail["Message-ID"].count("<") == mail["Message-ID"].count(">") == 1
    assert mail.get_content().strip() == ("é " * 3000).strip()


@pytest.mark.parametrize(
    ("command", "answer", "for_good"),
    [
        ("RCPT", "550 No such user", True),
        ("RCPT", "451 Busy", False),
        ("RCPT", "421 Closing", False),
        ("RCPT", "530 Sign in first", False),
        ("MAIL", "550 Not for you", False),
        ("MAIL", "452 Disk full", False),
        ("DATA", "554 Looks like spam", True),
        ("DATA", "451 Try again", False),
    ],
)
def test_a_refusal_is_for_good_only_if_trying_again_is_no_use(
    server: MailServer, command: str, answer: str, for_good: bool
) -> None:
    """The recipient and the message are refused for good; a busy server and a mistake in set-up are not."""
    server.answers[command] = answer
    assert failure(notifier(server.port)).for_good is for_good
    assert server.received == []


@pytest.mark.parametrize("unset", [{"host": ""}, {"sender": ""}])
def test_e_mail_that_is_not_set_up_is_said_to_be_so(unset: dict[str, str]) -> None:
    """Waiting is no use: the next channel is tried at once."""
    failed = failure(notifier(25, **unset))
    assert failed.for_good
    assert failed.reason == "E-mail is not set up."


@pytest.mark.parametrize(
    "address",
    ["a@b, c@d", "Jo <jo@school.example>", "a@b\nBcc: c@d", "@", "a@", "a b@c", "zoë@school.example"],
)
def test_what_is_not_one_address_is_refused_before_anything_is_sent(server: MailServer, address: str) -> None:
    """An alert goes to exactly one person or to nobody."""
    failed = failure(notifier(server.port), address)
    assert failed.for_good
    assert server.received == []


@pytest.mark.parametrize(
    "mistake",
    [
        {"host": "no-such-host.invalid"},
        {"host": "a..b"},
        {"encryption": "starttls"},
        {"encryption": "tls"},
        {"user": "assistant", "password": "secret"},
        {"sender": "line\nbreak@school.example"},
    ],
)
def test_a_mistake_in_the_set_up_is_not_for_good(server: MailServer, mistake: dict[str, Any]) -> None:
    """The school may mend it while the case is open."""
    assert not failure(notifier(server.port, **mistake)).for_good
    assert server.received == []


def test_a_server_that_is_not_there_is_not_for_good() -> None:
    """It may come back."""
    with create_server((HOST, 0)) as listener:
        port = listener.getsockname()[1]
    assert not failure(notifier(port)).for_good


def test_a_server_that_falls_silent_is_given_up(server: MailServer) -> None:
    """The message was handed over and never acknowledged: it counts as failed, for now."""
    server.silent_at = "DATA"
    assert not failure(notifier(server.port, timeout=0.3)).for_good


def test_a_server_that_never_greets_is_given_up() -> None:
    """It takes the connection and says nothing."""
    with create_server((HOST, 0)) as listener:
        assert not failure(notifier(listener.getsockname()[1], timeout=0.3)).for_good


def test_a_server_that_never_comes_to_an_end_is_given_up() -> None:
    """Each letter comes in time, all of them together do not."""
    with endless_answer() as port:
        assert not failure(notifier(port, timeout=0.3)).for_good


def test_no_good_bye_is_waited_for(server: MailServer) -> None:
    """Once the server has the message, silence makes no failure of it."""
    server.silent_at = "QUIT"
    assert notifier(server.port).send(LEAD, ALERT) is False
    assert server.recipients == [LEAD]
