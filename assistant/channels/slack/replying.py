"""Show how a message ended: an answer where it was asked, a hand-off to its reporter alone."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from slack_sdk.errors import SlackApiError
from slack_sdk.models.blocks import Block

from assistant.bootstrap import Assistant
from assistant.channels.slack.blocks.answers import answer_blocks, shared_note, sharing
from assistant.channels.slack.blocks.common import fallback
from assistant.channels.slack.blocks.handed_off import contacts_card, pointer_blocks
from assistant.channels.slack.blocks.unrecorded import unrecorded_blocks
from assistant.channels.slack.lanes import Lanes, on
from assistant.channels.slack.places import Place
from assistant.channels.slack.posting import NotPosted, Posting, Shown
from assistant.domain.answer import HandedOff, Outcome
from assistant.domain.received import Surface
from assistant.errors import CaseStoreError
from assistant.ports import DeliveryFailed

# Seconds between tries to show a reporter their case; later ones come from the inbox.
_WAITS = (0.3, 0.5, 0.5, 1.0, 2.0)
_log = logging.getLogger(__name__)


class Replying:
    """Whatever concerns an incident is seen by its reporter alone."""

    def __init__(self, made: Assistant, posting: Posting, lanes: Lanes, happened: Callable[[], None]) -> None:
        """`happened` is called when a case has been recorded: its alerts are due; again when it is shown."""
        self._made, self._posting, self._lanes, self._happened = made, posting, lanes, happened

    async def show(self, outcome: Outcome, place: Place, surface: Surface, key: str) -> None:
        """The reply. Raises what Slack answers where it cannot be shown."""
        if isinstance(outcome, HandedOff):
            await self.hand_off(outcome, place, surface, key)
            return
        blocks = answer_blocks(outcome, self._made.replies, key)
        if surface is Surface.DIRECT:
            await self._posting.in_thread(place, self._shown(blocks))
            return
        await self._quietly(place, surface, [*blocks, sharing(self._made.replies, key)])

    async def hand_off(self, outcome: HandedOff, place: Place, surface: Surface, key: str) -> None:
        """The card of the case in the direct message; in a channel only a pointer to it."""
        self._happened()
        try:
            if surface is Surface.DIRECT:
                await self._card(outcome, place.channel, place.thread_ts or place.ts, key)
            else:
                await self._from_channel(outcome, place, surface, key)
        finally:
            # The reporter's card lags behind by now.
            self._happened()

    async def contacts(self, place: Place, surface: Surface, *, guest: bool) -> None:
        """Whom to ring, for those who get nothing else."""
        blocks = contacts_card(self._made.school, self._made.replies, self._made.clock.now(), guest=guest)
        if surface is Surface.DIRECT:
            await self._posting.in_thread(place, self._shown(blocks))
        else:
            await self._quietly(place, surface, blocks)

    async def share(self, outcome: Outcome, asked: Place, clicked: Place, surface: Surface, key: str) -> None:
        """An answer that its asker wants everybody in the thread to see; a command stands in none."""
        blocks = answer_blocks(outcome, self._made.replies, key, bare=True)
        shown = self._shown([*blocks, shared_note(self._made.replies)])
        if surface is Surface.COMMAND:
            await self._posting.respond(clicked, shown, to_all=True)
        else:
            await self._posting.in_thread(asked, shown)

    async def in_place(self, outcome: Outcome, place: Place, surface: Surface, key: str) -> None:
        """Instead of the message whose button was pressed."""
        blocks = answer_blocks(outcome, self._made.replies, key)
        if surface is Surface.DIRECT:
            await self._posting.change(place, self._shown(blocks))
            return
        shown = self._shown([*blocks, sharing(self._made.replies, key)])
        await self._posting.respond(place, shown, replace=True)

    async def promised(self, reference: str, user: str) -> None:
        """The reporter's card goes out by itself where it cannot be shown at once. Raises nothing."""
        try:
            await on(self._lanes.showing, self._made.cards.promise_reporter, reference, user)
        except CaseStoreError:
            _log.error("card not promised, case %s", reference)

    async def _from_channel(self, outcome: HandedOff, place: Place, surface: Surface, key: str) -> None:
        sent = True
        if outcome.case is not None:
            await self.promised(outcome.case, place.user)
        try:
            await self._card(outcome, place.user, "", key)
        except (DeliveryFailed, SlackApiError, OSError, TimeoutError) as error:
            _log.error("no direct message: %s", type(error).__name__)
            sent = False
        blocks = pointer_blocks(outcome.contacts, self._made.replies, outcome.case or key, sent=sent)
        await self._quietly(place, surface, blocks)

    async def _card(self, outcome: HandedOff, channel: str, thread: str, key: str) -> None:
        """The case as its reporter follows it; the people to ring where nothing was recorded."""
        if outcome.case is None:
            shown = self._shown(unrecorded_blocks(outcome, self._made.replies))
            await self._posting.to(channel, thread, shown)
        else:
            await self._shown_case(outcome.case, channel, thread)
        if outcome.answer is not None:
            blocks = answer_blocks(outcome, self._made.replies, key)
            await self._posting.to(channel, thread, self._shown(blocks))

    async def _shown_case(self, reference: str, channel: str, thread: str) -> None:
        """The reporter's card. Slack takes one message a second: what was said before must not cost it."""
        for wait in _WAITS:
            try:
                await on(self._lanes.showing, self._made.cards.show_reporter, reference, channel, thread)
                return
            except DeliveryFailed as failure:
                if failure.for_good:
                    raise
                await asyncio.sleep(wait)
        await on(self._lanes.showing, self._made.cards.show_reporter, reference, channel, thread)

    async def _quietly(self, place: Place, surface: Surface, blocks: Sequence[Block]) -> None:
        """Seen by the asker alone. A command's own way back is open for half an hour only."""
        shown = self._shown(blocks)
        try:
            if surface is Surface.COMMAND:
                await self._posting.respond(place, shown)
            else:
                await self._posting.only_to(place, shown)
        except (SlackApiError, NotPosted):
            # Commands work where the assistant is no member; a direct message reaches everybody.
            await self._posting.direct(place.user, shown)

    def _shown(self, blocks: Sequence[Block]) -> Shown:
        return Shown(blocks, fallback(self._made.replies))
