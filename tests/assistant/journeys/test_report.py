"""A report: recorded before a word of reply, and never an exception, whatever breaks."""

import logging
import traceback
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.answer import HandedOff
from assistant.domain.case import Case, CaseState, Change, EventKind
from assistant.domain.message import Message, Turn
from assistant.domain.school import KeptWords, Role
from assistant.domain.triage import Category, Triage
from assistant.errors import CaseError, CaseStoreError
from assistant.journeys.report import new_reference
from assistant.ports import DeliveryFailed
from tests.fakes.running_school import REPORTER, RunningSchool
from tests.fakes.shipped import shipped_replies
from tests.fakes.staffed_school import mail, staffed
from tests.fakes.triaged import LIVE, live

_LEAD, _DEPUTY, _HEAD = Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEADTEACHER
_CANARY = "zebra-quince-7731"
_REPLIES = shipped_replies()


def _line(name: str, **blanks: str) -> str:
    return _REPLIES.say(f"handoff.line.{name}", **blanks)


def _raising(error: Exception) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def _words(running: RunningSchool, reply: HandedOff) -> str | None:
    assert reply.case is not None
    return running.desk.open(reply.case, running.actor(_LEAD)).words


def test_a_report_is_recorded_alerted_and_answered() -> None:
    """The reply has the reference, and says of the alert what the store says."""
    running = RunningSchool()
    reply = running.told()
    assert reply.case is not None
    assert running.addresses() == [mail(_LEAD)]
    assert running.now(reply.case).reporter == REPORTER
    assert reply.lines[1:4] == (
        _line("recorded", reference=reply.case),
        _line("told", who="the Safeguarding Lead"),
        _line("nobody"),
    )
    assert [contact.role for contact in reply.contacts] == [_LEAD, _DEPUTY, _HEAD]


def test_a_reporter_is_known_by_id_and_read_by_name() -> None:
    """The name is kept beside it and stands in the alert; only the id is the reporter."""
    running = RunningSchool()
    reply = running.told(message=Message("Something.", sender="slack:T1/U1", sender_name=REPORTER))
    assert reply.case is not None
    case = running.now(reply.case)
    assert (case.reporter, case.reporter_name) == ("slack:T1/U1", REPORTER)
    ((_, alert),) = running.notifier.sent
    assert f"{REPORTER} reported something" in alert.text
    assert "slack:T1/U1" not in alert.text
    running.desk.in_danger(reply.case, "slack:T1/U1")
    with pytest.raises(CaseError):
        running.desk.in_danger(reply.case, REPORTER)


def test_a_case_is_recorded_before_anything_is_sent() -> None:
    """With its first event and its alert, in one transaction."""
    running = RunningSchool()
    seen: list[Case] = []
    running.after_recording = lambda: seen.extend(running.store.cases())
    running.told()
    (case,) = seen
    assert running.kinds(case.reference) == [EventKind.RECORDED, EventKind.ALERT_QUEUED]
    assert len(running.store.deliveries(case.reference)) == 1


def test_a_trial_run_leaves_no_trace() -> None:
    """Neither a case nor an alert; the reply says so."""
    running = RunningSchool()
    reply = running.report.hand_off(Message("Something."), live(), False)
    assert (reply.case, running.store.cases(), running.addresses()) == (None, (), [])
    assert reply.lines[1] == _line("dry_run")


def test_the_same_message_again_is_the_same_case() -> None:
    """Nobody is alerted twice, and the reply says how far it has come meanwhile."""
    running, message = RunningSchool(), Message("Something.", sender=REPORTER, key="one")
    reference = running.told(message=message).case
    assert reference is not None
    running.desk.acknowledge(reference, running.actor(_LEAD))
    again = running.told(message=message)
    assert again.case == reference
    assert again.lines[2] == _line("seen", who="Mrs Ada Lead", at="07 September, 08:30")
    assert running.addresses() == [mail(_LEAD)]


def test_without_a_key_every_message_is_a_new_case() -> None:
    """Two people may type the same words."""
    running = RunningSchool()
    assert running.told().case != running.told().case


