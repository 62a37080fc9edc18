"""What a language model adds to an answer before it is shown: in a lane of its own, and in time."""

import asyncio
import logging
from collections import OrderedDict

from assistant.bootstrap import Assistant
from assistant.channels.slack.lanes import Lanes, on
from assistant.channels.slack.places import noted
from assistant.channels.slack.posting import Posting
from assistant.channels.slack.status import Status
from assistant.domain.answer import Outcome
from assistant.domain.message import Message
from assistant.domain.received import Received, Surface
from assistant.domain.triage import Triage

# Answers that can be shown again, or shared, as their readers saw them.
_REMEMBERED = 500
_log = logging.getLogger(__name__)


class Explaining:
    """`patience` are the seconds after which a default answer is shown, wherever its explanation is stuck.

    `remembered` holds answers by key: the default one, and what was shown.
    """

    def __init__(self, made: Assistant, posting: Posting, lanes: Lanes, patience: float) -> None:
        self._made, self._posting, self._lanes, self._patience = made, posting, lanes, patience
        self.remembered: OrderedDict[str, tuple[Outcome, Outcome]] = OrderedDict()

    async def explained(
        self, message: Message, triage: Triage, default: Outcome, received: Received
    ) -> Outcome:
        """How the message ended, with what a model adds; asked once, however often it is shown.

        Raises nothing.
        """
        if not self._made.ask.may_explain(triage, default):
            return default
        if not self._is_known(received.key, default):
            self._remember(received.key, default, await self._added(message, triage, default, received))
        return self.seen(received.key, default)

    def seen(self, key: str, default: Outcome) -> Outcome:
        """A default answer as its reader saw it, unless it has changed since or was too long ago."""
        return self.remembered[key][1] if self._is_known(key, default) else default

    async def _added(self, message: Message, triage: Triage, default: Outcome, received: Received) -> Outcome:
        status = Status(self._posting, noted(received.place), self._made.replies)
        told = status.told if received.surface is Surface.DIRECT else _nobody
        explained = on(self._lanes.explaining, self._made.ask.explained, message, triage, default, told)
        try:
            return await asyncio.wait_for(explained, self._patience)
        except Exception as error:
            _log.warning("no explanation: %s", type(error).__name__)
            return default
        finally:
            await status.end()

    def _is_known(self, key: str, default: Outcome) -> bool:
        return key in self.remembered and self.remembered[key][0] == default

    def _remember(self, key: str, default: Outcome, shown: Outcome) -> None:
        self.remembered[key] = default, shown
        while len(self.remembered) > _REMEMBERED:
            self.remembered.popitem(last=False)


def _nobody(step: object) -> None:
    """In a channel others would see it, and an answer to one person does not end it."""
