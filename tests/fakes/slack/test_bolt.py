"""A real Bolt app over its own Socket Mode client: what it does works here as it does with Slack."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import BOT, Channel, FakeSlack, Person


def _app(slack: FakeSlack) -> AsyncApp:
    app = AsyncApp(client=AsyncWebClient(token=slack.bot_token, base_url=slack.api_url))

    @app.event("message")
    async def echo(event: dict[str, Any], say: Any) -> None:
        if "subtype" not in event:
            await say(text=f"You said: {event['text']}", thread_ts=event.get("thread_ts") or event["ts"])

    @app.event("app_mention")
    async def mentioned(event: dict[str, Any], client: AsyncWebClient) -> None:
        await client.chat_postEphemeral(channel=event["channel"], user=event["user"], text="Only for you")

    @app.command("/policy")
    async def asked(ack: Any, respond: Any, command: dict[str, Any]) -> None:
        await ack()
        await respond(text=f"About {command['text']}", response_type="ephemeral")

    @app.shortcut("report_incident")
    async def report(ack: Any, client: AsyncWebClient, body: dict[str, Any]) -> None:
        await ack()
        title, label = (
            {"type": "plain_text", "text": "Report"},
            {"type": "plain_text", "text": "What happened?"},
        )
        element = {"type": "plain_text_input", "action_id": "what"}
        blocks = [{"type": "input", "block_id": "what", "label": label, "element": element}]
        view = {"type": "modal", "callback_id": "report", "title": title, "submit": title, "blocks": blocks}
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view("report")
    async def reported(ack: Any, view: dict[str, Any]) -> None:
        said = view["state"]["values"]["what"]["what"]["value"]
        await (ack(response_action="errors", errors={"what": "Say more"}) if len(said) < 5 else ack())

    return app


@pytest.fixture
def bot(slack: FakeSlack) -> Iterator[None]:
    """The app, connected."""
    handler: list[AsyncSocketModeHandler] = []

    async def connect() -> None:
        handler.append(AsyncSocketModeHandler(_app(slack), slack.app_token, ping_interval=1))
        await handler[0].connect_async()

    async def close() -> None:
        await handler[0].close_async()
        await asyncio.sleep(0.05)

    slack.background(connect()).result(10)
    slack.wait_for_bot()
    yield
    slack.background(close()).result(10)


@pytest.mark.usefixtures("bot")
def test_a_bolt_app_answers_in_a_thread_of_the_direct_messages(slack: FakeSlack, ada: Person) -> None:
    """Only the person sees it, and of its own message the bot is told as well."""
    lead = slack.workspace.person("Lead")
    question = ada.messages_bot("Can I accept this friend request?")
    slack.wait_for(lambda: len(ada.sees(ada.dm)) == 2)
    answer = ada.sees(ada.dm)[1]
    assert answer.thread_ts == question.ts
    assert answer.text == "You said: Can I accept this friend request?"
    assert "friend request" not in slack.everything_visible_to(lead)
    slack.wait_until_settled()
    assert [one.name for one in slack.deliveries()] == ["message", "message"]
    assert slack.unacknowledged() == []


@pytest.mark.usefixtures("bot")
def test_a_bolt_app_answers_mentions_and_commands_for_one_person(
    slack: FakeSlack, ada: Person, lead: Person, staffroom: Channel
) -> None:
    """An ephemeral message and a response_url lead to the person alone, until the next reload."""
    slack.workspace.invites(staffroom, lead)
    ada.mentions_bot(staffroom, "hello")
    slack.wait_for(lambda: "Only for you" in ada.sees_everything())
    ada.commands("/policy", "phones", staffroom)
    slack.wait_for(lambda: "About phones" in ada.sees_everything())
    assert "Only for you" not in slack.everything_visible_to(lead)
    assert "About phones" not in slack.everything_visible_to(lead)
    ada.reloads()
    assert "About phones" not in ada.sees_everything()


@pytest.mark.usefixtures("bot")
def test_a_bolt_app_opens_a_modal_and_answers_what_is_submitted(slack: FakeSlack, ada: Person) -> None:
    """Errors stay on the screen, and after them the modal closes."""
    ada.shortcut("report_incident")
    view = slack.wait_for(lambda: ada.modal)
    assert view is not None
    ada.submits(view, {"what": "hm"}).wait()
    assert view.errors == {"what": "Say more"}
    ada.submits(view, {"what": "A boy is hit"}).wait()
    assert ada.modal is None
    assert ada.saw_errors == []


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("how", ["refresh", "close", "cut"])
def test_a_bolt_app_survives_the_end_of_its_connection(slack: FakeSlack, ada: Person, how: str) -> None:
    """After a refresh, a close frame and a cut line alike it opens another one."""
    match how:
        case "refresh":
            slack.refreshes_connections()
        case "close":
            slack.drops_connections()
        case "cut":
            slack.drops_connections(politely=False)
    slack.wait_for(lambda: slack.connections_opened == 2 and slack.connections == 1)
    ada.messages_bot("still there?")
    slack.wait_for(lambda: len(ada.sees(ada.dm)) == 2)


def test_the_bot_is_a_member_by_its_name(slack: FakeSlack) -> None:
    """Both a channel's members and the client know it by the same id."""
    assert BOT in slack.workspace.channel("staffroom").members
