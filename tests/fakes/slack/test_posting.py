"""Where the bot may post, what it may change, and how fast."""

from http.client import HTTPException

import pytest

from tests.fakes.slack import BOT, Channel, FakeSlack, Person, Scaled
from tests.fakes.slack.client import Client


def test_the_bot_posts_only_where_it_is_a_member(slack: FakeSlack, client: Client, ada: Person) -> None:
    """Of private channels it does not even know."""
    school = slack.workspace
    public, private = school.channel("public", [ada]), school.channel("private", [ada], private=True)
    archived, read_only = school.channel("old"), school.channel("news", read_only=True)
    school.archives(archived)
    errors = [
        client.error("chat.postMessage", channel=one.id, text="hi")
        for one in (public, private, archived, read_only)
    ]
    assert errors == ["not_in_channel", "channel_not_found", "is_archived", "restricted_action"]


def test_a_persons_id_stands_for_their_direct_messages(slack: FakeSlack, client: Client, ada: Person) -> None:
    """The answer names the channel; strangers and people who left have none."""
    answer = client.call("chat.postMessage", channel=ada.id, text="hello")
    assert answer["channel"] == ada.dm.id
    assert [message.text for message in ada.sees(ada.dm)] == ["hello"]
    assert client.error("chat.update", channel=ada.id, ts=answer["ts"], text="x") == "channel_not_found"
    ada.leaves_school()
    foreign = slack.workspace.person("Fay", foreign=True)
    for nobody in ("U0NOBODY", "D0NOBODY", ada.id, foreign.id):
        assert client.error("chat.postMessage", channel=nobody, text="hello") == "channel_not_found"


def test_something_has_to_be_said_in_one_way(client: Client, staffroom: Channel) -> None:
    """Nothing, two ways at once and too much Markdown are refused; too long a text is cut."""

    def error(**arguments: object) -> str:
        return client.error("chat.postMessage", channel=staffroom.id, **arguments)

    assert error() == "no_text"
    assert error(text="a", markdown_text="b") == "markdown_text_conflict"
    assert error(markdown_text="a" * 12_001) == "msg_too_long"
    assert error(text="a", thread_ts="1") == "invalid_thread_ts"
    assert error(text="a", thread_ts="1700000000.000001") == "thread_not_found"
    assert staffroom.messages == []
    client.call("chat.postMessage", channel=staffroom.id, text="a" * 40_001)
    assert len(staffroom.messages[0].text) == 40_000


def test_the_bot_changes_only_what_it_said_itself(client: Client, staffroom: Channel, ada: Person) -> None:
    """What others said, what was deleted and what never was are told apart."""
    said = ada.writes(staffroom, "mine")
    own = client.call("chat.postMessage", channel=staffroom.id, text="ours")["ts"]
    assert client.error("chat.update", channel=staffroom.id, ts=said.ts, text="x") == "cant_update_message"
    assert client.error("chat.delete", channel=staffroom.id, ts=said.ts) == "cant_delete_message"
    assert client.error("chat.update", channel=staffroom.id, ts="1.2", text="x") == "message_not_found"
    assert client.error("chat.delete", channel=staffroom.id, ts=own) == ""
    assert client.error("chat.update", channel=staffroom.id, ts=own, text="x") == "message_not_found"


def test_text_without_blocks_takes_the_blocks_away(client: Client, staffroom: Channel) -> None:
    """Buttons of an old state do not stay behind."""
    blocks = [{"type": "divider"}]
    ts = client.call("chat.postMessage", channel=staffroom.id, text="a", blocks=blocks)["ts"]
    client.call("chat.update", channel=staffroom.id, ts=ts, text="b")
    assert (staffroom.messages[0].text, staffroom.messages[0].blocks) == ("b", [])


def test_an_ephemeral_message_is_for_one_person_until_the_next_reload(
    slack: FakeSlack, client: Client, staffroom: Channel, ada: Person, lead: Person
) -> None:
    """Nobody else sees it and no method finds it again."""
    slack.workspace.invites(staffroom, lead)
    answer = client.call("chat.postEphemeral", channel=staffroom.id, user=ada.id, text="psst")
    assert [message.text for message in ada.sees(staffroom)] == ["psst"]
    assert lead.sees(staffroom) == []
    for method in ("chat.update", "chat.delete"):
        assert (
            client.error(method, channel=staffroom.id, ts=answer["message_ts"], text="x")
            == "message_not_found"
        )
    ada.reloads()
    assert ada.sees(staffroom) == []


