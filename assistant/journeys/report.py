"""Report: what has happened goes to a person.

triage -> case committed with its first event and alerts -> alerts tried once -> reply from stored state
"""

import logging
import secrets
from collections.abc import Callable

from assistant.domain.answer import HandedOff
from assistant.domain.case import Case, Change, Event
from assistant.domain.message import Message
from assistant.domain.replies import Replies
from assistant.domain.school import School
from assistant.domain.triage import Triage
from assistant.errors import CaseStoreError
from assistant.incidents.acting import added
from assistant.incidents.going_on import goes_on
from assistant.incidents.opening import opened
from assistant.incidents.replying import Reply, texts_version
from assistant.incidents.routing import routed_in
from assistant.ports import CaseStore, Clock

# Without letters and digits that are taken for one another when they are read out on the telephone.
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_log = logging.getLogger(__name__)


def new_reference() -> str:
    """A reference that can be read out, such as K7M2-9QXA."""
    letters = [secrets.choice(_ALPHABET) for _ in range(8)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


class ReportJourney:
    """Hands a live incident off, durably, before any word of reply."""

    def __init__(
        self,
        store: CaseStore,
        school: School,
        replies: Replies,
        clock: Clock,
        after_recording: Callable[[], object],
    ) -> None:
        """`after_recording` sends what is due; it is called once, and whatever it raises is only logged."""
        self._store, self._school, self._replies, self._clock = store, school, replies, clock
        self._after_recording = after_recording
        self._reply = Reply(school, replies)

    def hand_off(self, message: Message, triage: Triage, record: bool) -> HandedOff:
        """The hand-off of one message. Never raises: without a store the reply says whom to ring."""
        now = self._clock.now()
        routing = routed_in(self._school, triage)
        if not record:
            return self._reply.unrecorded(triage, routing, True, now)
        try:
            case = self.record(message, triage)
        except Exception as error:
            # Whatever keeps a case from being written must not keep the contacts from being shown.
            _log.error("case not recorded: %s", type(error).__name__)
            return self._reply.unrecorded(triage, routing, False, now)
        try:
            self._after_recording()
        except Exception as error:
            _log.error("alerts not tried: %s, case %s", type(error).__name__, case.reference)
        return self._reply.of(*self._as_it_stands(case), triage, now)

    def add(self, reference: str, message: Message, whole: Triage) -> HandedOff | None:
        """The reply to a message that is added to its reporter's open case, None where it is not.

        `whole` is what triage says of report and message together. Raises CaseStoreError, and then the
        message has been added to nothing.
        """
        case = self._store.case(reference)
        if case is None or not goes_on(case, message, whole, routed_in(self._school, whole)):
            return None
        keep, event = self._school.words.keep, added(case, message.sender, self._clock.now())
        if keep:
            self._store.add_words(reference, message.text, event)
        else:
            self._store.change(reference, lambda as_it_stands: Change(as_it_stands, (event,)))
        return self._reply.added(*self._as_it_stands(case), keep, self._clock.now())

    def _as_it_stands(self, case: Case) -> tuple[Case, tuple[Event, ...]]:
        """The case with its events; as it was recorded, of which less is said, where that cannot be read."""
        try:
            return self._store.case(case.reference) or case, self._store.events(case.reference)
        except Exception as error:
            _log.error("case not read: %s, case %s", type(error).__name__, case.reference)
            return case, ()

    def record(self, message: Message, triage: Triage) -> Case:
        """The case, committed; nothing is sent yet. Raises CaseStoreError where it cannot be written."""
        texts = texts_version(self._replies, triage)
        key = message.key or secrets.token_hex(16)
        change = opened(
            new_reference(),
            key,
            message.sender,
            triage,
            self._school,
            self._clock.now(),
            texts,
            message.sender_name,
        )
        if not self._school.words.keep:
            return self._store.open(change, None)
        try:
            return self._store.open(change, self._words(message))
        except CaseStoreError as error:
            _log.error("words not kept: %s", type(error).__name__)
            # A lost key keeps the words from being kept; it must not keep the case from being there.
            return self._store.open(change, None)

    def _words(self, message: Message) -> str:
        """What was typed; with it what was typed before, where it answers whether that has happened."""
        replied = [turn.content for turn in message.history if turn.role == "assistant"][-1:]
        asked = self._replies.say("handoff.line.is_it_real")
        before = message.earlier_questions[-1:] if any(asked in said for said in replied) else ()
        return "\n\n".join((*before, message.text))
