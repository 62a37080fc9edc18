"""Cards of cases: posted once, changed where they stand, and never shown to whom a case is about."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from assistant.adapters.case_store import file_url, sql_card_book, sql_case_store
from assistant.domain.card import Card, CardKind
from assistant.domain.case import CaseState, Change, EventKind
from assistant.domain.school import Role
from assistant.ports import CardBook, DeliveryFailed, NobodyThere
from tests.assistant.adapters.slack.office import (
    REFERENCE,
    WORDS,
    Office,
    alert,
    buttons_of,
    called_in,
    direct,
    office,
)
from tests.fakes.postgres import postgres_url

_LEAD, _HEAD = Role.SAFEGUARDING_LEAD, Role.HEADTEACHER
_POST, _CHANGE = "chat.postMessage", "chat.update"


@pytest.fixture
def school() -> Iterator[Office]:
    """A school with a case that nobody has been told of."""
    with office() as made:
        made.opens()
        yield made


def _team(school: Office) -> str:
    return f"slack:{school.team.id}"


class _Databases:
    """A store, and a book for each worker, over one database."""

    def __init__(self, url: str, folder: Path, stack: ExitStack) -> None:
        self._url, self._stack = url, stack
        self.store = stack.enter_context(closing(sql_case_store(url, folder / "words.key")))

    def book(self) -> CardBook:
        """A book with connections of its own."""
        return self._stack.enter_context(closing(sql_card_book(self._url)))


@contextmanager
def _databases(kind: str, folder: Path) -> Iterator[_Databases]:
    with ExitStack() as stack:
        url = file_url(folder / "cases.sqlite3")
        if kind == "postgres":
            url = stack.enter_context(postgres_url())
        yield _Databases(url, folder, stack)


def _failure(school: Office, address: str) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as failed:
        school.cards().tell(address, alert())
    assert failed.value.__context__ is None
    return failed.value


def test_a_card_is_posted_and_its_place_is_kept(school: Office) -> None:
    """In a direct message and in the private channel, each with its own place in the book."""
    cards = school.cards()
    cards.tell(direct(school.lead), alert())
    cards.tell(_team(school), alert())
    [in_dm], [in_team] = school.lead.sees(school.lead.dm), school.in_team
    places = {(card.address, card.channel, card.ts, card.shown) for card in school.book.of(REFERENCE)}
    assert places == {
        (direct(school.lead), school.lead.dm.id, in_dm.ts, 1),
        (_team(school), school.team.id, in_team.ts, 1),
    }
    assert f"Case {REFERENCE}" in in_team.visible()
    assert "Rea Porter" in in_team.visible()
    assert called_in(in_team) == [school.lead.id]


def test_a_later_round_calls_to_the_card_that_stands(school: Office) -> None:
    """The card is changed, and a reply in its thread calls whom the alert is for."""
    cards = school.cards()
    cards.tell(_team(school), alert())
    cards.tell(_team(school), alert(_HEAD))
    card, reply = school.in_team
    assert reply.thread_ts == card.ts
    assert called_in(reply) == [school.head.id]
    assert reply.text == f"Case {REFERENCE} still needs somebody: nobody has confirmed having it."
    assert len(school.slack.calls(_CHANGE)) == 1


def test_two_workers_post_one_card(school: Office) -> None:
    """Whoever loses the claim waits for the place and calls to it, at the same moment in two threads."""
    workers = [school.cards(), school.cards()]
    together = Barrier(2)

    def tells(number: int) -> None:
        together.wait(10)
        workers[number].tell(_team(school), alert((_LEAD, _HEAD)[number]))

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(tells, range(2)))
    [root] = [message for message in school.in_team if message.thread_ts is None]
    [reply] = [message for message in school.in_team if message.thread_ts is not None]
    assert reply.thread_ts == root.ts
    assert [card.ts for card in school.book.of(REFERENCE)] == [root.ts]


def test_a_dead_workers_claim_ends(school: Office) -> None:
    """At first its place is waited for; later another worker posts."""
    then = f"{school.clock.moment.timestamp()}"
    claim = Card(REFERENCE, CardKind.ROLE_HOLDERS, _LEAD, _team(school), "", then, 2**31 - 1)
    school.book.put(claim)
    failure = _failure(school, _team(school))
    assert (failure.for_good, failure.elsewhere, school.in_team) == (False, True, [])
    school.clock.moment += timedelta(seconds=30)
    school.cards().tell(_team(school), alert())
    assert len(school.in_team) == 1


def test_a_card_that_could_not_be_posted_is_free_at_once(school: Office) -> None:
    """A failure leaves no claim behind, and nothing that lags behind its case."""
    school.slack.fails(_POST, "internal_error")
    failure = _failure(school, _team(school))
    assert (failure.for_good, failure.elsewhere) == (False, True)
    school.happens(EventKind.ALERT_DELAYED, _LEAD)
    assert school.book.stale(9) == ()
    school.cards().tell(_team(school), alert())
    assert len(school.in_team) == 1


def test_a_card_follows_its_case(school: Office) -> None:
    """However much has happened, each card is changed once, and then nothing is left to do."""
    cards = school.cards()
    cards.tell(_team(school), alert())
    cards.tell(direct(school.lead), alert())
    school.happens(EventKind.ALERT_SENT, _LEAD)
    school.happens(EventKind.ESCALATED, _HEAD)
    school.happens(
        EventKind.ACKNOWLEDGED,
        _LEAD,
        "Mrs Ada Lead",
        state=CaseState.ACKNOWLEDGED,
        held_by=_LEAD,
        held_name="Mrs Ada Lead",
        acknowledged_at=school.clock.moment,
    )
    assert (cards.refresh(10), cards.refresh(10)) == (2, 0)
    assert len(school.slack.calls(_CHANGE)) == 2
    [card] = school.in_team
    assert "Mrs Ada Lead has confirmed having it" in card.visible()
    assert "case_take_over" in buttons_of(card)
    assert "case_acknowledge" not in buttons_of(card)


def test_at_most_so_many_cards_are_changed(school: Office) -> None:
    """The rest comes with the next call."""
    cards = school.cards()
    cards.tell(_team(school), alert())
    cards.tell(direct(school.lead), alert())
    school.happens(EventKind.ESCALATED, _HEAD)
    assert [cards.refresh(1), cards.refresh(1), cards.refresh(1)] == [1, 1, 0]


def test_a_rate_limit_lets_the_rest_wait(school: Office) -> None:
    """No call is made for as long as Slack asks; then the cards are changed."""
    cards = school.cards()
    cards.tell(_team(school), alert())
    cards.tell(direct(school.lead), alert())
    school.happens(EventKind.ESCALATED, _HEAD)
    school.slack.limits(_CHANGE, 100_000)
    assert (cards.refresh(10), cards.refresh(10)) == (0, 0)
    assert len(school.slack.calls(_CHANGE)) == 1
    school.slack.clock.advance(200_000)
    school.clock.moment += timedelta(seconds=20)
    assert cards.refresh(10) == 2


def test_a_closed_place_does_not_stand_in_the_way(school: Office) -> None:
    """A card that can be changed no more is left, until something else happens; the others follow."""
    cards = school.cards()
    cards.tell(_team(school), alert())
    cards.tell(direct(school.lead), alert())
    school.happens(EventKind.ESCALATED, _HEAD)
    school.slack.workspace.archives(school.team)
    assert cards.refresh(10) == 1
    assert cards.refresh(10) == 0
    assert len(school.slack.calls(_CHANGE)) == 2


def test_a_card_that_was_deleted_is_posted_again(school: Office) -> None:
    """Its new place is kept, and it is changed there."""
    cards = school.cards()
    cards.tell(_team(school), alert())
    school.team.messages[0].deleted = True
    school.happens(EventKind.ESCALATED, _HEAD)
    assert cards.refresh(10) == 1
    [card] = school.in_team
    assert [kept.ts for kept in school.book.of(REFERENCE)] == [card.ts]
    school.happens(EventKind.ESCALATED, _LEAD)
    assert (cards.refresh(10), len(school.in_team)) == (1, 1)


@pytest.mark.parametrize(("private", "ext_shared"), [(False, False), (True, True)], ids=["public", "shared"])
def test_no_card_where_others_read_along(school: Office, private: bool, ext_shared: bool) -> None:
    """A public channel, or one shared with others, gets nothing, and the cure is said."""
    school.team.private, school.team.ext_shared = private, ext_shared
    failure = _failure(school, _team(school))
    assert failure.for_good
    assert failure.reason.startswith("The channel in Slack is ")
    assert school.team.id not in failure.reason
    assert school.in_team == []


def test_slack_is_asked_once_whether_a_channel_is_private(school: Office) -> None:
    """The answer holds for minutes, and no longer."""
    cards = school.cards()
    for minutes in (0, 1, 10):
        school.clock.moment += timedelta(minutes=minutes)
        cards.tell(_team(school), alert())
    assert len(school.slack.calls("conversations.info")) == 2


def test_no_card_where_the_one_it_is_about_is_a_member(school: Office) -> None:
    """Although the school's own list would allow it: whoever is in the channel reads along."""
    lists: dict[Role, dict[str, Any]] = {
        _HEAD: {"channels": (direct(school.head),)},
        _LEAD: {"channels": (direct(school.lead), _team(school))},
    }
    contacts = tuple(replace(contact, **lists.get(contact.role, {})) for contact in school.school.contacts)
    about_head = replace(school.school, contacts=contacts)
    school.happens(EventKind.CHOSEN, excluded=(_HEAD,), ladder=(_LEAD,))
    with pytest.raises(DeliveryFailed) as failed:
        school.cards(about_head).tell(_team(school), alert())
    assert failed.value.for_good
    school.slack.workspace.removes(school.team, school.head)
    school.cards(about_head).tell(_team(school), alert())
    assert len(school.in_team) == 1


