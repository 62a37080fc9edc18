"""Report an incident without asking anything: from anywhere, or about a message that somebody wrote."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from assistant.channels.slack.blocks.handed_off import contacts_list, everybody
from assistant.channels.slack.blocks.modals import previewed, report_message_view, report_view
from assistant.channels.slack.blocks.pages import contacts_view, reported_view
from assistant.channels.slack.desk import Desk
from assistant.channels.slack.lanes import on
from assistant.channels.slack.manifest import REPORT_INCIDENT, REPORT_MESSAGE
from assistant.channels.slack.places import Place, place_of_action
from assistant.channels.slack.receiving import plain
from assistant.domain.answer import HandedOff, ToldBy
from assistant.domain.message import Message
from assistant.domain.received import Surface
from assistant.domain.school import Role

Body = Mapping[str, Any]


class Reporting:
    """Whatever is reported here is a case, whatever its words: nobody presses this to ask a question."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def register(self, app: AsyncApp) -> None:
        """Join both shortcuts, the Home tab's button, and their modals."""
        app.shortcut(REPORT_INCIDENT)(self.incident)
        app.action("report")(self.incident)
        app.shortcut(REPORT_MESSAGE)(self.message)
        app.view(REPORT_INCIDENT)(self.submitted)
        app.view(REPORT_MESSAGE)(self.submitted)

    async def incident(self, ack: Any, body: Body) -> None:
        """Ask what has happened; saying nothing is enough."""
        await ack()
        await self._open(body, report_view(self._contacts(), self._desk.made.replies))

    async def message(self, ack: Any, body: Body) -> None:
        """Show what would be passed on, and ask whether it may be."""
        await ack()
        place, written = place_of_action(body), body["message"]
        view = report_message_view(
            plain(written.get("text", "")),
            self._contacts(),
            self._desk.made.replies,
            f"{place.channel}/{place.ts}/{written.get('user', '')}",
        )
        await self._open(body, view)

    async def submitted(self, ack: Any, body: Body) -> None:
        """The case is committed before the modal closes."""
        view = body["view"]
        person = await self._desk.people.who(body["user"]["id"])
        place = place_of_action(body)
        if person.guest:
            await ack(response_action="update", view=self._contacts_only().to_dict())
            return
        message = Message(
            _words(view), sender=place.sender, sender_name=person.name, key=f"view/{view['id']}"
        )
        reported, about = self._desk.made.ask.reported, self._written_by(view)
        outcome = await on(self._desk.lanes.incidents, reported, message, _in_danger(view), about)
        if outcome.case is not None:
            # Nothing of this is in the inbox: whatever happens from here on, the card goes out.
            await self._desk.replying.promised(outcome.case, place.user)
        said = reported_view(outcome, self._desk.made.replies)
        await ack(response_action="update", view=said.to_dict())
        await self._shown(outcome, place, message.key)

    async def _shown(self, outcome: HandedOff, place: Place, key: str) -> None:
        at_home = Place(team=place.team, channel=place.user, user=place.user)
        await self._desk.replying.hand_off(outcome, at_home, Surface.DIRECT, key)

    async def _open(self, body: Body, form: View) -> None:
        """The form; for a guest whom to ring and nothing else."""
        user, windows = body["user"]["id"], self._desk.windows
        if known := self._desk.people.known(user):
            await windows.open(body, self._contacts_only() if known.guest else form, self._ring())
        # Slack may take longer to say who it is than a click allows a window to come.
        elif window := await windows.wait(body):
            guest = (await self._desk.people.who(user)).guest
            await windows.fill(window, self._contacts_only() if guest else form)

    def _ring(self) -> list[Block]:
        return contacts_list(self._contacts(), self._desk.made.replies)

    def _written_by(self, view: Mapping[str, Any]) -> tuple[Role, ...]:
        """The roles of whoever wrote the reported message: it may be about them, whatever it says."""
        author = view.get("private_metadata", "").rpartition("/")[2]
        actors = self._desk.made.desk.actors(f"slack:{author}") if author else ()
        return tuple(dict.fromkeys(actor.role for actor in actors))

    def _contacts_only(self) -> View:
        made = self._desk.made
        return contacts_view(made.school, made.replies, made.clock.now())

    def _contacts(self) -> tuple[ToldBy, ...]:
        return everybody(self._desk.made.school, self._desk.made.clock.now())


def _words(view: Mapping[str, Any]) -> str:
    """What was typed, and below it the message that it is about."""
    typed = view["state"]["values"].get("words", {}).get("words", {}).get("value") or ""
    return "\n\n".join(filter(None, (typed, previewed(view))))


def _in_danger(view: Mapping[str, Any]) -> bool:
    chosen = view["state"]["values"].get("emergency", {}).get("emergency", {}).get("selected_option") or {}
    return bool(chosen.get("value") == "yes")
