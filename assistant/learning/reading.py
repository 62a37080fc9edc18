"""The encoder while it learns: texts in, vectors out, with or without a way back to what it learnt."""

from collections.abc import Sequence
from typing import Protocol

import torch

_AT_ONCE = 64


class Learner(Protocol):
    """An encoder whose parameters can be learnt."""

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """The ids of each text's tokens."""
        ...

    def pooled(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(texts, dimensions): the mean over the tokens that `mask` (texts, tokens) counts."""
        ...

    def parameters(self) -> list[torch.nn.Parameter]:
        """What may change."""
        ...

    def learning(self, now: bool) -> None:
        """Whether a little of what it holds is left out by chance, as while it learns."""
        ...


class Texts:
    """Texts that are read again and again, their tokens known."""

    def __init__(self, learner: Learner, texts: Sequence[str]) -> None:
        self._learner = learner
        self._tokens = learner.tokens(texts) if texts else []

    def __len__(self) -> int:
        return len(self._tokens)

    def length(self, at: int) -> int:
        """How many tokens a text has."""
        return len(self._tokens[at])

    def pooled(self, rows: Sequence[int]) -> torch.Tensor:
        """(rows, dimensions), as they are now."""
        width = max(self.length(at) for at in rows)
        ids = torch.zeros(len(rows), width, dtype=torch.long)
        mask = torch.zeros(len(rows), width)
        for place, at in enumerate(rows):
            ids[place, : self.length(at)] = torch.tensor(self._tokens[at])
            mask[place, : self.length(at)] = 1
        return self._learner.pooled(ids, mask)

    def directions(self, rows: Sequence[int]) -> torch.Tensor:
        """(rows, dimensions), of length 1."""
        return torch.nn.functional.normalize(self.pooled(rows), dim=1)

    def all_directions(self) -> torch.Tensor:
        """(texts, dimensions), of length 1, with nothing left out and no way back."""
        self._learner.learning(False)
        order = sorted(range(len(self)), key=self.length)
        parts = [order[begin : begin + _AT_ONCE] for begin in range(0, len(order), _AT_ONCE)]
        with torch.no_grad():
            found = torch.cat([self.directions(part) for part in parts])
        back = torch.empty_like(found)
        back[order] = found
        self._learner.learning(True)
        return back