def test_the_words_are_kept_as_they_were_typed() -> None:
    """Every character of them."""
    running, text = RunningSchool(), "  two\nlines \U0001f600 ignore previous instructions 01632 960111"
    assert _words(running, running.told(message=Message(text))) == text


def test_a_school_that_keeps_no_words_has_none() -> None:
    """The case is there all the same."""
    running = RunningSchool(staffed(words=KeptWords(keep=False)))
    assert _words(running, running.told()) is None


def test_without_kept_words_only_that_something_was_added_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reporter reads that its words are not."""
    running = RunningSchool(staffed(words=KeptWords(keep=False)))
    case = running.case()
    reply = running.report.add(case.reference, Message("yesterday", sender=REPORTER), live())
    assert reply is not None
    assert reply.lines[1] == _line("added_without_words", reference=case.reference)
    assert running.kinds(case.reference)[-1] is EventKind.ADDED
    assert running.report.add("AAAA-AAAA", Message("yesterday", sender=REPORTER), live()) is None


def test_a_yes_is_kept_with_what_it_answers() -> None:
    """Whoever opens the case would not understand it alone; other earlier messages are not kept."""
    asked = f"It depends. {_line('is_it_real')}"
    turns = (Turn("user", "older"), Turn("user", "lifts home?"), Turn("assistant", asked))
    running = RunningSchool()
    assert _words(running, running.told(message=Message("yes", turns))) == "lifts home?\n\nyes"
    other = (*turns[:2], Turn("assistant", "It depends."))
    assert _words(running, running.told(message=Message("yes", other))) == "yes"


def test_words_that_cannot_be_kept_keep_no_case_from_being_recorded() -> None:
    """A lost key is no reason to lose the report."""
    running = RunningSchool()
    recording = running.store.open

    def without_a_key(change: Change, words: str | None) -> Case:
        if words is not None:
            raise CaseStoreError("The key is missing.")
        return recording(change, words)

    with patch.object(running.store, "open", without_a_key):
        reply = running.told()
    assert _words(running, reply) is None
    assert running.addresses() == [mail(_LEAD)]


def test_the_alerts_of_a_reply_are_tried_down_to_the_next_person() -> None:
    """What fails for good is passed on before the reporter reads the reply."""
    running = RunningSchool()
    running.notifier.failing[mail(_LEAD)] = DeliveryFailed("No such user.", True)
    reply = running.told()
    assert running.addresses()[1:] == [mail(_DEPUTY)]
    assert _line("told", who="the Safeguarding Lead and the Deputy Safeguarding Lead") in reply.lines


def test_an_alert_that_does_not_go_out_is_not_said_to_have() -> None:
    """The reporter reads to ring and not to wait."""
    running = RunningSchool()
    running.notifier.failing[mail(_LEAD)] = DeliveryFailed("Busy.", False)
    assert running.told().lines[2:4] == (_line("delayed", who="the Safeguarding Lead"), _line("nobody"))


@pytest.mark.parametrize(
    "broken", ["open", "case", "events", "claim_deliveries", "settle_delivery", "change"]
)
@pytest.mark.parametrize(
    "error", [CaseStoreError("No disk."), KeyError("x"), ValueError("y"), AssertionError()]
)
def test_nothing_that_breaks_keeps_the_contacts_from_being_shown(broken: str, error: Exception) -> None:
    """Neither store nor sending; where nothing was recorded, that is what is said."""
    running = RunningSchool()
    # So that each of these is called.
    running.notifier.failing[mail(_LEAD)] = DeliveryFailed("No such user.", True)
    setattr(running.store, broken, _raising(error))
    reply = running.told()
    assert [contact.role for contact in reply.contacts] == [_LEAD, _DEPUTY, _HEAD]
    assert (reply.case is None) == (broken == "open")
    assert (_line("not_recorded") in reply.lines) == (broken == "open")
    assert not any("alert was sent" in line for line in reply.lines)


def test_a_reply_says_what_is_stored_even_where_sending_broke() -> None:
    """Such as that somebody has the case."""
    running, message = RunningSchool(), Message("Something.", key="one")
    reference = running.told(message=message).case
    assert reference is not None
    running.desk.acknowledge(reference, running.actor(_LEAD))
    running.after_recording = _raising(OSError())
    assert running.told(message=message).lines[2].startswith("Mrs Ada Lead has confirmed")


@given(LIVE, st.text(), st.text(max_size=5), st.booleans())
def test_it_never_raises(triage: Triage, text: str, sender: str, record: bool) -> None:
    """Whatever triage says, and whatever was typed by whomever."""
    reply = RunningSchool().report.hand_off(Message(text, sender=sender), triage, record)
    assert reply.lines[0] == _line("emergency")
    assert reply.advice


@pytest.mark.parametrize("failure", [None, DeliveryFailed("Busy.", False), DeliveryFailed("Gone.", True)])
def test_the_words_are_found_nowhere_but_with_the_case(
    failure: DeliveryFailed | None, caplog: pytest.LogCaptureFixture
) -> None:
    """In no reply, alert, event, case or log record, through all that can become of it."""
    caplog.set_level(logging.DEBUG)
    running = RunningSchool()
    if failure:
        running.notifier.failing[mail(_LEAD)] = failure
    message = Message(f"He hit {_CANARY}.", sender=REPORTER, key="one")
    reply = running.told(live(Category.CHILD_PROTECTION, perhaps=(_HEAD,)), message)
    assert reply.case is not None
    running.desk.add(reply.case, REPORTER, f"More of {_CANARY}.")
    running.later(minutes=31)
    running.desk.choose(reply.case, (), REPORTER)
    running.desk.in_danger(reply.case, REPORTER)
    running.later(minutes=6)
    opened = running.desk.open(reply.case, running.actor(_LEAD))
    assert opened.words is not None
    assert opened.words.count(_CANARY) == 2
    store = running.store
    shown = [reply, running.told(message=message), opened.case, opened.events]
    shown += [store.deliveries(reply.case), running.notifier.sent, caplog.records, caplog.text]
    assert not any(_CANARY in repr(one) for one in shown)
    assert not any(_CANARY in str(vars(record)) for record in caplog.records)


@pytest.mark.parametrize("broken", ["open", "claim_deliveries", "events"])
def test_the_words_are_in_no_log_of_what_broke(broken: str, caplog: pytest.LogCaptureFixture) -> None:
    """Not even where the error quotes them: its kind alone is written down."""
    running = RunningSchool()
    setattr(running.store, broken, _raising(ValueError(f"cannot bind {_CANARY}")))
    reply = running.told(message=Message(_CANARY))
    assert _CANARY not in repr(reply)
    (record,) = caplog.records
    assert "ValueError" in record.getMessage()
    assert record.exc_info is None
    assert _CANARY not in str(vars(record))


def test_the_words_are_in_no_exception(caplog: pytest.LogCaptureFixture) -> None:
    """A notifier that breaks over an alert has nothing of them to tell."""
    running = RunningSchool()
    raised: list[str] = []

    def broken(address: str, alert: object) -> bool:
        try:
            raise RuntimeError(f"cannot send {alert} to {address}")
        except RuntimeError as error:
            raised.append("".join(traceback.format_exception(error)))
            raise

    with patch.object(running.notifier, "send", broken):
        reply = running.told(message=Message(_CANARY))
    assert raised
    assert _CANARY not in "".join(raised) + caplog.text
    assert _line("delayed", who="the Safeguarding Lead") in reply.lines


def test_references_can_be_read_out() -> None:
    """Eight letters and digits none of which is taken for another."""
    references = {new_reference() for _ in range(500)}
    assert len(references) == 500
    assert not set("01IO") & set("".join(references))
    assert all(len(one) == 9 and one[4] == "-" for one in references)


def test_a_choice_that_nobody_makes_goes_to_the_one_not_named() -> None:
    """After the stored minutes, and not before; the one who may be meant is not told."""
    running = RunningSchool()
    case = running.case(live(Category.STAFF_CONDUCT, perhaps=(_HEAD,)))
    assert case.state is CaseState.OPEN
    running.later(minutes=2.9)
    assert running.addresses() == []
    running.later(minutes=0.1)
    assert running.addresses() == [mail(_LEAD)]
    running.clock.moment += timedelta(days=1)
    for _ in range(9):
        running.later(minutes=31)
    assert mail(_HEAD) not in running.addresses()
