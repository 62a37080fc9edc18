"""Learn the bridge: two low-rank maps that bring questions and their clauses together."""

from collections.abc import Sequence

import numpy as np
import torch

from assistant.domain.example import Example
from assistant.ports import Index, Progress, Vector
from assistant.retrieval.bridge import Bend, Bridge

RANK = 128
_STEPS = 160
_RATE = 3e-3
_SCALE = 12.0
_RIDGE = 1e-2
_HEADING = 0.2


def train_bridge(index: Index, questions: Vector, examples: Sequence[Example], progress: Progress) -> Bridge:
    """Maps under which each question lies nearest to the passages of its clauses.

    `questions` (n, dimensions) are the vectors of `examples`. Every passage of the
    index stands against the right ones; the same input gives the same bridge.
    """
    torch.manual_seed(0)
    rows = np.arange(len(index.passages))
    passages = torch.from_numpy(index.vectors(rows) + _HEADING * index.heading_vectors(rows))
    labels = np.array([passage.clause.label for passage in index.passages])
    answered = [at for at, example in enumerate(examples) if example.clauses]
    right = torch.from_numpy(np.stack([np.isin(labels, examples[at].clauses) for at in answered]))
    asked = torch.from_numpy(questions[answered])[right.any(1)]
    right = right[right.any(1)]
    maps = [
        _down(passages.shape[1]),
        _up(passages.shape[1]),
        _down(passages.shape[1]),
        _up(passages.shape[1]),
    ]
    optimizer = torch.optim.AdamW(maps, lr=_RATE, weight_decay=0.0)
    for done in range(_STEPS):
        progress("bridge", done, _STEPS)
        optimizer.zero_grad()
        loss = _loss(maps, asked, passages, right)
        loss.backward()
        optimizer.step()
    progress("bridge", _STEPS, _STEPS)
    kept = [found.detach().numpy().astype(np.float16).astype(np.float32) for found in maps]
    return Bridge(Bend(*kept[:2]), Bend(*kept[2:]))


def _loss(
    maps: list[torch.Tensor], asked: torch.Tensor, passages: torch.Tensor, right: torch.Tensor
) -> torch.Tensor:
    """Mean of -log(share of the right passages under a softmax), and a ridge on both maps."""
    question = maps[0] @ maps[1]
    passage = maps[2] @ maps[3]
    normalize = torch.nn.functional.normalize
    closeness = _SCALE * normalize(asked + asked @ question) @ normalize(passages + passages @ passage).T
    hit = torch.logsumexp(closeness.masked_fill(~right, -torch.inf), 1)
    ridge = (question**2).sum() + (passage**2).sum()
    return -(hit - torch.logsumexp(closeness, 1)).mean() + _RIDGE * ridge


def _down(dimensions: int) -> torch.Tensor:
    return (torch.randn(dimensions, RANK) * 0.02).requires_grad_()


def _up(dimensions: int) -> torch.Tensor:
    return torch.zeros(RANK, dimensions).requires_grad_()
