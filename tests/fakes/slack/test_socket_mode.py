"""Connections, envelopes, and what happens to those that nobody acknowledges."""

import aiohttp
import pytest

from tests.fakes.slack import BOT, Channel, FakeSlack, Person, Scaled
from tests.fakes.slack.client import Listener


@pytest.fixture
def gus(hasty: FakeSlack) -> Person:
    """Somebody at the fast clock."""
    return hasty.workspace.person("Gus")


def test_a_ticket_is_good_for_one_connection(slack: FakeSlack) -> None:
    """The second who comes with it is turned away."""
    first = Listener(slack)
    assert first.heard[0]["type"] == "hello"
    second = Listener(slack, first.url, refused=True)
    with pytest.raises(aiohttp.WSServerHandshakeError):
        second.connected.result(5)


def test_an_acknowledged_event_comes_once(slack: FakeSlack, ada: Person) -> None:
    """With a number of attempts that says so, and room for no answer."""
    listener = Listener(slack)
    ada.messages_bot("hello")
    slack.deliveries()[0].wait()
    (envelope,) = listener.envelopes
    assert (envelope["retry_attempt"], envelope["retry_reason"]) == (0, "")
    assert envelope["accepts_response_payload"] is False
    event = envelope["payload"]["event"]
    assert (event["type"], event["channel_type"], event["text"]) == ("message", "im", "hello")
    assert slack.unacknowledged() == []


def test_an_event_that_nobody_acknowledges_comes_four_times(hasty: FakeSlack, gus: Person) -> None:
    """At once, after a minute and after five, always with the same event_id."""
    listener = Listener(hasty, silent=True)
    gus.messages_bot("hello")
    delivery = hasty.deliveries()[0].wait()
    tries = [(one["retry_attempt"], one["retry_reason"]) for one in listener.envelopes]
    assert tries == [(0, ""), (1, "timeout"), (2, "timeout"), (3, "timeout")]
    assert len({one["payload"]["event_id"] for one in listener.envelopes}) == 1
    assert len({one["envelope_id"] for one in listener.envelopes}) == 4
    times = [attempt.time for attempt in delivery.attempts]
    assert times[2] - times[1] > 60
    assert times[3] - times[2] > 300
    assert hasty.unacknowledged() == [delivery]


def test_putting_the_clock_forward_brings_the_retries(slack: FakeSlack, ada: Person) -> None:
    """Nobody has to wait for a minute to see what comes after one."""
    listener = Listener(slack, silent=True)
    ada.messages_bot("hello")
    slack.wait_for(lambda: listener.envelopes)
    slack.passes(4)
    assert len(listener.envelopes) == 2
    slack.passes(400)
    assert len(listener.envelopes) == 4
    assert slack.unacknowledged() == slack.deliveries()


@pytest.mark.parametrize("connected", [True, False])
def test_an_interaction_is_never_sent_again(hasty: FakeSlack, gus: Person, connected: bool) -> None:
    """Without an acknowledgement in time the person sees an error, and so without any connection."""
    listeners = [Listener(hasty, silent=True)] if connected else []
    gus.shortcut("report_incident").wait()
    gus.commands("/policy", "phones").wait()
    assert [len(listener.envelopes) for listener in listeners] == [2] * connected
    assert len(gus.saw_errors) == 2
    assert "did not respond" in gus.sees_everything()


def test_events_are_spread_over_connections(slack: FakeSlack, ada: Person) -> None:
    """Each goes to one of them, and the same event sent again may go to another."""
    listeners = [Listener(slack), Listener(slack)]
    ada.messages_bot("hello")
    delivery = slack.deliveries()[0].wait()
    slack.delivers_again(delivery, times=9)
    slack.wait_for(lambda: sum(len(one.envelopes) for one in listeners) == 10)
    assert all(listener.envelopes for listener in listeners)
    heard = {one["payload"]["event_id"] for listener in listeners for one in listener.envelopes}
    assert heard == {delivery.event_id}


def test_the_eleventh_connection_is_one_too_many(slack: FakeSlack) -> None:
    """It is told so and closed."""
    for _ in range(10):
        Listener(slack)
    eleventh = Listener(slack, refused=True)
    slack.wait_for(lambda: eleventh.heard)
    assert eleventh.heard[0]["reason"] == "too_many_websockets"
    assert slack.connections == 10


