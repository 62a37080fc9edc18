"""Has it happened? The buttons that say so, as if it had been typed."""

import logging
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncApp

from assistant.channels.slack.blocks.common import pressed
from assistant.channels.slack.blocks.handed_off import contacts_list, everybody
from assistant.channels.slack.blocks.modals import report_view
from assistant.channels.slack.desk import Desk
from assistant.channels.slack.lanes import on
from assistant.channels.slack.places import noted
from assistant.channels.slack.seen import SeenAnswers, seen
from assistant.domain.received import Received
from assistant.errors import CaseStoreError

Body = Mapping[str, Any]
_log = logging.getLogger(__name__)


class Confirming:
    """Written down before Slack hears that the click arrived, as every message is."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._answers = desk, SeenAnswers(desk)

    def register(self, app: AsyncApp) -> None:
        """Join the buttons."""
        app.action(re.compile(r"^real:"))(self.real)
        app.action("happened")(self.happened)

    async def real(self, ack: Any, body: Body) -> None:
        """Whether it has happened, in the very words that typing them would have."""
        answered = body["actions"][0]["action_id"].partition(":")[2]
        await self._confirmed(ack, body, f"handoff.line.is_it_real_{answered}")

    async def happened(self, ack: Any, body: Body) -> None:
        """It has already happened: as if the assistant had asked and the reader had said yes."""
        await self._confirmed(ack, body, "handoff.line.is_it_real_yes")

    async def _confirmed(self, ack: Any, body: Body, says: str) -> None:
        try:
            confirmed = await self._said(body, says)
            fresh = confirmed is not None and await self._written(confirmed)
        except CaseStoreError:
            _log.error("click not written down")
            confirmed = None
        await ack()
        if confirmed is None:
            await self._report(body)
        elif fresh:
            await self._desk.answering.answer(confirmed, leased=True)

    async def _written(self, confirmed: Received) -> bool:
        return await on(self._desk.lanes.storing, self._desk.answering.leases.received, confirmed)

    async def _said(self, body: Body, says: str) -> Received | None:
        """The click as a message; None where what it goes on from is kept no more."""
        key = seen(pressed(body)[0]).key
        asked = await self._answers.asked(key, body)
        if asked is None:
            return None
        return replace(
            asked,
            key=f"{key}/{says.rpartition('_')[2]}",
            text=self._desk.made.replies.say(says),
            place=replace(noted(asked.place), confirms=key).note(),
            at=self._desk.made.clock.now(),
        )

    async def _report(self, body: Body) -> None:
        """The form of a report, which says whom to ring: there is nothing to go on from."""
        made = self._desk.made
        contacts = everybody(made.school, made.clock.now())
        ring = contacts_list(contacts, made.replies)
        await self._desk.windows.open(body, report_view(contacts, made.replies), ring)
