"""Streams, statuses, prompts and sessions."""

import pytest

from tests.fakes.slack import Channel, FakeSlack, Person
from tests.fakes.slack.client import Client
from tests.fakes.slack.rules import Json


def _stream(client: Client, ada: Person) -> Json:
    root = ada.messages_bot("question")
    answer = client.call("chat.startStream", channel=ada.dm.id, thread_ts=root.ts)
    return {"channel": ada.dm.id, "ts": answer["ts"]}


def test_a_stream_grows_until_it_is_stopped(client: Client, ada: Person) -> None:
    """Text, tasks and at the end blocks are to be read in it; afterwards it takes no more."""
    stream = _stream(client, ada)
    task = {"type": "task_update", "id": "1", "title": "Reading policies", "status": "in_progress"}
    client.call("chat.appendStream", **stream, chunks=[task])
    client.call("chat.appendStream", **stream, chunks=[{"type": "markdown_text", "text": "You "}])
    client.call("chat.appendStream", **stream, markdown_text="may.")
    assert client.error("chat.appendStream", **stream, chunks=[{"type": "song"}]) == "invalid_chunks"
    client.call("chat.stopStream", **stream, blocks=[{"type": "divider"}])
    message = ada.sees(ada.dm)[-1]
    assert (message.text, len(message.blocks)) == ("You may.", 1)
    assert "Reading policies" in ada.sees_everything()
    for method in ("chat.appendStream", "chat.stopStream"):
        assert client.error(method, **stream, markdown_text="x") == "message_not_in_streaming_state"


def test_a_stream_dies_after_five_minutes(slack: FakeSlack, client: Client, ada: Person) -> None:
    """It cannot even be stopped, but its message can be changed."""
    stream = _stream(client, ada)
    slack.clock.advance(301)
    for method in ("chat.appendStream", "chat.stopStream"):
        assert client.error(method, **stream, markdown_text="x") == "message_not_in_streaming_state"
    assert client.error("chat.update", **stream, text="the answer") == ""


def test_a_stream_in_a_channel_needs_a_recipient(client: Client, ada: Person, staffroom: Channel) -> None:
    """By id: what interactions carry as the team is an object."""
    root = ada.mentions_bot(staffroom, "question")
    place = {"channel": staffroom.id, "thread_ts": root.ts}
    assert client.error("chat.startStream", **place) == "missing_recipient_user_id"
    person = place | {"recipient_user_id": ada.id}
    assert client.error("chat.startStream", **person) == "missing_recipient_team_id"
    assert client.error("chat.startStream", **person, recipient_team_id="school") == "team_not_found"
    assert client.error("chat.startStream", **person, recipient_team_id="T0SCHOOL") == ""


def test_a_person_can_stop_the_bot(slack: FakeSlack, client: Client, ada: Person) -> None:
    """The stream has ended already when the bot hears of it."""
    stream = _stream(client, ada)
    ada.stops(ada.sees(ada.dm)[-1])
    event = slack.deliveries("agent_session_stopped")[0].payload["event"]
    assert event["streaming_message_ts"] == [stream["ts"]]
    assert client.error("chat.stopStream", **stream) == "message_not_in_streaming_state"


def test_a_status_ends_by_itself_or_with_an_answer(slack: FakeSlack, client: Client, ada: Person) -> None:
    """After two minutes, or when the bot posts in the thread."""
    root = ada.messages_bot("question")
    place = {"channel_id": ada.dm.id, "thread_ts": root.ts}
    for end in ("time", "answer"):
        client.call(
            "assistant.threads.setStatus", **place, status="is reading", loading_messages=["Turning pages"]
        )
        assert "Turning pages" in slack.status(ada.dm, root)
        if end == "time":
            slack.clock.advance(121)
        else:
            client.call("chat.postMessage", channel=ada.dm.id, thread_ts=root.ts, text="Yes.")
        assert slack.status(ada.dm, root) == ""


