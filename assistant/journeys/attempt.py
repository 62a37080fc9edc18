"""One attempt at an explanation: what a language model is asked, and what is left of what it says."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Protocol

from assistant.answering.explaining import excerpts_of, explained, stands_for
from assistant.answering.following_up import leant_on
from assistant.answering.restating import asks_the_same
from assistant.domain.answer import Answered, Citation, Outcome
from assistant.domain.message import Message
from assistant.domain.proposal import Excerpt, Proposal, Step, Told, Verified
from assistant.domain.triage import Triage
from assistant.masking.masker import Masked, Masker
from assistant.ports import Allowance, Clock, LanguageModel, ModelFailed
from assistant.verification.strictness import at_least_as_strict

_MOST_PHRASES = 3
# Clauses that one phrase may bring.
_OF_A_PHRASE = 2

Verify = Callable[[Proposal, Sequence[Excerpt], Answered, Set[str]], Verified]
"""What is left of a proposal from excerpts beside a default answer; the placeholders are those issued."""


class Answers(Protocol):
    """What the assistant makes of a message by itself."""

    def triage(self, message: Message) -> Triage:
        """The decision on a message."""
        ...

    def answer(self, message: Message, record: bool = True) -> Outcome:
        """What the policies say."""
        ...

    def worth_reading(self, question: str) -> tuple[Citation, ...]:
        """Clauses that may be cited besides those that answer a question, best first."""
        ...

    def noticed(self, answered: Answered) -> Answered:
        """The answer with what a reader must know of every policy that it cites."""
        ...


@dataclass(frozen=True, slots=True)
class Means:
    """All that asking a language model needs beside the question."""

    model: LanguageModel
    allowance: Allowance
    masker: Masker
    verify: Verify
    clock: Clock


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the model is asked, the answer that it explains, and clauses to read besides."""

    question: str
    answer: Answered
    more: tuple[Citation, ...]


class Attempt:
    """For one message; `is_over` is set once nobody waits for it any more."""

    def __init__(
        self, means: Callable[[], Means], message: Message, default: Answered, answers: Answers, told: Told
    ) -> None:
        self.is_over = False
        self._made, self._message, self._default = means, message, default
        self._answers, self._told = answers, told
        self._turns = (*leant_on(message.text, message.earlier_questions), message.text)
        self._tokens = 0

    @cached_property
    def _means(self) -> Means:
        return self._made()

    @cached_property
    def _today(self) -> date:
        return self._means.clock.today()

    @cached_property
    def _masked(self) -> Masked:
        return self._means.masker.mask(self._turns)

    def explained(self) -> Answered:
        """The answer with an explanation; the default one where nothing of the explanation holds.

        Raises ModelFailed, and whatever else breaks.
        """
        self._take()
        shown = False
        try:
            asked = self._restated() if len(self._turns) > 1 else self._as_it_is()
            found = self._proposed(asked)
            shown = bool(found.sentences) and not self.is_over
        finally:
            self._means.allowance.spend(self._tokens, shown, self._today)
        if not shown:
            return self._default
        return self._answers.noticed(explained(asked.answer, self._restored(found)))

    def _as_it_is(self) -> _Asked:
        return _Asked(" ".join(self._masked.texts), self._default, ())

    def _restated(self) -> _Asked:
        """A follow-up as a question of its own, answered as ever; as it is where that asks something else."""
        self._told(Step.SEARCHING)
        *earlier, latest = self._masked.texts
        restated = self._means.model.restate(latest, earlier)
        self._tokens += restated.tokens
        self._take()
        question = self._masked.restored(restated.question)
        if asks_the_same(question, self._turns[-1], self._turns[:-1]):
            asked = _Asked(restated.question, self._answer(question), ())
        else:
            asked = self._as_it_is()
        return replace(asked, more=self._found_by(restated.phrases[:_MOST_PHRASES]))

    def _answer(self, question: str) -> Answered:
        """The answer to a restated question, where it may stand for the default one."""
        found, default = self._answers.answer(Message(question), record=False), self._default
        if not isinstance(found, Answered) or not stands_for(found, default):
            return default
        verdicts = (found.verdict, *(branch.verdict for branch in found.branches))
        return found if all(at_least_as_strict(one, default.verdict) for one in verdicts) else default

    def _found_by(self, phrases: tuple[str, ...]) -> tuple[Citation, ...]:
        found = (self._answers.worth_reading(self._masked.restored(phrase)) for phrase in phrases)
        return tuple(citation for citations in found for citation in citations[:_OF_A_PHRASE])

    def _proposed(self, asked: _Asked) -> Verified:
        excerpts = excerpts_of(asked.answer, asked.more)
        self._told(Step.WRITING)
        proposal = self._means.model.explain(asked.question, excerpts)
        self._tokens += proposal.tokens
        self._told(Step.CHECKING)
        return self._means.verify(proposal, excerpts, asked.answer, self._masked.placeholders)

    def _restored(self, found: Verified) -> Verified:
        """With the names and numbers that the model never saw."""
        sentences = (replace(one, text=self._masked.restored(one.text)) for one in found.sentences)
        return replace(found, sentences=tuple(sentences))

    def _take(self) -> None:
        """Raises ModelFailed where nobody waits any more, or nothing is left for today."""
        if self.is_over:
            raise ModelFailed("late")
        if not self._means.allowance.take(self._message.sender, self._today):
            raise ModelFailed("allowance")
