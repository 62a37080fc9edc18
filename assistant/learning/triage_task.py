"""Learn to tell what has happened from what is only asked."""

import random
from collections.abc import Sequence

import torch

from assistant.domain.triage import Route, TriageExample
from assistant.learning.reading import Learner, Texts
from assistant.triage.outputs import EMERGENCY, INCIDENT, OUTPUTS, labels

_BATCH = 64
_SORTED = 16  # batches whose messages are sorted by length together, so that little is padding
_CERTAINTY = 0.98
_QUESTION_COUNTS = 0.25
# How much each kind of output counts beside 'incident'.
_EMERGENCY_COUNTS, _CATEGORY_COUNTS, _ABOUT_COUNTS, _TELL_COUNTS = 0.5, 0.125, 0.2, 0.5


class TriageTask:
    """Linear heads over pooled vectors; of unclear messages nothing is known to be true or false."""

    def __init__(
        self, learner: Learner, examples: Sequence[TriageExample], dimensions: int, shuffler: random.Random
    ) -> None:
        self._shuffler = shuffler
        known = [example for example in examples if example.route is not Route.UNCLEAR]
        self._texts = Texts(learner, [example.text for example in known])
        true = torch.from_numpy(labels(known)).float()
        happened = true[:, _AT].clone()
        true[:, _AT] = happened * (2 * _CERTAINTY - 1) + 1 - _CERTAINTY
        counts = torch.tensor([_counts_of(name) for name in OUTPUTS]).repeat(len(known), 1)
        # Whom it is about, and whom to tell, are questions about what has happened only.
        only = [at for at, name in enumerate(OUTPUTS) if name.startswith(("about_", "tell_"))]
        counts[:, only] *= happened[:, None]
        self._true, self._counts = true, counts
        self.head = torch.nn.Linear(dimensions, len(OUTPUTS))

    def batches(self, count: int) -> list[list[int]]:
        """So many batches, all messages as often as each other; like lengths together."""
        order: list[int] = []
        while len(order) < count * _BATCH:
            turn = list(range(len(self._texts)))
            self._shuffler.shuffle(turn)
            order += turn
        batches: list[list[int]] = []
        for begin in range(0, count * _BATCH, _SORTED * _BATCH):
            near = sorted(
                order[begin : min(begin + _SORTED * _BATCH, count * _BATCH)], key=self._texts.length
            )
            batches += [near[start : start + _BATCH] for start in range(0, len(near), _BATCH)]
        self._shuffler.shuffle(batches)
        return batches

    def loss(self, batch: Sequence[int], questions: torch.Tensor) -> torch.Tensor:
        """The weighted loss of all outputs, per message; `questions` are vectors of policy questions."""
        cross = torch.nn.functional.binary_cross_entropy_with_logits
        found = self.head(self._texts.pooled(batch))
        total = (cross(found, self._true[batch], reduction="none") * self._counts[batch]).sum()
        if len(questions):
            asked = self.head(questions)[:, _AT]
            total = total + _QUESTION_COUNTS * cross(
                asked, torch.full_like(asked, 1 - _CERTAINTY), reduction="sum"
            )
        return total / len(batch)


_AT = OUTPUTS.index(INCIDENT)


def _counts_of(name: str) -> float:
    if name == INCIDENT:
        return 1.0
    if name == EMERGENCY:
        return _EMERGENCY_COUNTS
    if name.startswith("tell_"):
        return _TELL_COUNTS
    return _ABOUT_COUNTS if name.startswith("about_") else _CATEGORY_COUNTS
