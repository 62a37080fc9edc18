"""Alerts in Slack: what is taken, what a failure says, and how long one may take."""

from collections.abc import Iterator
from threading import Event as Signal

import pytest

from assistant.adapters.slack.notifier import SlackNotifier
from assistant.errors import CaseStoreError
from assistant.ports import DeliveryFailed
from tests.assistant.adapters.slack.office import Office, alert, direct, office


@pytest.fixture
def school() -> Iterator[Office]:
    """A school with a case that nobody has been told of."""
    with office() as made:
        made.opens()
        yield made


def _failure(notifier: SlackNotifier, address: str) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as failed:
        notifier.send(address, alert())
    assert failed.value.__context__ is None
    return failed.value


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("slack:U0123", True),
        ("slack:C0123", True),
        ("slack:lead", True),
        ("slack://TokenA/TokenB/TokenC", False),
        ("lead@school.example", False),
    ],
)
def test_only_addresses_in_slack_are_taken(school: Office, address: str, taken: bool) -> None:
    """Apprise has URLs of its own that begin alike."""
    assert SlackNotifier(school.cards()).takes(address) is taken


def test_a_posted_card_has_not_been_read(school: Office) -> None:
    """It is sent, and no more is claimed."""
    assert SlackNotifier(school.cards()).send(direct(school.lead), alert()) is False
    assert len(school.lead.sees(school.lead.dm)) == 1


@pytest.mark.parametrize("address", ["slack:lead", "slack:", "slack:U1,U2"])
def test_what_is_no_address_fails_for_good(school: Office, address: str) -> None:
    """The next channel is used at once."""
    assert _failure(SlackNotifier(school.cards()), address).for_good


def test_a_person_whose_account_is_closed_fails_for_good(school: Office) -> None:
    """So do a revoked token and a channel that the app is not in."""
    notifier = SlackNotifier(school.cards())
    school.lead.leaves_school()
    assert _failure(notifier, direct(school.lead)).for_good
    school.slack.refuses_tokens("token_revoked")
    assert "token" in _failure(notifier, direct(school.deputy)).reason
    school.slack.refuses_tokens("")
    school.team.members.clear()
    assert "invite it" in _failure(notifier, f"slack:{school.team.id}").reason


def test_slack_down_is_told_elsewhere(school: Office) -> None:
    """And once it is back, the same alert goes out."""
    notifier = SlackNotifier(school.cards())
    for refusing in (False, True):
        with school.slack.down(refusing=refusing):
            failure = _failure(notifier, direct(school.lead))
        assert (failure.for_good, failure.elsewhere) == (False, True)
    notifier.send(direct(school.lead), alert())
    assert len(school.lead.sees(school.lead.dm)) == 1


def test_an_alert_that_takes_long_is_told_elsewhere(school: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker's lease must not run out meanwhile."""
    answers = Signal()
    monkeypatch.setattr(school.store, "events", lambda reference: answers.wait(10))
    failure = _failure(SlackNotifier(school.cards(), timeout=0.05), direct(school.lead))
    answers.set()
    assert (failure.reason, failure.elsewhere) == ("Slack did not answer in time.", True)


def test_a_broken_store_is_told_elsewhere(school: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever breaks must not keep an alert from the next channel."""

    def breaks(reference: str) -> None:
        raise CaseStoreError("The database is away.")

    monkeypatch.setattr(school.store, "events", breaks)
    failure = _failure(SlackNotifier(school.cards()), direct(school.lead))
    assert (failure.reason, failure.elsewhere) == ("The card could not be made.", True)