def test_an_ephemeral_message_can_be_lost(
    slack: FakeSlack, client: Client, staffroom: Channel, ada: Person
) -> None:
    """Slack says ok although the person is away, or the thread has no replies yet."""
    root = ada.writes(staffroom, "hello")
    whisper = {"channel": staffroom.id, "user": ada.id, "text": "psst"}
    assert client.error("chat.postEphemeral", **whisper, thread_ts=root.ts) == ""
    ada.goes_away()
    assert client.error("chat.postEphemeral", **whisper) == ""
    assert len(slack.lost_ephemerals()) == 2
    ada.comes_back()
    client.call("chat.postMessage", channel=staffroom.id, text="reply", thread_ts=root.ts)
    assert client.error("chat.postEphemeral", **whisper, thread_ts=root.ts) == ""
    assert [message.text for message in ada.sees(staffroom)] == ["hello", "reply", "psst"]


def test_an_ephemeral_message_needs_both_in_the_channel(
    slack: FakeSlack, client: Client, staffroom: Channel, lead: Person
) -> None:
    """The person and the bot have to be members."""
    elsewhere = slack.workspace.channel("elsewhere", [lead])
    call = "chat.postEphemeral"
    assert client.error(call, channel=staffroom.id, user=lead.id, text="x") == "user_not_in_channel"
    assert client.error(call, channel=elsewhere.id, user=lead.id, text="x") == "not_in_channel"


def test_one_message_a_second_for_each_channel(
    slack: FakeSlack, client: Client, staffroom: Channel, ada: Person
) -> None:
    """The second is answered with 429 and the time to wait; other channels are free."""
    say = {"channel": staffroom.id, "text": "hi"}
    assert client.error("chat.postMessage", **say) == ""
    assert client.error("chat.postMessage", **say) == "ratelimited"
    assert (client.status, client.headers["Retry-After"]) == (429, "1")
    assert client.error("chat.postMessage", channel=ada.id, text="hi") == ""
    slack.clock.advance(1)
    assert client.error("chat.postMessage", **say) == ""


def test_any_method_can_be_made_to_fail(slack: FakeSlack, client: Client, staffroom: Channel) -> None:
    """With 429 for a time, or with an error for some calls."""
    slack.limits("auth.test", seconds=30)
    client.form("auth.test")
    assert (client.status, client.headers["Retry-After"]) == (429, "30")
    slack.clock.advance(31)
    assert client.form("auth.test")["ok"]
    slack.fails("chat.postMessage", "restricted_action", times=1)
    errors = [client.error("chat.postMessage", channel=staffroom.id, text="hi") for _ in range(2)]
    assert errors == ["restricted_action", ""]


def test_an_answer_can_be_lost_after_the_work_was_done(
    slack: FakeSlack, client: Client, staffroom: Channel
) -> None:
    """Whoever calls again posts twice."""
    slack.loses_answers("chat.postMessage")
    with pytest.raises((ConnectionError, HTTPException)):
        client.call("chat.postMessage", channel=staffroom.id, text="hi")
    assert len(staffroom.messages) == 1


def test_slack_can_be_down(slack: FakeSlack, client: Client, staffroom: Channel) -> None:
    """With 503 or without any connection, and afterwards on the same port as before."""
    with slack.down():
        assert "down" in client.post("auth.test", b"")
        assert client.status == 503
    with slack.down(refusing=True), pytest.raises(OSError, match="refused"):
        client.post("auth.test", b"")
    assert client.form("auth.test")["ok"]


def test_a_fast_clock_makes_the_limits_short() -> None:
    """At twenty times the speed a channel takes a message every twentieth of a second."""
    with FakeSlack(clock=Scaled(20)) as slack:
        client, room = Client(slack), slack.workspace.channel("staffroom", [BOT])
        posted = slack.wait_for(lambda: client.call("chat.postMessage", channel=room.id, text="a")["ok"])
        slack.wait_for(lambda: client.call("chat.postMessage", channel=room.id, text="b")["ok"], seconds=1)
        assert posted
