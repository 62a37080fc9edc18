"""The one registry of listeners, for Socket Mode and HTTP alike.

What is listed here and what `manifest` asks Slack for is the same: an event without a listener would
never be acknowledged, and Slack would send it again and again.
"""

import logging
from typing import Any

from slack_bolt.async_app import AsyncApp

from assistant.channels.slack import case_actions, reporting
from assistant.channels.slack.answer_actions import AnswerActions
from assistant.channels.slack.blocks.home import home_view
from assistant.channels.slack.confirming import Confirming
from assistant.channels.slack.desk import Desk
from assistant.channels.slack.feedback_actions import FeedbackActions
from assistant.channels.slack.lanes import on
from assistant.channels.slack.manifest import APP_HOME_OPENED, APP_MENTION, POLICY, STOPPED, prompts
from assistant.channels.slack.receiving import deleted_in
from assistant.errors import AssistantError

_log = logging.getLogger(__name__)


def register(app: AsyncApp, desk: Desk) -> None:
    """Join every surface of Slack to the desk."""
    app.error(_failed)
    _messages(app, desk)
    _home(app, desk)
    AnswerActions(desk).register(app)
    Confirming(desk).register(app)
    FeedbackActions(desk).register(app)
    reporting.Reporting(desk).register(app)
    case_actions.CaseActions(desk).register(app)


def _messages(app: AsyncApp, desk: Desk) -> None:
    async def answer(context: dict[str, Any], body: dict[str, Any]) -> None:
        received = context.get("received")
        if received is not None:
            await desk.answering.answer(received, context["leased"])
        elif key := deleted_in(body):
            await on(desk.lanes.storing, desk.made.inbox.forget, key)

    async def command(ack: Any, context: dict[str, Any]) -> None:
        await ack()
        await desk.answering.answer(context["received"], context["leased"])

    app.event("message")(answer)
    app.event(APP_MENTION)(answer)
    app.command(POLICY)(command)


def _home(app: AsyncApp, desk: Desk) -> None:
    made = desk.made

    async def opened(event: dict[str, Any], body: dict[str, Any]) -> None:
        if event["tab"] == "messages":
            heading = made.replies.say("slack.prompts")
            await desk.posting.suggest(event["channel"], heading, prompts(made.replies))
            return
        url = _messages_url(body)
        view = await on(
            desk.lanes.storing,
            lambda: home_view(
                made.school,
                _records(desk),
                made.replies,
                made.clock.now(),
                url,
                explains=bool(made.settings.model),
            ),
        )
        await desk.posting.home(event["user"], view.to_dict())

    async def stopped() -> None:
        """Nothing runs on: an answer is shown at once or not at all."""

    async def followed(ack: Any) -> None:
        """The button is a link, which Slack follows by itself."""
        await ack()

    app.action("ask")(followed)
    app.event(APP_HOME_OPENED)(opened)
    app.event(STOPPED)(stopped)


def _messages_url(body: dict[str, Any]) -> str:
    """Opens the conversation with the app: https://docs.slack.dev/interactivity/deep-linking."""
    return f"https://slack.com/app_redirect?app={body['api_app_id']}&team={body['team_id']}"


def _records(desk: Desk) -> tuple[Any, ...]:
    """The policies that answer now; none where nothing can be read, for the numbers matter more."""
    try:
        index = desk.made.shelf.current()
    except AssistantError:
        return ()
    return tuple(policy.record for policy in index.policies.values()) if index else ()


async def _failed(error: Exception) -> None:
    """What a listener raised. Bolt's own handler would write the words of the exception down.

    Where nothing was acknowledged before, Slack tells the person that it did not work.
    """
    _log.error("listener failed: %s", type(error).__name__)
