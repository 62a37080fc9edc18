"""The buttons under an answer: which case, has it happened, was it helpful, share, delete, read on."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncApp

from assistant.channels.slack.blocks.answers import HELPFUL
from assistant.channels.slack.blocks.common import pressed
from assistant.channels.slack.blocks.handed_off import everybody
from assistant.channels.slack.blocks.modals import clauses_view, notice_view, reason_view, report_view
from assistant.channels.slack.desk import Desk
from assistant.channels.slack.lanes import on
from assistant.channels.slack.manifest import FEEDBACK_REASON
from assistant.channels.slack.places import Place, noted, place_of_action
from assistant.domain.answer import Answered, NotCovered, Outcome
from assistant.domain.feedback import Feedback
from assistant.domain.received import Received
from assistant.errors import AssistantError
from assistant.ports import DeliveryFailed

Body = Mapping[str, Any]


class AnswerActions:
    """Values are keys of the inbox, so that nothing of a question travels with a button."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def register(self, app: AsyncApp) -> None:
        """Join the buttons."""
        app.action(re.compile(r"^branch:"))(self.branch)
        app.action(re.compile(r"^real:"))(self.real)
        app.action("happened")(self.happened)
        app.action("feedback")(self.feedback)
        app.action(re.compile(r"^feedback:"))(self.feedback)
        app.action("share")(self.share)
        app.action("delete")(self.delete)
        app.action("clauses")(self.clauses)
        app.action("private")(self.private)
        app.view(FEEDBACK_REASON)(self.reason)

    async def branch(self, ack: Any, body: Body) -> None:
        """Answer for the case that was picked, in place of the answer that asked."""
        await ack()
        key, option = pressed(body)
        asked = await self._own(key, body)
        whole = asked and await self._desk.answering.again(asked)
        if not asked or not isinstance(whole, Answered) or int(option) >= len(whole.options):
            await self._gone(body)
            return
        picked = await self._desk.answering.again(asked, whole.options[int(option)])
        await self._desk.replying.in_place(picked, place_of_action(body), asked.surface, key)

    async def real(self, ack: Any, body: Body) -> None:
        """Whether it has happened, in the very words that typing them would have."""
        answered = body["actions"][0]["action_id"].partition(":")[2]
        await self._confirmed(ack, body, pressed(body)[0], f"handoff.line.is_it_real_{answered}")

    async def happened(self, ack: Any, body: Body) -> None:
        """It has already happened: as if the assistant had asked and the reader had said yes."""
        await self._confirmed(ack, body, pressed(body)[0], "handoff.line.is_it_real_yes")

    async def share(self, ack: Any, body: Body) -> None:
        """Show the answer to everybody in the thread."""
        await ack()
        key, _ = pressed(body)
        asked = await self._own(key, body)
        if asked is None:
            await self._gone(body)
            return
        outcome = await self._desk.answering.again(asked)
        clicked = place_of_action(body)
        await self._desk.replying.share(outcome, noted(asked.place), clicked, asked.surface, key)
        await self._desk.posting.take_away(clicked)

    async def delete(self, ack: Any, body: Body) -> None:
        """Take the answer away."""
        await ack()
        await self._desk.posting.take_away(place_of_action(body))

    async def clauses(self, ack: Any, body: Body) -> None:
        """The whole of an answer that was too long for one message."""
        await ack()
        asked = await self._own(pressed(body)[0], body)
        outcome = asked and await self._desk.answering.again(asked)
        if isinstance(outcome, Answered | NotCovered):
            view = clauses_view(outcome, self._desk.made.replies)
            await self._desk.posting.open_view(body["trigger_id"], view.to_dict())
        else:
            await self._gone(body)

    async def private(self, ack: Any, body: Body) -> None:
        """Show the case in the direct message, where that could not be done before."""
        await ack()
        said = "sent"
        try:
            await on(self._desk.lanes.incidents, self._show_case, pressed(body)[0], place_of_action(body))
        except (AssistantError, DeliveryFailed):
            said = "not_sent"
        await self._say(body, self._desk.made.replies.say(f"slack.pointer.{said}"))

    async def feedback(self, ack: Any, body: Body) -> None:
        """Keep what the reader thinks; where it is no good, ask why."""
        await ack()
        key, judgement = pressed(body)
        asked, helpful = await self._own(key, body), judgement == HELPFUL
        if asked is None:
            await self._gone(body)
            return
        if not helpful:
            view = reason_view(key, self._desk.made.replies)
            await self._desk.posting.open_view(body["trigger_id"], view.to_dict())
        await self._keep(asked, helpful, "", "")

    async def reason(self, ack: Any, body: Body) -> None:
        """Why an answer was no good."""
        await ack()
        view = body["view"]
        typed = view["state"]["values"]
        if asked := await self._own(view["private_metadata"], body):
            chosen = (typed["reason"]["reason"].get("selected_option") or {}).get("value", "")
            await self._keep(asked, False, chosen, typed["comment"]["comment"].get("value") or "")

    async def _keep(self, asked: Received, helpful: bool, reason: str, comment: str) -> None:
        outcome = await self._desk.answering.again(asked)
        made = self._desk.made
        feedback = Feedback(
            question=asked.text,
            outcome=type(outcome).__name__,
            verdict=outcome.verdict.value if isinstance(outcome, Answered) else "",
            clauses=_clauses(outcome),
            helpful=helpful,
            reason=reason,
            comment=comment,
            at=made.clock.now(),
        )
        # The key itself names the conversation, and so whose it is.
        unnamed = hashlib.sha256(asked.key.encode()).hexdigest()
        await on(self._desk.lanes.storing, made.feedback.add, unnamed, feedback)

    async def _confirmed(self, ack: Any, body: Body, key: str, says: str) -> None:
        """Written down before Slack hears that the click arrived, as every message is."""
        asked = await self._own(key, body)
        if asked is None:
            await ack()
            view = report_view(
                everybody(self._desk.made.school, self._desk.made.clock.now()), self._desk.made.replies
            )
            await self._desk.posting.open_view(body["trigger_id"], view.to_dict())
            return
        made = self._desk.made
        confirmed = replace(
            asked,
            key=f"{key}/{says.rpartition('_')[2]}",
            text=made.replies.say(says),
            place=replace(noted(asked.place), confirms=key).note(),
            at=made.clock.now(),
        )
        fresh = await on(self._desk.lanes.storing, made.inbox.receive, confirmed)
        await ack()
        if fresh:
            await self._desk.answering.answer(confirmed)

    async def _own(self, key: str, body: Body) -> Received | None:
        """The message under a key, None where it is kept no more or was somebody else's."""
        found = await on(self._desk.lanes.storing, self._desk.made.inbox.read, key)
        return found if found and found.sender == place_of_action(body).sender else None

    def _show_case(self, reference: str, place: Place) -> None:
        """Raises CaseError where it is not the reporter who clicks, and whatever showing it raises."""
        self._desk.made.desk.followed(reference, place.sender)
        self._desk.made.cards.show_reporter(reference, place.user, "")

    async def _gone(self, body: Body) -> None:
        await self._say(body, self._desk.made.replies.say("slack.gone"))

    async def _say(self, body: Body, words: str) -> None:
        view = notice_view(words, self._desk.made.replies)
        await self._desk.posting.open_view(body["trigger_id"], view.to_dict())


def _clauses(outcome: Outcome) -> tuple[str, ...]:
    if not isinstance(outcome, Answered):
        return ()
    cited = (*outcome.citations, *(one for branch in outcome.branches for one in branch.citations))
    return tuple(dict.fromkeys(citation.clause for citation in cited))
