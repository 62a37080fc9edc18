"""An answer as its reader sees it: also where one case of it was picked, or one case of that."""

from dataclasses import dataclass
from typing import Any

from slack_sdk.models.views import View

from assistant.channels.slack.blocks.pages import notice_view
from assistant.channels.slack.desk import Desk
from assistant.channels.slack.lanes import on
from assistant.channels.slack.places import place_of_action
from assistant.domain.answer import Answered, Outcome
from assistant.domain.message import Message, Turn
from assistant.domain.received import Received
from assistant.domain.triage import Route, Triage
from assistant.errors import CaseStoreError

_PICKED = "~"


@dataclass(frozen=True, slots=True)
class Seen:
    """The inbox's key of what was asked, and the places of the cases that were picked one after the other."""

    key: str
    picked: tuple[int, ...] = ()

    @property
    def value(self) -> str:
        """As buttons carry it."""
        return _PICKED.join((self.key, *map(str, self.picked)))


def seen(value: str) -> Seen:
    """What a button's value says."""
    key, *picked = value.split(_PICKED)
    return Seen(key, tuple(map(int, picked)))


class SeenAnswers:
    """Makes answers anew from the inbox, for whoever asked; records nothing, and asks no language model."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def asked(self, key: str, body: Any) -> Received | None:
        """The message under a key; None where it is kept no more, or was somebody else's.

        Raises CaseStoreError.
        """
        found = await on(self._desk.lanes.storing, self._desk.made.inbox.read, key)
        return found if found and found.sender == place_of_action(body).sender else None

    async def answer(self, which: Seen, body: Any) -> tuple[Received, Outcome] | View:
        """The message and its answer; where there is none, a window that says why."""
        try:
            asked = await self.asked(which.key, body)
            made = await on(self._desk.lanes.questions, self._made, asked, which.picked) if asked else None
        except CaseStoreError:
            return self.not_now()
        if not asked or not made:
            replies = self._desk.made.replies
            return notice_view(replies.say("slack.gone"), replies)
        return asked, made

    def not_now(self) -> View:
        """The database is away."""
        replies = self._desk.made.replies
        return notice_view(replies.say("slack.not_now"), replies)

    def _made(self, asked: Received, picked: tuple[int, ...]) -> Outcome | None:
        """None where the policies have changed meanwhile, so that there is no such case any more."""
        history, text = self._desk.made.inbox.history(asked.thread, asked.key), asked.text
        outcome = self._desk.explaining.seen(asked.key, self._answered(text, history))
        for place in picked:
            if not isinstance(outcome, Answered) or place >= len(outcome.options):
                return None
            history = (*history, Turn("user", text), Turn("assistant", ""))
            text = outcome.options[place]
            outcome = self._answered(text, history)
        return outcome

    def _answered(self, text: str, history: tuple[Turn, ...]) -> Outcome:
        """What triage called a question stays one."""
        question = Triage(Route.POLICY_QUESTION)
        return self._desk.made.ask.by_default(Message(text, history), question, record=False)
