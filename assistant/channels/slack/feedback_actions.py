"""Whether an answer helped, and why not."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.models.views import View

from assistant.channels.slack.blocks.answers import HELPFUL
from assistant.channels.slack.blocks.common import pressed
from assistant.channels.slack.blocks.modals import reason_view
from assistant.channels.slack.desk import Desk
from assistant.channels.slack.lanes import on
from assistant.channels.slack.manifest import FEEDBACK_REASON
from assistant.channels.slack.seen import SeenAnswers, seen
from assistant.domain.answer import Answered, Outcome
from assistant.domain.feedback import Feedback
from assistant.domain.received import Received
from assistant.errors import CaseStoreError

Body = Mapping[str, Any]


class FeedbackActions:
    """Kept with the question, and without whose it is."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._answers = desk, SeenAnswers(desk)

    def register(self, app: AsyncApp) -> None:
        """Join both kinds of buttons and the form."""
        app.action("feedback")(self.feedback)
        app.action(re.compile(r"^feedback:"))(self.feedback)
        app.view(FEEDBACK_REASON)(self.reason)

    async def feedback(self, ack: Any, body: Body) -> None:
        """Keep what the reader thinks; where it is no good, ask why."""
        await ack()
        value, judgement = pressed(body)
        if judgement == HELPFUL:
            if refused := await self._kept(value, body, helpful=True):
                await self._desk.windows.tell(body, refused)
            return
        window = await self._desk.windows.wait(body)
        refused = await self._kept(value, body, helpful=False)
        if window:
            form = reason_view(value, self._desk.made.replies)
            await self._desk.windows.fill(window, refused or form)

    async def reason(self, ack: Any, body: Body) -> None:
        """Why an answer was no good."""
        view = body["view"]
        typed = view["state"]["values"]
        chosen = (typed["reason"]["reason"].get("selected_option") or {}).get("value", "")
        comment = typed["comment"]["comment"].get("value") or ""
        await ack()
        await self._kept(view["private_metadata"], body, helpful=False, reason=chosen, comment=comment)

    async def _kept(
        self, value: str, body: Body, *, helpful: bool, reason: str = "", comment: str = ""
    ) -> View | None:
        """Where it could not be kept, a window that says why."""
        found = await self._answers.answer(seen(value), body)
        if isinstance(found, View):
            return found
        asked, outcome = found
        feedback = self._of(asked, outcome, helpful, reason, comment)
        # The key itself names the conversation, and so whose it is.
        unnamed = hashlib.sha256(asked.key.encode()).hexdigest()
        try:
            await on(self._desk.lanes.storing, self._desk.made.feedback.add, unnamed, feedback)
        except CaseStoreError:
            return self._answers.not_now()
        return None

    def _of(self, asked: Received, outcome: Outcome, helpful: bool, reason: str, comment: str) -> Feedback:
        return Feedback(
            question=asked.text,
            outcome=type(outcome).__name__,
            verdict=outcome.verdict.value if isinstance(outcome, Answered) else "",
            clauses=_clauses(outcome),
            helpful=helpful,
            reason=reason,
            comment=comment,
            at=self._desk.made.clock.now(),
        )


def _clauses(outcome: Outcome) -> tuple[str, ...]:
    if not isinstance(outcome, Answered):
        return ()
    cited = (*outcome.citations, *(one for branch in outcome.branches for one in branch.citations))
    return tuple(dict.fromkeys(citation.clause for citation in cited))
