"""Teach the encoder how staff talk: one training for finding clauses and for telling what has happened."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from assistant.domain.example import Example
from assistant.domain.policy import Passage
from assistant.domain.practice import Practice
from assistant.domain.triage import TriageExample
from assistant.learning.clause_task import ClauseTask
from assistant.learning.reading import Learner
from assistant.learning.triage_task import TriageTask
from assistant.ports import Progress, Vector

_EPOCHS = 2
_RATE, _HEAD_RATE, _SCALE_RATE = 2e-3, 5e-3, 1e-2
_WARM_UP = 20
_DECAY = 0.01
_LONGEST_STEP = 1.0


@dataclass(frozen=True, slots=True)
class Material:
    """What there is to learn from: the leads' tables, and the passages of the policies."""

    examples: Sequence[Example]
    passages: Sequence[Passage]
    practice: Sequence[Practice]
    messages: Sequence[TriageExample]


def train_encoder(
    material: Material, learner: Learner, dimensions: int, progress: Progress, epochs: int | None = None
) -> tuple[Vector, Vector]:
    """Change what `learner` lets be changed; weights (outputs, dimensions) and bias (outputs,) of triage.

    The same material gives the same numbers on the same kind of machine. `epochs` is for measuring with fewer
    than what ships was made with.
    """
    torch.manual_seed(0)
    shuffler = random.Random(0)
    clauses = ClauseTask(learner, material.examples, material.passages, material.practice, shuffler)
    triage = TriageTask(learner, material.messages, dimensions, shuffler)
    optimizer = torch.optim.AdamW(
        [
            {"params": learner.parameters(), "lr": _RATE},
            {"params": list(triage.head.parameters()), "lr": _HEAD_RATE},
            {"params": clauses.parameters(), "lr": _SCALE_RATE},
        ],
        weight_decay=_DECAY,
    )
    asked = [batch for _ in range(epochs or _EPOCHS) for batch in clauses.batches()]
    slower = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / _WARM_UP) * (1 - step / (len(asked) + 1))
    )
    learner.learning(True)
    for step, (questions, messages) in enumerate(
        zip(asked, triage.batches(len(asked)), strict=True), start=1
    ):
        loss, vectors = clauses.loss(questions)
        loss = loss + triage.loss(messages, vectors)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learner.parameters(), _LONGEST_STEP)
        optimizer.step()
        slower.step()
        progress("encoder", step, len(asked))
    learner.learning(False)
    return triage.head.weight.detach().numpy(), triage.head.bias.detach().numpy()