def test_a_card_is_withdrawn_from_whom_the_case_is_about(school: Office) -> None:
    """Once the reporter has said so, card and buttons go, and so they do where that person reads along."""
    cards = school.cards()
    cards.tell(direct(school.head), alert(_HEAD))
    cards.tell(_team(school), alert())
    cards.tell(direct(school.lead), alert())
    school.happens(EventKind.CHOSEN, excluded=(_HEAD,), ladder=(_LEAD,))
    assert cards.refresh(10) == 3
    for message in (*school.head.sees(school.head.dm), *school.in_team):
        assert message.visible().split("\n") == ["There is nothing to do here any more."] * 2
        assert buttons_of(message) == {}
    [kept] = school.lead.sees(school.lead.dm)
    assert REFERENCE in kept.visible()


def test_an_address_of_somebody_else_gets_nothing(school: Office) -> None:
    """Only addresses that the school gives for those who may be told."""
    assert _failure(school, direct(school.reporter)).for_good
    assert school.reporter.sees(school.reporter.dm) == []


def test_the_reporter_sees_how_it_stands(school: Office) -> None:
    """In the thread of the report, once, and up to date; never in a channel."""
    report = school.reporter.messages_bot("something happened")
    cards = school.cards()
    cards.show_reporter(REFERENCE, school.reporter.dm.id, report.ts)
    cards.show_reporter(REFERENCE, school.reporter.dm.id, report.ts)
    [card] = [message for message in school.reporter.sees(school.reporter.dm) if message.by_bot]
    assert card.thread_ts == report.ts
    assert "Nobody has been reached yet" in card.visible()
    school.happens(EventKind.ALERT_SENT, _LEAD)
    assert cards.refresh(10) == 1
    assert "An alert was sent to the Safeguarding Lead." in card.visible()
    with pytest.raises(DeliveryFailed):
        cards.show_reporter(REFERENCE, school.team.id, "")
    assert school.in_team == []