def test_prompts_offered_to_a_thread_are_never_seen(client: Client, ada: Person, staffroom: Channel) -> None:
    """Slack says ok. Without a thread up to four are shown, in direct messages only."""
    method, prompt = "assistant.threads.setSuggestedPrompts", {"title": "Phones", "message": "May I?"}
    root = ada.messages_bot("hello")
    assert client.error(method, channel_id=ada.dm.id, prompts=[prompt], thread_ts=root.ts) == ""
    assert ada.suggested_prompts == []
    assert client.error(method, channel_id=ada.dm.id, prompts=[prompt] * 5) == "invalid_arguments"
    assert client.error(method, channel_id=staffroom.id, prompts=[prompt]) == "channel_not_found"
    assert client.error(method, channel_id=ada.dm.id, prompts=[prompt] * 4) == ""
    assert len(ada.suggested_prompts) == 4


def test_a_session_has_a_status_and_a_title_from_its_beginning(
    slack: FakeSlack, client: Client, ada: Person
) -> None:
    """Only known states are taken; without the stop button's event Slack warns."""
    root = ada.messages_bot("hello")
    place = {"channel_id": ada.dm.id, "thread_ts": root.ts}
    method = "agents.sessions.setStatus"
    assert client.error(method, **place, status="thinking") == "invalid_arguments"
    assert client.error(method, **place, status="processing", title="x" * 201) == "invalid_arguments"
    assert "warning" not in client.call(method, **place, status="processing", title="Question")
    client.call(method, **place, status="active", title="Another")
    assert slack.session(ada.dm, root) == {"title": "Question", "status": "active"}
    slack.state.subscriptions.discard("agent_session_stopped")
    assert "warning" in client.call(method, **place, status="closed")


@pytest.mark.parametrize(
    "where", ["status", "title", "metadata", "fallback", "button", "deleted", "replaced"]
)
def test_nothing_that_was_ever_shown_is_forgotten(
    slack: FakeSlack, client: Client, ada: Person, lead: Person, staffroom: Channel, where: str
) -> None:
    """Whoever can open a channel could read it, be it for a moment; metadata is for everybody."""
    slack.workspace.invites(staffroom, lead)
    root, secret = ada.writes(staffroom, "hello"), "canary"
    post = {"channel": staffroom.id, "text": "x"}
    place = {"channel_id": staffroom.id, "thread_ts": root.ts}
    button = {"type": "button", "text": {"type": "plain_text", "text": secret}}
    match where:
        case "status":
            client.call("assistant.threads.setStatus", **place, status=secret)
            slack.clock.advance(300)
        case "title":
            client.call("agents.sessions.setStatus", **place, status="active", title=secret)
        case "metadata":
            metadata = {"event_type": "a", "event_payload": {"said": secret}}
            client.call("chat.postMessage", **{**post, "channel": ada.id}, metadata=metadata)
        case "fallback":
            client.call("chat.postMessage", **{**post, "text": secret}, blocks=[{"type": "divider"}])
        case "button":
            client.call("chat.postMessage", **post, blocks=[{"type": "actions", "elements": [button]}])
        case "deleted":
            ts = client.call("chat.postMessage", **{**post, "text": secret})["ts"]
            client.call("chat.delete", channel=staffroom.id, ts=ts)
            assert secret not in lead.sees_everything()
        case "replaced":
            ts = client.call("chat.postMessage", **{**post, "text": secret})["ts"]
            client.call("chat.update", **post, ts=ts)
    assert secret in slack.everything_visible_to(lead)
    assert secret in slack.everything_visible_to(lead, only_bot=True)


def test_who_can_see_what_depends_on_where_it_is(
    slack: FakeSlack, client: Client, ada: Person, lead: Person
) -> None:
    """Public channels are open to all but guests; private ones and direct messages are not."""
    guest = slack.workspace.person("Gus", guest=True)
    for channel in (
        slack.workspace.channel("a"),
        slack.workspace.channel("b", [lead, "U0POLICYBOT"], private=True),
    ):
        client.call("chat.postMessage", channel=channel.id, text=f"in {channel.name}")
    client.call("chat.postMessage", channel=ada.id, text="to ada")
    seen = {person.name: slack.everything_visible_to(person) for person in (ada, lead, guest)}
    found = {
        name: [text for text in ("in a", "in b", "to ada") if text in all_of_it]
        for name, all_of_it in seen.items()
    }
    assert found == {"Ada": ["in a", "to ada"], "Lead": ["in a", "in b"], "Gus": []}
    assert slack.everything_visible_to(ada, only_bot=True).count("to ada") > 0
