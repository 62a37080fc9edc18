"""The journey of an explanation over a small school, with a model that says what the test wants."""

from collections.abc import Callable, Sequence, Set

from assistant.domain.answer import Answered, Explained
from assistant.domain.message import Message, Turn
from assistant.domain.proposal import Excerpt, Proposal, Step, Verified
from assistant.journeys.attempt import Means
from assistant.masking.masker import Masker
from assistant.masking.vocabulary import vocabulary
from tests.assistant.journeys.asking import Asking
from tests.fakes.allowance import FakeAllowance
from tests.fakes.answering_model import AnsweringModel
from tests.fakes.small_school import SmallSchool


class Explaining:
    """A journey that asks, with one that explains; Leah is on the roster.

    `holds` says which sentences are verified; the verdict of the proposal counts where there is one.
    `told` are the steps, which `tells` writes down.
    """

    def __init__(self, school: SmallSchool, patience: float = 10) -> None:
        self.asking = Asking(school, patience=patience, means=self._means)
        self.asking.publish()
        self.model, self.allowance = AnsweringModel(), FakeAllowance()
        self.holds: Callable[[str], bool] = lambda text: True
        self.told: list[Step] = []
        self.tells: Callable[[Step], None] = self.told.append
        self.breaks_with: Exception | None = None

    def ask(self, text: str, *before: str | Turn, record: bool = True) -> object:
        """How a message ends after what was said before."""
        history = tuple(turn if isinstance(turn, Turn) else Turn("user", turn) for turn in before)
        return self.asking.journey.ask(Message(text, history, "sam"), record, self.tells)

    def answered(self, text: str, *before: str | Turn) -> Answered:
        """The same, where an answer is expected."""
        outcome = self.ask(text, *before)
        assert isinstance(outcome, Answered), outcome
        return outcome

    def default(self, text: str, *before: str) -> Answered:
        """The answer without a model."""
        message = Message(text, tuple(Turn("user", one) for one in before))
        outcome = self.asking.journey.answer(message)
        assert isinstance(outcome, Answered), outcome
        return outcome

    def usage(self) -> tuple[int, int, int, int]:
        """Calls, tokens, answers shown and fallen back today."""
        used = self.allowance.usage(self.asking.clock.today())
        return (used[0].calls, used[0].tokens, used[0].shown, used[0].fell_back) if used else (0, 0, 0, 0)

    def _means(self) -> Means:
        if self.breaks_with is not None:
            raise self.breaks_with
        clock = self.asking.clock
        texts = [policy.text for policy in self.asking.school.policies]
        masker = Masker(vocabulary([*texts, "and it asks"], (), ("Leah",)))
        return Means(self.model, self.allowance, masker, self._verified, clock)

    def _verified(
        self, proposal: Proposal, excerpts: Sequence[Excerpt], default: Answered, issued: Set[str]
    ) -> Verified:
        """Stands where verification does."""
        assert issued <= {"[name 1]"}
        cited = {excerpt.key: excerpt.citation for excerpt in excerpts}
        return Verified(
            tuple(
                Explained(one.text, tuple(cited[key] for key in one.keys))
                for one in proposal.sentences
                if self.holds(one.text)
            ),
        )
