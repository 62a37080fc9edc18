r"""Explain: an answer in, the same answer out, with verified sentences of a language model if there are any.

question -> allowance -> masked -> restated? -> excerpts -> model -> verified -> names put back
        \-> whatever fails or lasts too long: the default answer, as it was
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

from assistant.answering.following_up import leant_on
from assistant.domain.answer import Answered
from assistant.domain.message import Message
from assistant.domain.proposal import Told
from assistant.domain.triage import Route
from assistant.journeys.attempt import Answers, Attempt, Means
from assistant.ports import ModelFailed

# What is longer is a story, and no model is needed to cite the policies for it.
_LONGEST = 2_000
_Result = TypeVar("_Result")
_log = logging.getLogger(__name__)


class ExplainJourney:
    """Asks a language model about what triage has called a question and the policies have answered.

    `means` are asked for at each question: what is wrong with them costs an explanation and nothing else.
    `patience` are the seconds after which an answer goes out without one.
    """

    def __init__(self, means: Callable[[], Means], patience: float) -> None:
        self._means, self._patience = means, patience

    def explained(self, message: Message, default: Answered, answers: Answers, told: Told) -> Answered:
        """The default answer with an explanation, or as it is. Raises nothing.

        Of the message and of what it leans on nothing goes out unless triage calls each turn a question.
        `told` is called from another thread, perhaps even after this has returned.
        """
        attempt = Attempt(self._means, message, default, answers, told)
        try:
            if _may_leave(message, answers):
                return _within(self._patience, attempt.explained)
        except ModelFailed as failure:
            _log.warning("no explanation: %s", failure.reason)
        except Exception as error:
            _log.warning("no explanation: %s", type(error).__name__)
        finally:
            attempt.is_over = True
        return default


def _may_leave(message: Message, answers: Answers) -> bool:
    """Whether triage called each turn before it on which the message leans a question when it was typed."""
    leant = leant_on(message.text, message.earlier_questions)
    if sum(map(len, (*leant, message.text))) > _LONGEST:
        return False
    typed = [place for place, turn in enumerate(message.history) if turn.role == "user"]
    before = (
        Message(message.history[place].content, message.history[:place])
        for place in typed[len(typed) - len(leant) :]
    )
    return all(answers.triage(turn).route is Route.POLICY_QUESTION for turn in before)


def _within(seconds: float, work: Callable[[], _Result]) -> _Result:
    """What `work` gives back or raises. Raises TimeoutError where it takes longer.

    It is then left to its own thread, which keeps no process from ending.
    """
    ended: Future[_Result] = Future()

    def attempt() -> None:
        try:
            ended.set_result(work())
        except Exception as error:
            ended.set_exception(error)

    Thread(target=attempt, daemon=True, name="explaining").start()
    return ended.result(seconds)
