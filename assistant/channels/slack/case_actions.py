"""What role holders and reporters do with a case in Slack; every click is checked again by the desk."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.models.views import View

from assistant.channels.slack.blocks.common import pressed
from assistant.channels.slack.blocks.modals import add_view, close_view, note_view, notice_view, words_view
from assistant.channels.slack.desk import Desk
from assistant.channels.slack.lanes import on
from assistant.channels.slack.manifest import CASE_ADD, CASE_CLOSE, CASE_NOTE
from assistant.channels.slack.places import place_of_action
from assistant.domain.case import ClosingOutcome
from assistant.domain.school import Role
from assistant.errors import CaseError
from assistant.incidents.acting import NO_CASE, Actor

_NOBODY = "nobody"
Body = Mapping[str, Any]
Act = Callable[[str, Actor], object]
Report = Callable[[str, str], object]


class CaseActions:
    """Nothing of a case is decided here, and nothing of it is kept in Slack."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._cases = desk, desk.made.desk

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
        await self._as_role_holder(body, pressed(body)[0], self._cases.acknowledge)

    async def take_over(self, ack: Any, body: Body) -> None:
        """The case goes to whoever clicked."""
        await ack()
        await self._as_role_holder(body, pressed(body)[0], self._cases.take_over)

    async def reopen(self, ack: Any, body: Body) -> None:
        """The case is chased again."""
        await ack()
        await self._as_role_holder(body, pressed(body)[0], self._cases.reopen)

    async def read(self, ack: Any, body: Body) -> None:
        """The reporter's own words, for those who may read them; the opening is recorded before."""
        await ack()
        reference = pressed(body)[0]
        opened = await self._as_role_holder(body, reference, self._cases.open)
        if opened is not None:
            await self._show(body, words_view(reference, opened.words, self._desk.made.replies))

    async def note(self, ack: Any, body: Body) -> None:
        """Ask for the words of a note."""
        await ack()
        await self._show(body, note_view(pressed(body)[0], self._desk.made.replies))

    async def noted(self, ack: Any, body: Body) -> None:
        """Keep a note."""
        words = _typed(body, "words")
        await self._submitted(ack, body, lambda reference, actor: self._cases.note(reference, actor, words))

    async def close(self, ack: Any, body: Body) -> None:
        """Ask how the case ended."""
        await ack()
        await self._show(body, close_view(pressed(body)[0], self._desk.made.replies))

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
        await self._show(body, add_view(pressed(body)[0], self._desk.made.replies))

    async def added(self, ack: Any, body: Body) -> None:
        """Keep what the reporter adds."""
        words = _typed(body, "words")
        reference = body["view"]["private_metadata"]
        refused = await self._by_reporter(
            body, reference, lambda case, who: self._cases.add(case, who, words)
        )
        await self._closed_with(ack, refused)

    async def choose(self, ack: Any, body: Body) -> None:
        """The reporter says whom it is about."""
        await ack()
        reference, option = pressed(body)
        about = () if option == _NOBODY else (Role(option),)
        await self._as_reporter(body, reference, lambda case, who: self._cases.choose(case, about, who))

    async def _submitted(self, ack: Any, body: Body, act: Act) -> None:
        """A role holder's modal, acted on before it closes."""
        _, refused = await self._by_role_holder(body, body["view"]["private_metadata"], act)
        await self._closed_with(ack, refused)

    async def _closed_with(self, ack: Any, refused: str) -> None:
        """The modal goes, or says what kept it from being done."""
        if not refused:
            await ack()
            return
        await ack(response_action="update", view=notice_view(refused, self._desk.made.replies).to_dict())

    async def _as_role_holder(self, body: Body, reference: str, act: Act) -> Any:
        """What `act` gives back; None where it is refused, and the person is told why."""
        found, refused = await self._by_role_holder(body, reference, act)
        if refused:
            await self._tell(body, refused)
        return found

    async def _as_reporter(self, body: Body, reference: str, act: Report) -> None:
        if refused := await self._by_reporter(body, reference, act):
            await self._tell(body, refused)

    async def _by_role_holder(self, body: Body, reference: str, act: Act) -> tuple[Any, str]:
        """What `act` gives back by the first of the person's roles that may, and why none may."""
        refused = self._desk.made.replies.say("slack.not_yours")
        for actor in self._cases.actors(f"slack:{body['user']['id']}"):
            try:
                return await self._acted(partial(act, reference, actor)), ""
            except CaseError as error:
                # Who was first says more than that there is no such case for another of their roles.
                refused = refused if str(error) == NO_CASE else str(error)
        return None, refused

    async def _by_reporter(self, body: Body, reference: str, act: Report) -> str:
        """Why it is refused, empty where it is done."""
        try:
            await self._acted(partial(act, reference, place_of_action(body).sender))
        except CaseError as error:
            return str(error)
        return ""

    async def _acted(self, act: Callable[[], object]) -> object:
        """Act, then let the cards and the alerts follow."""
        try:
            return await on(self._desk.lanes.incidents, act)
        finally:
            self._desk.bell.ring()

    async def _tell(self, body: Body, words: str) -> None:
        await self._show(body, notice_view(words, self._desk.made.replies))

    async def _show(self, body: Body, view: View) -> None:
        """A modal: the only place in Slack that nobody else sees, wherever the button stood."""
        await self._desk.posting.open_view(body["trigger_id"], view.to_dict())


def _typed(body: Body, name: str) -> str:
    return str(body["view"]["state"]["values"][name][name].get("value") or "")


def _chosen(body: Body, name: str) -> str:
    return str(body["view"]["state"]["values"][name][name]["selected_option"]["value"])