@pytest.mark.parametrize("reason", ["refresh_requested", "warning", "link_disabled"])
def test_an_old_connection_is_told_before_it_ends(hasty: FakeSlack, gus: Person, reason: str) -> None:
    """Meanwhile nothing new is sent over it."""
    old = Listener(hasty)
    hasty.refreshes_connections(reason)
    hasty.wait_for(lambda: old.heard[-1].get("reason") == reason)
    hasty.wait_for(lambda: hasty.connections == 0)
    new = Listener(hasty)
    gus.messages_bot("hello")
    hasty.wait_for(lambda: len(new.envelopes) == 1)
    assert old.envelopes == []


def test_what_is_done_while_slack_is_down_arrives_later(slack: FakeSlack, ada: Person) -> None:
    """The connections are gone, and new ones bring what was missed."""
    Listener(slack)
    with slack.down(refusing=True):
        slack.wait_for(lambda: slack.connections == 0)
        ada.messages_bot("are you there?")
        slack.clock.advance(3600)
    new = Listener(slack)
    slack.wait_for(lambda: len(new.envelopes) == 1)


def test_only_what_the_app_asked_for_arrives(ada: Person, slack: FakeSlack, staffroom: Channel) -> None:
    """A mention needs the bot in the channel, and every event a subscription and its scope."""
    elsewhere = slack.workspace.channel("elsewhere", [ada])
    ada.mentions_bot(elsewhere, "hello")
    ada.writes(staffroom, "nothing for the bot")
    slack.state.subscriptions.discard("app_home_opened")
    ada.opens_home()
    slack.state.scopes.discard("im:history")
    ada.messages_bot("hello")
    assert slack.deliveries() == []


def test_events_say_what_slack_says(slack: FakeSlack, ada: Person) -> None:
    """A mention has no channel_type; a shared channel and another team's person are marked."""
    fay = slack.workspace.person("Fay", foreign=True)
    shared = slack.workspace.channel("shared", [ada, fay, BOT], ext_shared=True)
    root = fay.mentions_bot(shared, "hello")
    fay.mentions_bot(shared, "again", thread=root)
    ada.opens_messages_tab()
    first, second, third = (delivery.payload for delivery in slack.deliveries())
    assert first["is_ext_shared_channel"] is True
    assert "channel_type" not in first["event"]
    assert first["event"]["user_team"] != first["team_id"]
    assert (second["event"]["thread_ts"], "thread_ts" in first["event"]) == (root.ts, False)
    assert (third["event"]["type"], third["event"]["tab"]) == ("app_home_opened", "messages")
    assert first["authorizations"][0]["user_id"] == BOT


def test_people_change_and_delete_what_they_wrote(slack: FakeSlack, ada: Person) -> None:
    """The bot hears of it in direct messages, with the text that was there before."""
    message = ada.messages_bot("first")
    ada.edits(message, "second")
    ada.deletes(message)
    told = [delivery.payload["event"] for delivery in slack.deliveries()]
    assert [event.get("subtype") for event in told] == [None, "message_changed", "message_deleted"]
    assert told[1]["previous_message"]["text"] == "first"
    assert told[2]["deleted_ts"] == message.ts
    assert ada.sees(ada.dm) == []
    assert "first" in slack.everything_visible_to(ada)


def test_what_people_type_is_escaped_on_its_way(slack: FakeSlack, ada: Person, staffroom: Channel) -> None:
    """Three characters are, addresses are marked, and mentions stay mentions."""
    text = "A & B <3 at https://school.example or office@school.example"
    ada.mentions_bot(staffroom, text)
    sent = slack.deliveries()[0].payload["event"]["text"]
    rest = "&lt;3 at <https://school.example> or <mailto:office@school.example|office@school.example>"
    assert sent == f"<@{BOT}> A &amp; B {rest}"
    assert text in ada.sees_everything()


def test_a_failing_test_prints_no_contents(slack: FakeSlack, ada: Person, staffroom: Channel) -> None:
    """Neither messages, channels nor deliveries show a text in what they are printed as."""
    message = ada.mentions_bot(staffroom, "canary")
    assert "canary" not in repr([message, staffroom, slack.deliveries()])


def test_a_scaled_clock_runs_that_much_faster() -> None:
    """A second on it takes a thousandth of one."""
    clock = Scaled(1000)
    before = clock.now()
    clock.advance(60)
    assert clock.now() - before >= 60
    assert clock.real(1) == 0.001
