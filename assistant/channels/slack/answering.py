"""From a message in the inbox to its reply in Slack, in the lane that is right for it."""

import asyncio
import logging
import time

from assistant.bootstrap import Assistant
from assistant.channels.said import said
from assistant.channels.slack.explaining import Explaining
from assistant.channels.slack.lanes import Lanes, on
from assistant.channels.slack.leasing import Leases
from assistant.channels.slack.people import People
from assistant.channels.slack.places import noted
from assistant.channels.slack.posted import Posted
from assistant.channels.slack.posting import is_away, is_nobody_there
from assistant.channels.slack.replying import Replying
from assistant.domain.answer import Failed, HandedOff, Outcome
from assistant.domain.message import Message, Turn
from assistant.domain.received import Claimed, Received, Surface
from assistant.domain.triage import Route
from assistant.errors import CaseStoreError

# After so many a message gets fixed words: it may be what the processes died of.
_MOST_ATTEMPTS = 3
_AT_ONCE = 50
_LOOK_EVERY = 0.05
# What guests and people of other organisations get; nothing of theirs is kept.
_CONTACTS_ONLY = Failed("")
_log = logging.getLogger(__name__)


class Answering:
    """One worker; those of all processes share the inbox."""

    def __init__(
        self,
        made: Assistant,
        people: People,
        replying: Replying,
        posted: Posted,
        lanes: Lanes,
        leases: Leases,
        explaining: Explaining,
    ) -> None:
        self._made, self._people, self._explaining = made, people, explaining
        self._replying, self._posted = replying, posted
        self._lanes, self.leases = lanes, leases
        self._taken_over: set[asyncio.Task[None]] = set()

    async def answer(self, received: Received, leased: bool) -> None:
        """Answer what has just been received. Raises nothing: what fails is tried again from the inbox.

        `leased` says that it was written down under a lease of this worker's.
        """
        await self._once(received.key, received, leased)

    async def recover(self) -> int:
        """Begin what a crash, another process's death or an outage left behind; how many there are."""
        now = self._made.clock.now()
        keys = await on(self._lanes.storing, self._made.inbox.waiting, now, _AT_ONCE)
        for key in keys:
            task = asyncio.create_task(self._once(key))
            self._taken_over.add(task)
            task.add_done_callback(self._taken_over.discard)
        return len(keys)

    async def drained(self, seconds: float) -> None:
        """Wait until everything that has begun is answered; what takes longer is left to the inbox."""
        end = time.monotonic() + seconds
        while self.leases.in_hand and time.monotonic() < end:
            await asyncio.sleep(_LOOK_EVERY)

    async def _once(self, key: str, received: Received | None = None, leased: bool = False) -> None:
        """Answer a message that nobody here is answering; `received` is what is known of it already."""
        leases = self.leases
        if key in leases.in_hand:
            return
        leases.in_hand.add(key)
        try:
            claimed = Claimed(received, 1) if received and leased else await leases.claimed(key, received)
            taken_over = received is None
            if claimed and (leases.is_shown(key) or await self._shown(claimed, taken_over)):
                await leases.mark(key)
        # Whatever breaks here must not keep other messages waiting, and its words may quote the message.
        except Exception as error:
            _log.error("not answered: %s", type(error).__name__)
        finally:
            leases.in_hand.discard(key)

    async def _shown(self, claimed: Claimed, taken_over: bool) -> bool:
        """Whether the reply is in Slack; where it is not, the message waits in the inbox.

        What is `taken_over` somebody may have answered before they died.
        """
        received = claimed.received
        try:
            outcome = await self._replied(received, claimed.attempt, taken_over)
        except Exception as error:
            if is_away(error):
                _log.warning("Slack is away: %s", type(error).__name__)
                await self.leases.put_back(received)
                return False
            if not is_nobody_there(error) and claimed.attempt <= _MOST_ATTEMPTS:
                raise
            _log.error("given up, for it can be shown to nobody: %s", type(error).__name__)
            self.leases.shown(received.key, "", keep=False)
            return True
        keep = outcome is not _CONTACTS_ONLY
        if isinstance(outcome, HandedOff):
            keep = self._made.school.words.keep
        self.leases.shown(received.key, said(outcome, self._made.replies), keep)
        return True

    async def _replied(self, received: Received, attempt: int, taken_over: bool) -> Outcome:
        """How it ended, shown. Raises what Slack answers where it cannot be shown."""
        place = noted(received.place)
        person = await self._people.who(place.user)
        if person.guest or place.shared:
            await self._replying.contacts(place, received.surface, guest=person.guest)
            return _CONTACTS_ONLY
        outcome = await self._outcome(received, person.name) if attempt <= _MOST_ATTEMPTS else self._failed()
        # Of cards the book knows where they stand.
        in_doubt = taken_over and received.surface is Surface.DIRECT and not isinstance(outcome, HandedOff)
        if not (in_doubt and await self._posted.is_there(place, received.key)):
            await self._replying.show(outcome, place, received.surface, received.key)
        return outcome

    async def _outcome(self, received: Received, name: str) -> Outcome:
        """Fixed words with whom to ring where anything breaks: nobody is left without a reply."""
        try:
            with self._lanes.triaging():
                history = await self._history(received)
                message = Message(received.text, history, received.sender, received.key, name)
                triage = await on(self._lanes.triage, self._made.ask.triaged, message)
            if triage.route is Route.LIVE_INCIDENT:
                return await on(self._lanes.incidents, self._made.ask.by_default, message, triage)
            await self._lanes.all_triaged()
            default = await on(self._lanes.questions, self._made.ask.by_default, message, triage)
            return await self._explaining.explained(message, triage, default, received)
        except Exception as error:
            _log.error("answering broke: %s", type(error).__name__)
            return self._failed()

    async def _history(self, received: Received) -> tuple[Turn, ...]:
        try:
            return await on(self._lanes.storing, self._conversation, received)
        except CaseStoreError:
            return ()

    def _conversation(self, received: Received) -> tuple[Turn, ...]:
        """What was typed before. A click goes on from the message under which it was, whatever came later."""
        confirmed = noted(received.place).confirms
        if not confirmed:
            return self._made.inbox.history(received.thread, received.key)
        before = self._made.inbox.history(received.thread, confirmed)
        asked = self._made.inbox.read(confirmed)
        typed = (Turn("user", asked.text),) if asked else ()
        return (*before, *typed, Turn("assistant", self._made.replies.say("handoff.line.is_it_real")))

    def _failed(self) -> Failed:
        return Failed(self._made.replies.say("ending.failed"), self._made.ask.way_to_a_person())
