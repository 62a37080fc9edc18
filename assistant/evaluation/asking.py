"""Each answer once more, with what the language model that the settings name adds to it."""

from collections.abc import Callable, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TypeVar

from assistant.bootstrap import Assistant
from assistant.domain.answer import Answered
from assistant.domain.proposal import Excerpt, Fault, Proposal, Restated, Verified
from assistant.evaluation.endings import given_of
from assistant.evaluation.results import Given, Sentence, WithModel
from assistant.evaluation.running import LANES, counted
from assistant.evaluation.untrue import untruths
from assistant.journeys.ask import tell_nobody
from assistant.journeys.attempt import Means
from assistant.journeys.explain import ExplainJourney
from assistant.ports import ModelFailed, Progress

_Said = TypeVar("_Said", Proposal, Restated)
NOTHING_HELD = "nothing_held"


def with_model(made: Assistant, answers: Sequence[Given], progress: Progress) -> tuple[WithModel, ...]:
    """Each question as it ends with the language model, in order; nothing where there is none.

    `answers` are how they end without it (running.py): triage, retrieval and answering do not run again, but
    for a follow-up that the model restates.
    """
    if made.explain is None:
        return ()
    with ThreadPoolExecutor(LANES) as lanes:
        asked = lanes.map(partial(_asked, made), answers)
        return tuple(counted("explanations", asked, len(answers), progress))


def _asked(made: Assistant, given: Given) -> WithModel:
    default = given.answer
    if default is None:
        return WithModel(given)
    watched = _Watched(made.means())
    journey = ExplainJourney(watched.means, made.settings.model_timeout)
    shown = journey.explained(given.case.message, default, made.ask, tell_nobody)
    return WithModel(
        given_of(given.case, shown, given.retrieved),
        tuple(
            Sentence(one.text, tuple((cited.clause, cited.quote) for cited in one.citations))
            for one in shown.explanation
        ),
        watched.dropped,
        watched.fell_back(shown),
        untruths(shown, default, made.published().policies),
        watched.calls,
        watched.tokens,
    )


class _Watched:
    """A language model and the verification of what it says: remembers what became of it."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._failed = ""
        self._verified: Verified | None = None
        self.calls = self.tokens = 0
        self.dropped: tuple[str, ...] = ()

    def means(self) -> Means:
        """The same, watched."""
        return replace(self._means, model=self, verify=self._verify)

    def explain(self, question: str, excerpts: Sequence[Excerpt]) -> Proposal:
        """What the model says."""
        return self._call(lambda: self._means.model.explain(question, excerpts))

    def restate(self, question: str, earlier: Sequence[str]) -> Restated:
        """What the model says."""
        return self._call(lambda: self._means.model.restate(question, earlier))

    def fell_back(self, shown: Answered) -> str:
        """Why there is no explanation, in one word; empty where there is one, and where nobody was asked."""
        if shown.explanation or not self.calls:
            return ""
        if self._failed or self._verified is None:
            return self._failed or "timeout"
        return "error" if self._verified.sentences else NOTHING_HELD

    def _call(self, ask: Callable[[], _Said]) -> _Said:
        self.calls += 1
        try:
            said = ask()
        except ModelFailed as failure:
            self._failed = failure.reason
            raise
        self.tokens += said.tokens
        return said

    def _verify(
        self, proposal: Proposal, excerpts: Sequence[Excerpt], default: Answered, issued: Set[str]
    ) -> Verified:
        found = self._verified = self._means.verify(proposal, excerpts, default, issued)
        alone = tuple(fault.value for fault in found.faults if fault is not Fault.CORE)
        # Sentences that stood by themselves, and fell with the rest.
        fallen = len(proposal.sentences) - len(found.sentences) - len(alone)
        self.dropped = (*alone, *(Fault.CORE.value for _ in range(fallen)))
        return found
