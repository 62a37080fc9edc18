"""From a message in the inbox to its reply in Slack, in the lane that is right for it."""

import asyncio
import logging
import time
from datetime import timedelta

from assistant.bootstrap import Assistant
from assistant.channels.said import said
from assistant.channels.slack.lanes import Lanes, on
from assistant.channels.slack.people import People
from assistant.channels.slack.places import noted
from assistant.channels.slack.posting import is_away
from assistant.channels.slack.replying import Replying
from assistant.domain.answer import Failed, HandedOff, Outcome
from assistant.domain.message import Message, Turn
from assistant.domain.received import Claimed, Received
from assistant.domain.triage import Route, Triage
from assistant.errors import CaseStoreError

# Whoever has not renewed a lease for so long has died, and others take over.
LEASE = timedelta(seconds=15)
_RENEW_EVERY = LEASE.total_seconds() / 3
# After so many a message gets fixed words: it may be what the processes died of.
_MOST_ATTEMPTS = 3
_LONGEST_PAUSE = timedelta(seconds=30)
_AT_ONCE = 50
_LOOK_EVERY = 0.05
# What guests and people of other organisations get; nothing of theirs is kept.
_CONTACTS_ONLY = Failed("")
_log = logging.getLogger(__name__)


class Answering:
    """One worker; those of all processes share the inbox."""

    def __init__(
        self, made: Assistant, people: People, replying: Replying, lanes: Lanes, worker: str
    ) -> None:
        self._made, self._people, self._replying = made, people, replying
        self._lanes, self._worker = lanes, worker
        self._in_hand: set[str] = set()
        # Shown, though the inbox does not know it yet: what history keeps of it, and whether the text stays.
        self._unmarked: dict[str, tuple[str, bool]] = {}
        self._taken_over: set[asyncio.Task[None]] = set()

    async def answer(self, received: Received) -> None:
        """Answer what has just been received. Raises nothing: what fails is tried again from the inbox."""
        await self._once(received.key, received)

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
        while self._in_hand and time.monotonic() < end:
            await asyncio.sleep(_LOOK_EVERY)

    async def hold(self) -> None:
        """Keep the leases of what is being answered, however long it takes; for ever."""
        while True:
            await asyncio.sleep(_RENEW_EVERY)
            try:
                await on(
                    self._lanes.holding,
                    self._made.inbox.renew,
                    tuple(self._in_hand),
                    self._worker,
                    self._made.clock.now() + LEASE,
                )
            except CaseStoreError:
                _log.error("leases not renewed")

    async def again(self, received: Received, option: str = "") -> Outcome:
        """The answer to a message once more, or to the option picked from it; records nothing.

        What triage called a question stays one.
        """
        return await on(self._lanes.questions, self._again, received, option)

    async def _once(self, key: str, received: Received | None = None) -> None:
        """Answer a message that nobody here is answering; `received` is what is known of it already."""
        if key in self._in_hand:
            return
        self._in_hand.add(key)
        try:
            claimed = await self._claimed(key, received)
            if claimed and (key in self._unmarked or await self._shown(claimed)):
                await self._marked(key)
        # Whatever breaks here must not keep other messages waiting, and its words may quote the message.
        except Exception as error:
            _log.error("not answered: %s", type(error).__name__)
        finally:
            self._in_hand.discard(key)

    async def _claimed(self, key: str, received: Received | None) -> Claimed | None:
        """The message, if it is this worker's to answer: from memory where there is no database."""
        try:
            claimed = await self._lease(key)
            # The database was away when it came, and is back.
            if claimed is None and received and await self._written(received):
                claimed = await self._lease(key)
        except CaseStoreError:
            _log.error("answered without the inbox")
            return Claimed(received, 1) if received and key not in self._unmarked else None
        return claimed

    async def _lease(self, key: str) -> Claimed | None:
        now = self._made.clock.now()
        return await on(self._lanes.storing, self._made.inbox.claim, key, self._worker, now, now + LEASE)

    async def _written(self, received: Received) -> bool:
        return await on(self._lanes.storing, self._made.inbox.receive, received)

    async def _shown(self, claimed: Claimed) -> bool:
        """Whether the reply is in Slack; where it is not, the message waits in the inbox."""
        received = claimed.received
        try:
            outcome = await self._replied(received, claimed.attempt)
        except Exception as error:
            if not is_away(error):
                raise
            _log.warning("Slack is away: %s", type(error).__name__)
            await self._put_back(received)
            return False
        keep = outcome is not _CONTACTS_ONLY
        if isinstance(outcome, HandedOff):
            keep = self._made.school.words.keep
        self._unmarked[received.key] = said(outcome, self._made.replies), keep
        return True

    async def _put_back(self, received: Received) -> None:
        """Until Slack may be there again: the longer it has been away, the rarer."""
        now = self._made.clock.now()
        pause = min(max((now - received.at) / 10, timedelta(seconds=2)), _LONGEST_PAUSE)
        await on(self._lanes.storing, self._made.inbox.release, received.key, self._worker, now + pause)

    async def _marked(self, key: str) -> None:
        note, keep = self._unmarked[key]
        try:
            await on(self._lanes.storing, self._made.inbox.done, key, self._worker, note, keep)
        except CaseStoreError:
            _log.error("answered, but not marked as answered")
        else:
            del self._unmarked[key]

    async def _replied(self, received: Received, attempt: int) -> Outcome:
        """How it ended, shown. Raises what Slack answers where it cannot be shown."""
        place = noted(received.place)
        person = await self._people.who(place.user)
        if person.guest or place.shared:
            await self._replying.contacts(place, received.surface, guest=person.guest)
            return _CONTACTS_ONLY
        outcome = await self._outcome(received, person.name) if attempt <= _MOST_ATTEMPTS else self._failed()
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
                return await on(self._lanes.incidents, self._made.ask.ended, message, triage)
            await self._lanes.all_triaged()
            return await on(self._lanes.questions, self._made.ask.ended, message, triage)
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

    def _again(self, received: Received, option: str) -> Outcome:
        history = self._made.inbox.history(received.thread, received.key)
        text = option or received.text
        if option:
            history = (*history, Turn("user", received.text), Turn("assistant", ""))
        return self._made.ask.ended(Message(text, history), Triage(Route.POLICY_QUESTION), record=False)
