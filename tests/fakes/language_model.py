"""A language model that says what it was told to say."""

from collections.abc import Sequence

from assistant.domain.proposal import Excerpt, Proposal, Restated
from assistant.ports import ModelFailed


class FakeLanguageModel:
    """`proposal` and `restated` are its answers, or why there are none; `asked` is what it was given."""

    def __init__(
        self,
        proposal: Proposal | ModelFailed | None = None,
        restated: Restated | ModelFailed | None = None,
    ) -> None:
        self.proposal = proposal or ModelFailed("empty")
        self.restated = restated or ModelFailed("empty")
        self.asked: list[tuple[str, tuple[Excerpt | str, ...]]] = []

    def explain(self, question: str, excerpts: Sequence[Excerpt]) -> Proposal:
        """The proposal."""
        self.asked.append((question, tuple(excerpts)))
        if isinstance(self.proposal, ModelFailed):
            raise self.proposal
        return self.proposal

    def restate(self, question: str, earlier: Sequence[str]) -> Restated:
        """The restatement."""
        self.asked.append((question, tuple(earlier)))
        if isinstance(self.restated, ModelFailed):
            raise self.restated
        return self.restated
