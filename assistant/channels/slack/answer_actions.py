"""The buttons under an answer that show it otherwise: which case, share, delete, read on, go on privately."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.models.views import View

from assistant.channels.slack.blocks.common import pressed
from assistant.channels.slack.blocks.pages import clauses_view, notice_view
from assistant.channels.slack.desk import Desk
from assistant.channels.slack.lanes import on
from assistant.channels.slack.places import Place, noted, place_of_action
from assistant.channels.slack.seen import Seen, SeenAnswers, seen
from assistant.domain.answer import Answered, NotCovered
from assistant.errors import AssistantError
from assistant.ports import DeliveryFailed

Body = Mapping[str, Any]


class AnswerActions:
    """Values are keys of the inbox, so that nothing of a question travels with a button."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._answers = desk, SeenAnswers(desk)

    def register(self, app: AsyncApp) -> None:
        """Join the buttons."""
        app.action(re.compile(r"^branch:"))(self.branch)
        app.action("share")(self.share)
        app.action("delete")(self.delete)
        app.action("clauses")(self.clauses)
        app.action("private")(self.private)

    async def branch(self, ack: Any, body: Body) -> None:
        """Answer for the case that was picked, in place of the answer that asked."""
        await ack()
        value, option = pressed(body)
        before = seen(value)
        which = Seen(before.key, (*before.picked, int(option)))
        found = await self._answers.answer(which, body)
        if isinstance(found, View):
            await self._desk.windows.tell(body, found)
            return
        asked, picked = found
        await self._desk.replying.in_place(picked, place_of_action(body), asked.surface, which.value)

    async def share(self, ack: Any, body: Body) -> None:
        """Show the answer to everybody in the thread."""
        await ack()
        value, _ = pressed(body)
        found = await self._answers.answer(seen(value), body)
        if isinstance(found, View):
            await self._desk.windows.tell(body, found)
            return
        asked, outcome = found
        clicked = place_of_action(body)
        await self._desk.replying.share(outcome, noted(asked.place), clicked, asked.surface, value)
        await self._desk.posting.take_away(clicked)

    async def delete(self, ack: Any, body: Body) -> None:
        """Take the answer away."""
        await ack()
        await self._desk.posting.take_away(place_of_action(body))

    async def clauses(self, ack: Any, body: Body) -> None:
        """The whole of an answer that was too long for one message."""
        await ack()
        if not (window := await self._desk.windows.wait(body)):
            return
        found = await self._answers.answer(seen(pressed(body)[0]), body)
        replies = self._desk.made.replies
        if isinstance(found, View):
            view = found
        elif isinstance(found[1], Answered | NotCovered):
            view = clauses_view(found[1], replies)
        else:
            view = notice_view(replies.say("slack.gone"), replies)
        await self._desk.windows.fill(window, view)

    async def private(self, ack: Any, body: Body) -> None:
        """Show the case in the direct message, where that could not be done before."""
        await ack()
        window, said = await self._desk.windows.wait(body), "sent"
        try:
            await on(self._desk.lanes.showing, self._show_case, pressed(body)[0], place_of_action(body))
        except (AssistantError, DeliveryFailed):
            said = "not_sent"
        replies = self._desk.made.replies
        if window:
            await self._desk.windows.fill(window, notice_view(replies.say(f"slack.pointer.{said}"), replies))

    def _show_case(self, reference: str, place: Place) -> None:
        """Raises CaseError where it is not the reporter who clicks, and whatever showing it raises."""
        self._desk.made.desk.followed(reference, place.sender)
        self._desk.made.cards.show_reporter(reference, place.user, "")
