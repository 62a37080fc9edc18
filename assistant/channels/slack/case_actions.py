"""What role holders and reporters do with a case in Slack; every click is checked again by the desk."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.models.views import View

from assistant.channels.slack.blocks.common import pressed
from assistant.channels.slack.blocks.modals import add_view, close_view, note_view
from assistant.channels.slack.blocks.pages import words_view
from assistant.channels.slack.case_clicks import Act, CaseClicks, Report
from assistant.channels.slack.desk import Desk
from assistant.channels.slack.manifest import CASE_ADD, CASE_CLOSE, CASE_NOTE
from assistant.domain.case import ClosingOutcome
from assistant.domain.school import Role

_NOBODY = "nobody"
Body = Mapping[str, Any]


class CaseActions:
    """Nothing of a case is decided here, and nothing of it is kept in Slack."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._cases, self._clicks = desk, desk.made.desk, CaseClicks(desk)

    def register(self, app: AsyncApp) -> None:
        """Join the buttons of both cards and their modals."""
        app.action("case_acknowledge")(self.acknowledge)
        app.action("case_take_over")(self.take_over)
        app.action("case_reopen")(self.reopen)
        app.action("case_read")(self.read)
        app.action("case_note")(self.note)
        app.action("case_close")(self.close)
        app.action("case_not_live")(self.not_live)
        app.action("case_in_danger")(self.in_danger)
        app.action("case_add")(self.add)
        app.action(re.compile(r"^case_choose:"))(self.choose)
        app.view(CASE_NOTE)(self.noted)
        app.view(CASE_CLOSE)(self.closed)
        app.view(CASE_ADD)(self.added)

    async def acknowledge(self, ack: Any, body: Body) -> None:
        """The first one holds the case; whoever comes later is told who was first."""
        await ack()
        await self._as_role_holder(body, self._cases.acknowledge)

    async def take_over(self, ack: Any, body: Body) -> None:
        """The case goes to whoever clicked."""
        await ack()
        await self._as_role_holder(body, self._cases.take_over)

    async def reopen(self, ack: Any, body: Body) -> None:
        """The case is chased again."""
        await ack()
        await self._as_role_holder(body, self._cases.reopen)

    async def read(self, ack: Any, body: Body) -> None:
        """The reporter's own words, for those who may read them; the opening is recorded before."""
        await ack()
        # Without a window there is nothing to show them in, and nothing is opened.
        if not (window := await self._desk.windows.wait(body)):
            return
        reference = pressed(body)[0]
        opened, refused = await self._clicks.by_role_holder(body, reference, self._cases.open)
        shown = refused or words_view(reference, opened.words, self._desk.made.replies)
        await self._desk.windows.fill(window, shown)

    async def note(self, ack: Any, body: Body) -> None:
        """Ask for the words of a note."""
        await ack()
        await self._desk.windows.open(body, note_view(pressed(body)[0], self._desk.made.replies))

    async def noted(self, ack: Any, body: Body) -> None:
        """Keep a note."""
        words = _typed(body, "words")
        await self._submitted(ack, body, lambda reference, actor: self._cases.note(reference, actor, words))

    async def close(self, ack: Any, body: Body) -> None:
        """Ask how the case ended."""
        await ack()
        await self._desk.windows.open(body, close_view(pressed(body)[0], self._desk.made.replies))

    async def closed(self, ack: Any, body: Body) -> None:
        """The case ends."""
        outcome = ClosingOutcome(_chosen(body, "outcome"))
        await self._submitted(
            ack, body, lambda reference, actor: self._cases.close(reference, actor, outcome)
        )

    async def not_live(self, ack: Any, body: Body) -> None:
        """The reporter takes it back; the lead sees that and closes it."""
        await ack()
        await self._as_reporter(body, pressed(body)[0], self._cases.not_live)

    async def in_danger(self, ack: Any, body: Body) -> None:
        """Somebody is in danger now: written down before Slack hears that the click arrived."""
        await self._as_reporter(body, pressed(body)[0], self._cases.in_danger)
        await ack()

    async def add(self, ack: Any, body: Body) -> None:
        """Ask what the reporter wants to add."""
        await ack()
        await self._desk.windows.open(body, add_view(pressed(body)[0], self._desk.made.replies))

    async def added(self, ack: Any, body: Body) -> None:
        """Keep what the reporter adds."""
        words = _typed(body, "words")
        reference = body["view"]["private_metadata"]
        refused = await self._clicks.by_reporter(
            body, reference, lambda case, who: self._cases.add(case, who, words)
        )
        await _closed_with(ack, refused)

    async def choose(self, ack: Any, body: Body) -> None:
        """The reporter says whom it is about."""
        await ack()
        reference, option = pressed(body)
        about = () if option == _NOBODY else (Role(option),)
        await self._as_reporter(body, reference, lambda case, who: self._cases.choose(case, about, who))

    async def _submitted(self, ack: Any, body: Body, act: Act) -> None:
        """A role holder's modal, acted on before it closes."""
        _, refused = await self._clicks.by_role_holder(body, body["view"]["private_metadata"], act)
        await _closed_with(ack, refused)

    async def _as_role_holder(self, body: Body, act: Act) -> None:
        _, refused = await self._clicks.by_role_holder(body, pressed(body)[0], act)
        if refused:
            await self._desk.windows.tell(body, refused)

    async def _as_reporter(self, body: Body, reference: str, act: Report) -> None:
        if refused := await self._clicks.by_reporter(body, reference, act):
            await self._desk.windows.tell(body, refused)


async def _closed_with(ack: Any, refused: View | None) -> None:
    """The modal goes, or says what kept it from being done."""
    if refused is None:
        await ack()
    else:
        await ack(response_action="update", view=refused.to_dict())


def _typed(body: Body, name: str) -> str:
    return str(body["view"]["state"]["values"][name][name].get("value") or "")


def _chosen(body: Body, name: str) -> str:
    return str(body["view"]["state"]["values"][name][name]["selected_option"]["value"])
