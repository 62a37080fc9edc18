"""The count at the end of a torture notices each kind of loss and of doubling."""

from dataclasses import replace
from email.message import EmailMessage

import pytest

from assistant.adapters.notifiers.smtp import SmtpNotifier
from assistant.domain.case import Change
from assistant.ports import Alert
from tests.fakes.mail_server import HOST, mail_server
from tests.fakes.running_school import RunningSchool
from tests.torture.counting import Count, count
from tests.torture.reports import message_of, torture_school, triage_of

_BOTH = 2  # the number of a report with two first roles


class _Ended:
    """A torture of one report that went well; `again` is what a duplicate would be sent as."""

    def __init__(self) -> None:
        self.running = RunningSchool(torture_school())
        reply = self.running.report.hand_off(message_of(0), triage_of(_BOTH), True)
        assert reply.case is not None
        self.case = self.running.now(reply.case)
        self.accepted = {0: {reply.case}}
        self.mails: list[EmailMessage] = []
        for address, alert in self.running.notifier.sent:
            self.mails += _mailed(address, alert)

    def count(self, reports: int = 1) -> Count:
        return count(self.running.store, self.mails, self.accepted, reports)


def _mailed(address: str, alert: Alert) -> list[EmailMessage]:
    """What arrives of an alert, by the notifier that the workers use."""
    with mail_server() as server:
        SmtpNotifier(HOST, server.port, "assistant@school.example", "", "", "none", 10).send(address, alert)
        return server.received


@pytest.fixture
def ended() -> _Ended:
    """A torture at its end."""
    return _Ended()


def test_a_good_end_has_nothing_to_say(ended: _Ended) -> None:
    """Each alert has arrived once."""
    assert ended.count() == Count(1, 2, (), (), 0, 0)


def test_the_same_mail_again_is_a_repeat(ended: _Ended) -> None:
    """It has the same Message-ID: a mail system shows it once."""
    ended.mails.append(ended.mails[0])
    assert ended.count() == Count(1, 3, (), (), 1, 0)


def test_another_mail_for_the_same_is_a_duplicate(ended: _Ended) -> None:
    """A person would see both."""
    address, alert = ended.running.notifier.sent[0]
    ended.mails += _mailed(address, replace(alert, id="another"))
    (duplicate,) = ended.count().duplicates
    assert "belongs to no alert" in duplicate


def test_two_alerts_of_one_rung_are_duplicates(ended: _Ended) -> None:
    """Even where each is in the store."""
    (first, _) = ended.running.store.deliveries(ended.case.reference)
    other = replace(first, id="another")
    ended.running.store.change(ended.case.reference, lambda case: Change(case, (), (other,)))
    address, alert = ended.running.notifier.sent[0]
    ended.mails += _mailed(address, replace(alert, id="another"))
    (duplicate,) = ended.count().duplicates
    assert "has 2 different mails" in duplicate


def test_an_alert_that_did_not_arrive_is_a_loss(ended: _Ended) -> None:
    """Whatever its state says."""
    lost = ended.mails.pop()["To"]
    assert ended.count().lost == (f"report 0: no alert to {lost}",)


def test_a_report_without_a_case_is_a_loss(ended: _Ended) -> None:
    """It was handed out and never recorded."""
    assert ended.count(reports=2).lost == ("report 1 has no case",)


def test_a_report_that_was_accepted_twice_is_a_duplicate(ended: _Ended) -> None:
    """Under two references of which one only is a case."""
    ended.accepted[0].add("ABCD-EFGH")
    assert len(ended.count().duplicates) == 1


def test_words_in_a_mail_are_counted(ended: _Ended) -> None:
    """No alert has any."""
    address, alert = ended.running.notifier.sent[0]
    ended.mails[:1] = _mailed(address, replace(alert, text=message_of(0).text))
    assert ended.count().leaks == 1
