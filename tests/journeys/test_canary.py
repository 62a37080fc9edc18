"""A word that is in nobody's log: what staff type is found nowhere in the clear, whatever breaks."""

import logging
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from typer.testing import CliRunner

from assistant.adapters.case_store import kept_words
from assistant.adapters.notifiers.smtp import SmtpNotifier
from assistant.bootstrap import assistant
from assistant.channels.cli.app import app
from assistant.incidents.replying import Reply
from assistant.journeys.ask import AskJourney
from assistant.journeys.chase import ChaseJourney
from assistant.journeys.report import ReportJourney
from tests.assistant.channels.cli.command_line import files_with
from tests.fakes.mail_server import HOST, MailServer, mail_server
from tests.fakes.small_school import SmallSchool
from tests.fakes.triage import FakedTriage

_CANARY = "quetzalcoatlus"
_MESSAGES = (
    f"my pupil {_CANARY} has a bruise",
    f"{_CANARY} has collapsed in the hall",
    f"the head shouted at {_CANARY}",
    f"i sent the register of {_CANARY} to a stranger",
    f"a knife and a phone of {_CANARY}, must staff keep their own phone silent in lessons",
    f"{_CANARY} has a bruise \x1b[2J \ud83d {'x' * 5000}",
)


@pytest.fixture
def post(in_own_school: SmallSchool, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """The mail server of the school, which takes every alert."""
    with mail_server() as server:
        settings = {
            "SMTP_HOST": HOST,
            "SMTP_PORT": str(server.port),
            "SMTP_SENDER": "assistant@school.example",
            "SMTP_ENCRYPTION": "none",
        }
        for name, value in settings.items():
            monkeypatch.setenv(f"ASSISTANT_{name}", value)
        yield server


class _Traces:
    """Everything that commands leave behind but for what they print to whoever typed them."""

    def __init__(self, home: Path, post: MailServer, log: pytest.LogCaptureFixture) -> None:
        self._home, self._post, self._log = home, post, log
        self._errors: list[str] = []

    def run(self, *words: str, typed: str = "") -> str:
        """Run a command, whatever comes of it; what it printed."""
        done = CliRunner().invoke(app, words, input=typed)
        self._errors += [done.stderr, repr(done.exception), _chain(done.exception)]
        return done.stdout

    def with_canary(self) -> list[str]:
        """Where the canary is in the clear."""
        found = {
            "errors": any(_CANARY in error for error in self._errors),
            "log": _CANARY in self._log.text,
            "records": any(_CANARY in repr(vars(record)) for record in self._log.records),
            "alerts": any(_CANARY in _text(mail) for mail in self._post.received),
            "gaps": any(_CANARY in question for question, _ in assistant().gaps.waiting()),
        }
        return [where for where, there in found.items() if there] + files_with(self._home, _CANARY)


def _chain(error: BaseException | None) -> str:
    """An error with all that it came from."""
    told = ""
    while error is not None:
        told += f"{error!r} {error.args!r} "
        error = error.__cause__ or error.__context__
    return told


def _text(mail: EmailMessage) -> str:
    return f"{mail.as_string()} {mail.get_content()}"


@pytest.fixture
def traces(in_own_school: SmallSchool, post: MailServer, caplog: pytest.LogCaptureFixture) -> _Traces:
    """What commands of the small school leave behind, with every logger at its most talkative."""
    caplog.set_level(logging.DEBUG)
    return _Traces(in_own_school.home, post, caplog)


@pytest.mark.parametrize("message", _MESSAGES, ids=range(len(_MESSAGES)))
def test_a_hand_off_leaves_no_word_in_the_clear(traces: _Traces, post: MailServer, message: str) -> None:
    """Alerts went out, a case is there, and the message is nowhere but encrypted."""
    printed = traces.run("ask", message)
    assert "Tell by voice" in printed
    assert post.received
    assert assistant().cases.cases()
    assert traces.with_canary() == []


def test_a_whole_case_leaves_no_word_in_the_clear(traces: _Traces, in_own_school: SmallSchool) -> None:
    """Added to, noted, handed on: the words come out when whoever holds it opens it, and nowhere else."""
    traces.run("ask", _MESSAGES[0])
    [case] = assistant().cases.cases()
    lead = ("--as", "safeguarding_lead")
    for words in (
        ("add", case.reference, f"{_CANARY} limps"),
        ("note", case.reference, f"rang the mother of {_CANARY}", *lead),
        ("ack", case.reference, *lead),
        ("ack", case.reference, "--as", "deputy_safeguarding_lead"),
        ("take", case.reference, "--as", "deputy_safeguarding_lead"),
        ("in-danger", case.reference),
        ("not-live", case.reference),
        ("open", case.reference, *lead),
        ("cases", *lead),
        ("chase",),
        ("take", case.reference, *lead),
    ):
        assert _CANARY not in traces.run(*words), words
    assert traces.run("open", case.reference, *lead).count(_CANARY) == 3
    traces.run("close", case.reference, *lead)
    assert traces.with_canary() == []


def test_what_is_unclear_is_kept_for_nobody(traces: _Traces) -> None:
    """Not on the list of policy gaps either; and after the answer 'yes' only encrypted."""
    traces.run("chat", typed=f"hm a phone of {_CANARY}, is there free parking near the school\n")
    assert traces.with_canary() == []
    traces.run("chat", typed=f"hm a phone of {_CANARY}, is there free parking near the school\nyes\n")
    assert len(assistant().cases.cases()) == 1
    assert traces.with_canary() == []


def _raising(error: Exception) -> Callable[..., None]:
    def broken(*_: object, **__: object) -> None:
        raise error

    return broken


_SAYING = RuntimeError(_MESSAGES[0])
_REFUSED = IntegrityError(f"INSERT {_CANARY}", {"words": _CANARY}, Exception(_CANARY))
_BREAKING: Sequence[tuple[object, str, Exception]] = (
    (AskJourney, "triage", _SAYING),
    (AskJourney, "answer", _SAYING),
    (ReportJourney, "hand_off", _SAYING),
    (Reply, "of", _SAYING),
    (ChaseJourney, "send_due", _SAYING),
    (SmtpNotifier, "send", _SAYING),
    (kept_words, "keep", _SAYING),
    (kept_words, "keep", _REFUSED),
)


@pytest.mark.parametrize(("where", "name", "error"), _BREAKING, ids=range(len(_BREAKING)))
@pytest.mark.parametrize("message", [_MESSAGES[0], _MESSAGES[4]], ids=["sure", "in doubt"])
def test_what_breaks_takes_no_word_with_it(
    traces: _Traces,
    monkeypatch: pytest.MonkeyPatch,
    where: object,
    name: str,
    error: Exception,
    message: str,
) -> None:
    """Wherever an error that holds the message comes from, contacts are shown, and it goes no further."""
    monkeypatch.setattr(where, name, _raising(error))
    for words in (("ask", message), ("ask", "--json", message)):
        printed = traces.run(*words)
        assert "01632 960001" in printed
        assert _CANARY not in printed
    assert traces.with_canary() == []


@pytest.mark.parametrize("reply", ["451 Later", "550 No such user", "554 spam"])
def test_a_mail_server_that_refuses_learns_and_leaves_nothing(
    traces: _Traces, post: MailServer, reply: str
) -> None:
    """An alert that is refused is an event of the case; its reason is our own."""
    post.answers["DATA"] = reply
    traces.run("ask", _MESSAGES[0])
    traces.run("chase")
    assert traces.with_canary() == []


def test_without_a_database_nothing_is_left(in_own_school: SmallSchool, traces: _Traces) -> None:
    """A folder in its place keeps the case from being recorded, and the message from being anywhere."""
    (in_own_school.home / "cases.sqlite3").mkdir()
    assert "Nothing could be recorded here" in traces.run("ask", _MESSAGES[0])
    assert traces.with_canary() == []


def test_without_triage_nothing_is_left(traces: _Traces, triage: FakedTriage) -> None:
    """Every message is a hand-off then, and every one encrypted."""
    triage.model.breaks_with = _SAYING
    traces.run("ask", "--explain", f"may {_CANARY} use a phone?")
    assert traces.with_canary() == []


def test_the_watch_would_see_it(traces: _Traces, in_own_school: SmallSchool) -> None:
    """What is in the clear is found: a question that no policy answers is, on the list for its owner."""
    traces.run("ask", f"is there free parking for {_CANARY} near the school")
    logging.getLogger("some.library").debug("looked at %s", _CANARY)
    assert traces.with_canary() == ["log", "records", "gaps", "gaps.sqlite3"]
