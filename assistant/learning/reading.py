"""The encoder while it learns: texts in, vectors out, with or without a way back to what it learnt."""

from collections.abc import Sequence
from typing import Protocol

import torch

_AT_ONCE = 128
# How much longer than the shortest the longest of the texts that are read together may be.
_PADDED = 1.4


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
        order = sorted(range(len(rows)), key=lambda place: self.length(rows[place]))
        found = [self._read([rows[place] for place in part]) for part in self._alike(order, rows)]
        return torch.cat(found)[torch.tensor(order).argsort()]

    def directions(self, rows: Sequence[int]) -> torch.Tensor:
        """(rows, dimensions), of length 1."""
        return torch.nn.functional.normalize(self.pooled(rows), dim=1)

    def all_directions(self) -> torch.Tensor:
        """(texts, dimensions), of length 1, with nothing left out and no way back."""
        self._learner.learning(False)
        with torch.no_grad():
            found = self.directions(range(len(self)))
        self._learner.learning(True)
        return found

    def _alike(self, order: Sequence[int], rows: Sequence[int]) -> list[list[int]]:
        """Places of texts of about the same length, so that little of what is read together is padding."""
        parts: list[list[int]] = []
        longest = 0.0
        for place in order:
            length = self.length(rows[place])
            if length > longest or len(parts[-1]) == _AT_ONCE:
                parts.append([])
                longest = _PADDED * length
            parts[-1].append(place)
        return parts

    def _read(self, rows: Sequence[int]) -> torch.Tensor:
        width = max(self.length(at) for at in rows)
        ids = torch.zeros(len(rows), width, dtype=torch.long)
        mask = torch.zeros(len(rows), width)
        for place, at in enumerate(rows):
            ids[place, : self.length(at)] = torch.tensor(self._tokens[at])
            mask[place, : self.length(at)] = 1
        return self._learner.pooled(ids, mask)
