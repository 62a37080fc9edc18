"""A click on a case, acted on by whoever may: done, or a window that says why not."""

import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_sdk.models.views import View

from assistant.channels.slack.blocks.handed_off import everybody
from assistant.channels.slack.blocks.pages import notice_view, unrecorded_view
from assistant.channels.slack.desk import Desk
from assistant.channels.slack.lanes import on
from assistant.channels.slack.places import place_of_action
from assistant.errors import CaseError, CaseStoreError
from assistant.incidents.acting import NO_CASE, Actor

Body = Mapping[str, Any]
Act = Callable[[str, Actor], object]
Report = Callable[[str, str], object]
_log = logging.getLogger(__name__)


class CaseClicks:
    """Every click is checked again by the desk, against the case as it stands."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def by_role_holder(self, body: Body, reference: str, act: Act) -> tuple[Any, View | None]:
        """What `act` gives back by the first of the person's roles that may, or why none may."""
        refused = self._desk.made.replies.say("slack.not_yours")
        for actor in self._desk.made.desk.actors(f"slack:{body['user']['id']}"):
            try:
                return await self._acted(partial(act, reference, actor)), None
            except CaseError as error:
                # Who was first says more than that there is no such case for another of their roles.
                refused = refused if str(error) == NO_CASE else str(error)
            except CaseStoreError:
                return None, self._unrecorded("role_holder")
        return None, notice_view(refused, self._desk.made.replies)

    async def by_reporter(self, body: Body, reference: str, act: Report) -> View | None:
        """Why it is refused, None where it is done."""
        try:
            await self._acted(partial(act, reference, place_of_action(body).sender))
        except CaseError as error:
            return notice_view(str(error), self._desk.made.replies)
        except CaseStoreError:
            return self._unrecorded("reporter")
        return None

    async def _acted(self, act: Callable[[], object]) -> object:
        """Act, then let the cards and the alerts follow."""
        try:
            return await on(self._desk.lanes.incidents, act)
        finally:
            self._desk.bell.ring()

    def _unrecorded(self, whose: str) -> View:
        """Without the database nobody hears of the click: whom to ring."""
        _log.error("click not written down")
        made = self._desk.made
        return unrecorded_view(everybody(made.school, made.clock.now()), whose, made.replies)
