"""An encoder of a few lines that can learn: words have directions of their own, one layer bends them."""

from collections.abc import Iterator, Sequence
from types import ModuleType

import numpy as np
import pytest
import torch

from assistant.learning import clause_task, encoder_training, triage_task
from tests.fakes.encoder import FakeEncoder

DIMENSIONS = 48
_VOCABULARY = 4_000
_LEFT_OUT = 0.05


class ToyLearner:
    """The words themselves are frozen.

    `told` lists when it was said to be learning, `read` what was read, `shapes` how much of it at once.
    """

    def __init__(self) -> None:
        self._words = torch.zeros(_VOCABULARY, DIMENSIONS)
        self._words[0] = 0.05
        self.layer = torch.nn.Linear(DIMENSIONS, DIMENSIONS, bias=False)
        torch.nn.init.zeros_(self.layer.weight)
        self.now = False
        self.told: list[bool] = []
        self.read: list[str] = []
        self.shapes: list[tuple[int, ...]] = []

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """A mark that begins each text, and its words."""
        self.read.extend(texts)
        encodings = FakeEncoder().encode(texts)
        for encoding in encodings:
            if len(encoding.token_ids):
                self._words[torch.from_numpy(encoding.token_ids)] = torch.from_numpy(encoding.tokens)
        return [[0, *encoding.token_ids.tolist()] for encoding in encodings]

    def pooled(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(texts, dimensions)."""
        self.shapes.append(tuple(ids.shape))
        words = self._words[ids]
        bent: torch.Tensor = words + self.layer(torch.nn.functional.dropout(words, _LEFT_OUT, self.now))
        return 4 * (bent * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)

    def parameters(self) -> list[torch.nn.Parameter]:
        """The layer."""
        return list(self.layer.parameters())

    def learning(self, now: bool) -> None:
        """Whether a little is left out by chance."""
        self.now = now
        self.told.append(now)

    def frozen(self) -> np.ndarray:
        """The words that it knows."""
        return np.asarray(self._words.numpy().copy())

    def directions(self, texts: Sequence[str]) -> torch.Tensor:
        """(texts, dimensions), of length 1, without a way back."""
        with torch.no_grad():
            found = [self.pooled(torch.tensor([ids]), torch.ones(1, len(ids))) for ids in self.tokens(texts)]
        return torch.nn.functional.normalize(torch.cat(found), dim=1)


def numbers_of_our_own() -> Iterator[None]:
    """A toy learns faster; those that ship may be chosen anew at any time. Dice and threads are put back."""
    state, threads = torch.random.get_rng_state(), torch.get_num_threads()
    torch.set_num_threads(1)
    numbers: dict[ModuleType, dict[str, float]] = {
        encoder_training: {
            "_EPOCHS": 12,
            "_RATE": 2e-2,
            "_HEAD_RATE": 5e-2,
            "_SCALE_RATE": 1e-2,
            "_WARM_UP": 5,
        },
        clause_task: {"_BATCH": 16, "_REFRESHED": 5},
        triage_task: {"_BATCH": 16, "_SORTED": 4},
    }
    with pytest.MonkeyPatch.context() as patch:
        for module, named in numbers.items():
            for name, number in named.items():
                patch.setattr(module, name, number)
        yield
    torch.random.set_rng_state(state)
    torch.set_num_threads(threads)