def test_a_card_that_was_promised_to_the_reporter_goes_out_by_itself(school: Office) -> None:
    """When Slack is back; once, and not again where it was shown at once."""
    cards = school.cards()
    cards.promise_reporter(REFERENCE, school.reporter.id)
    school.slack.fails(_POST, "internal_error", times=2)
    with pytest.raises(DeliveryFailed):
        cards.show_reporter(REFERENCE, school.reporter.id, "")
    assert (cards.refresh(10), len(school.slack.calls(_POST))) == (0, 2)
    school.clock.moment += timedelta(seconds=10)
    assert (cards.refresh(10), cards.refresh(10)) == (1, 0)
    cards.show_reporter(REFERENCE, school.reporter.id, "")
    cards.promise_reporter(REFERENCE, school.reporter.id)
    assert cards.refresh(10) == 0
    [card] = school.reporter.sees(school.reporter.dm)
    assert REFERENCE in card.visible()


def test_a_promise_outlives_the_worker_that_began_to_keep_it(school: Office) -> None:
    """Its claim ends, and another worker posts the card."""
    cards = school.cards()
    cards.promise_reporter(REFERENCE, school.reporter.id)
    [promised] = school.book.of(REFERENCE)
    then = f"{school.clock.moment.timestamp()}"
    assert school.book.swap(promised, replace(promised, ts=then))
    assert cards.refresh(10) == 0
    school.clock.moment += timedelta(seconds=30)
    assert cards.refresh(10) == 1
    assert len(school.reporter.sees(school.reporter.dm)) == 1


def test_what_the_token_lacks_is_waited_for(school: Office) -> None:
    """Somebody at the school mends it: the reporter's card fails for now, and nothing is written of it."""
    for error in ("token_revoked", "account_inactive", "missing_scope", "messages_tab_disabled"):
        school.slack.fails(_POST, error)
        with pytest.raises(DeliveryFailed) as failed:
            school.cards().show_reporter(REFERENCE, school.reporter.dm.id, "")
        assert not failed.value.for_good
    assert [event.kind for event in school.store.events(REFERENCE)] == [EventKind.RECORDED]


