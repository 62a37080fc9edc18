"""Where Slack does not take an alert, the next way does at once, and the case says why."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest

from assistant.domain.case import EventKind
from tests.fakes.mail_server import HOST, MailServer, mail_server
from tests.fakes.slack import BOT
from tests.journeys.slack.running import INCIDENT, QUESTION, Running, running

_LEAD = "lead@school.example"


@pytest.fixture(scope="module")
def mail() -> Iterator[MailServer]:
    """The school's mail server."""
    with mail_server() as server:
        yield server


@pytest.fixture(scope="module")
def school(
    published_home: Path, tmp_path_factory: pytest.TempPathFactory, mail: MailServer
) -> Iterator[Running]:
    """A school whose lead also reads mail."""
    settings = {"smtp_host": HOST, "smtp_port": str(mail.port), "smtp_encryption": "none"}
    folder = tmp_path_factory.mktemp("undeliverable")
    with running(published_home, folder, _LEAD, smtp_sender="assistant@school.example", **settings) as opened:
        opened.bot.start()
        yield opened


@contextmanager
def _not_invited(school: Running) -> Iterator[None]:
    school.slack.workspace.removes(school.private, BOT)
    try:
        yield
    finally:
        school.slack.workspace.invites(school.private, BOT)


@contextmanager
def _archived(school: Running) -> Iterator[None]:
    school.private.archived = True
    try:
        yield
    finally:
        school.private.archived = False


@contextmanager
def _limited(school: Running) -> Iterator[None]:
    school.slack.limits("chat.postMessage", 600)
    try:
        yield
    finally:
        school.slack.clock.advance(600)


@contextmanager
def _revoked(school: Running) -> Iterator[None]:
    school.slack.refuses_tokens("token_revoked")
    try:
        yield
    finally:
        school.slack.refuses_tokens("")


@contextmanager
def _inactive(school: Running) -> Iterator[None]:
    school.slack.refuses_tokens("account_inactive")
    try:
        yield
    finally:
        school.slack.refuses_tokens("")


@pytest.mark.parametrize(
    ("trouble", "kind", "words"),
    [
        (_not_invited, EventKind.ALERT_FAILED, "the app is not in the channel"),
        (_archived, EventKind.ALERT_FAILED, "archived"),
        (_limited, EventKind.ALERT_DELAYED, "no more messages for the moment"),
        (_revoked, EventKind.ALERT_FAILED, "does not accept the app's token"),
        (_inactive, EventKind.ALERT_FAILED, "does not accept the app's token"),
    ],
)
def test_mail_goes_out_at_once(
    school: Running,
    mail: MailServer,
    trouble: Callable[[Running], AbstractContextManager[None]],
    kind: EventKind,
    words: str,
) -> None:
    """No retry is waited for: the bot's clock stands where it was, and the incident itself is on record."""
    reporter = school.person()
    with trouble(school):
        report = reporter.messages_bot(INCIDENT)
        (reference,) = school.once(lambda: school.cases(reporter) or None)
        sent = school.once(lambda: _about(reference, mail) or None)[0]
        assert sent["To"] == _LEAD
        assert INCIDENT not in sent.as_string()
        why = f"select detail from events where reference='{reference}' and kind='{kind}'"
        school.once(lambda: any(words in detail for (detail,) in school.rows(why)) or None)
        assert not school.cards(reference)
    school.bot.passes(60)
    assert reference in school.replied(reporter, report).visible()


def _about(reference: str, mail: MailServer) -> list[EmailMessage]:
    return [one for one in mail.received if reference in str(one["Subject"])]


def test_a_person_who_has_left_is_passed_over(school: Running, mail: MailServer) -> None:
    """The lead's channel is closed and mail refused, the head's account is inactive: their channel has it."""
    school.head.leaves_school()
    mail.answers["RCPT"] = "550 No such user"
    try:
        with _archived(school):
            reporter = school.person()
            school.replied(reporter, reporter.messages_bot(INCIDENT))
            (reference,) = school.cases(reporter)
            there = school.leadership.messages
            school.once(lambda: any(reference in one.visible() for one in there) or None)
            why = f"select detail from events where reference='{reference}'"
            assert any("no such person" in detail for (detail,) in school.rows(why))
    finally:
        mail.answers.clear()


def test_a_question_waits_for_a_token_that_is_mended(school: Running) -> None:
    """It is answered once, when Slack takes the token again."""
    who = school.person()
    with _revoked(school):
        asked = who.messages_bot(QUESTION)
        school.once(
            lambda: (
                [one for one in school.slack.calls("chat.postMessage") if one.error == "token_revoked"]
                or None
            )
        )
    school.bot.passes(60)
    school.replied(who, asked)
    school.settled()
    assert len(school.replies(who, asked)) == 1