def test_a_reporter_who_is_gone_stands_in_the_case_once(school: Office) -> None:
    """Whoever has the case reads that they have to be told by voice; it is not tried on."""
    school.reporter.leaves_school()
    cards = school.cards()
    cards.promise_reporter(REFERENCE, school.reporter.id)
    for _ in range(2):
        with pytest.raises(NobodyThere):
            cards.show_reporter(REFERENCE, school.reporter.id, "")
    assert (cards.refresh(10), cards.refresh(10)) == (0, 0)
    kinds = [event.kind for event in school.store.events(REFERENCE)]
    assert kinds == [EventKind.RECORDED, EventKind.REPORTER_NOT_SHOWN]
    assert len(school.slack.calls(_POST)) == 3
    cards.tell(_team(school), alert())
    assert "could not be shown to its reporter" in school.in_team[0].visible()


def test_an_error_that_nobody_knows_keeps_no_other_card_waiting(school: Office) -> None:
    """Of Slack's and of our own: it is tried again a minute later, and the older ones are changed at once."""
    cards = school.cards()
    cards.tell(_team(school), alert())
    cards.tell(direct(school.lead), alert())
    school.happens(EventKind.ESCALATED, _HEAD)
    school.slack.fails(_CHANGE, "something_new_of_slacks")
    assert (cards.refresh(1), cards.refresh(1), cards.refresh(10)) == (0, 1, 0)
    school.clock.moment += timedelta(minutes=2)
    assert cards.refresh(10) == 1


def test_a_card_that_cannot_be_drawn_keeps_no_other_waiting(
    school: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The log has the kind of the error and the reference, and none of its words."""
    cards = school.cards()
    cards.show_reporter(REFERENCE, school.reporter.dm.id, "")
    cards.tell(_team(school), alert())
    school.happens(EventKind.ESCALATED, _HEAD)

    def breaks(*given: object) -> None:
        raise KeyError("kanarie7")

    monkeypatch.setattr("assistant.adapters.slack.drawing.reporter_card", breaks)
    assert cards.refresh(10) == 1
    assert "next in turn was the Headteacher" in school.in_team[0].visible()
    assert caplog.messages == [f"card broke: KeyError, case {REFERENCE}"]


def test_blocks_that_slack_refuses_are_posted_without_the_new_ones(school: Office) -> None:
    """An older server must not keep a case from its people."""
    school.happens(EventKind.IN_DANGER, emergency=True)
    school.slack.fails(_POST, "invalid_blocks")
    school.cards().tell(_team(school), alert())
    [card] = school.in_team
    kinds = {block["type"] for block in card.blocks}
    assert kinds.isdisjoint({"alert", "container"})
    assert "ring 999" in card.visible()


def test_nothing_of_what_was_reported_goes_to_slack(school: Office, caplog: pytest.LogCaptureFixture) -> None:
    """No call holds a word of it, whatever is posted, changed or refused, and no log does."""
    caplog.set_level(0)
    cards = school.cards()
    cards.show_reporter(REFERENCE, school.reporter.dm.id, "")
    for role in (_LEAD, _HEAD):
        cards.tell(_team(school), alert(role))
    school.happens(EventKind.IN_DANGER, emergency=True)
    school.slack.fails(_CHANGE, "internal_error")
    cards.refresh(10)
    school.clock.moment += timedelta(minutes=1)
    cards.refresh(10)
    told = [str((call.arguments, call.answer)) for call in school.slack.calls()]
    told += [f"{record.getMessage()} {record.args} {record.exc_text}" for record in caplog.records]
    assert len(told) > 5
    assert not [one for one in told if any(word in one for word in (WORDS, "kanarie7", "corridor"))]
    assert school.slack.calls_without_text() == []


def test_two_workers_follow_the_same_case(school: Office) -> None:
    """Whatever the order of their changes, the card shows the latest in the end."""
    workers = [school.cards(), school.cards()]
    workers[0].tell(_team(school), alert())
    together = Barrier(2)

    def follows(number: int) -> None:
        together.wait(10)
        for _ in range(5):
            school.happens(EventKind.ESCALATED, _HEAD)
            workers[number].refresh(10)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(follows, range(2)))
    workers[0].refresh(10)
    [card] = school.in_team
    assert card.visible().count("next in turn was the Headteacher") == 10
    assert [kept.shown for kept in school.book.of(REFERENCE)] == [11]


@pytest.mark.parametrize("url", ["sqlite", "postgres"])
def test_two_workers_post_one_card_by_a_database(url: str, tmp_path: Path) -> None:
    """The claim holds between processes, which share nothing but the database."""
    with office() as school, _databases(url, tmp_path) as made:
        case = school.opens()
        made.store.open(Change(case, school.store.events(REFERENCE)), None)
        for address in (_team(school), direct(school.lead)):
            workers = [replace(school, store=made.store, book=made.book()).cards() for _ in range(3)]
            with ThreadPoolExecutor(3) as threads:
                list(threads.map(lambda worker, at=address: worker.tell(at, alert()), workers))
        for messages in (school.in_team, school.lead.sees(school.lead.dm)):
            assert [message.thread_ts for message in messages].count(None) == 1
