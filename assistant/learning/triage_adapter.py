"""Teach the encoder's upper layers what has happened from what is only asked."""

import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch

from assistant.domain.triage import Route, TriageExample
from assistant.ports import Encoder, Progress, Vector
from assistant.triage.outputs import EMERGENCY, INCIDENT, OUTPUTS, labels

_EPOCHS = 4
_BATCH = 32
_RATE = 1e-3
_HEAD_RATE = 5e-3
_WARM_UP = 100
_CERTAINTY = 0.98
_QUESTION_COUNTS = 0.25
# How much each kind of output counts beside 'incident'.
_EMERGENCY_COUNTS, _CATEGORY_COUNTS, _ABOUT_COUNTS, _TELL_COUNTS = 0.5, 0.125, 0.125, 0.25
Run = Callable[[Any, torch.Tensor, torch.Tensor], torch.Tensor]


def train_adapter(
    examples: Sequence[TriageExample],
    questions: Sequence[str],
    encoder: Encoder,
    layers: Any,
    run: Run,
    progress: Progress,
) -> tuple[Any, Vector, Vector]:
    """`layers` after training, with weights (outputs, dimensions) and bias (outputs,) to read them.

    The same input gives the same numbers.

    `layers` are called through `run` and hold the parameters to be learnt. `questions` are
    policy questions that count less than the messages of the tables.
    """
    torch.manual_seed(0)
    # Sums come out the same whatever the machine, and beside other work two threads only wait for each other.
    torch.set_num_threads(1)
    shuffler = random.Random(0)
    known = [example for example in examples if example.route is not Route.UNCLEAR]
    targets = _Targets(known, len(questions))
    halfway = _halfway([example.text for example in known] + list(questions), encoder, progress)
    head = torch.nn.Linear(halfway[0].shape[1], len(OUTPUTS))
    learnt = [parameter for parameter in layers.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": learnt, "lr": _RATE}, {"params": head.parameters(), "lr": _HEAD_RATE}], weight_decay=0.01
    )
    batches = [batch for _ in range(_EPOCHS) for batch in _batches(halfway, shuffler)]
    slower = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / _WARM_UP) * (1 - step / len(batches))
    )
    layers.train()
    for step, batch in enumerate(batches):
        loss = targets.loss(head(run(layers, *_padded([halfway[at] for at in batch]))), batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimizer.step()
        slower.step()
        progress("adapter", step + 1, len(batches))
    return layers.eval(), head.weight.detach().numpy(), head.bias.detach().numpy()


class _Targets:
    """What should come out for each text, and how much each text and each output counts."""

    def __init__(self, known: Sequence[TriageExample], questions: int) -> None:
        true = np.vstack([labels(known), np.zeros((questions, len(OUTPUTS)), bool)])
        happened = torch.from_numpy(true[:, OUTPUTS.index(INCIDENT)].astype(np.float32))
        self.true = torch.from_numpy(true.astype(np.float32))
        self.true[:, OUTPUTS.index(INCIDENT)] = happened * (2 * _CERTAINTY - 1) + 1 - _CERTAINTY
        counts = torch.tensor([1.0] * len(known) + [_QUESTION_COUNTS] * questions)
        self.counts = counts[:, None] * torch.tensor([_counts_of(name) for name in OUTPUTS])[None, :]
        # Whom it is about, and whom to tell, are questions about what has happened only.
        only = [at for at, name in enumerate(OUTPUTS) if name.startswith(("about_", "tell_"))]
        self.counts[:, only] *= happened[:, None]

    def loss(self, found: torch.Tensor, batch: Sequence[int]) -> torch.Tensor:
        """The weighted loss of all outputs, per text."""
        at = torch.tensor(batch)
        cross = torch.nn.functional.binary_cross_entropy_with_logits
        each = cross(found, self.true[at], reduction="none") * self.counts[at]
        return each.sum() / len(batch)


def _counts_of(name: str) -> float:
    if name == INCIDENT:
        return 1.0
    if name == EMERGENCY:
        return _EMERGENCY_COUNTS
    if name.startswith("tell_"):
        return _TELL_COUNTS
    return _ABOUT_COUNTS if name.startswith("about_") else _CATEGORY_COUNTS


def _halfway(texts: Sequence[str], encoder: Encoder, progress: Progress) -> list[torch.Tensor]:
    """What the encoder holds halfway through each text; read once, for the layers below never change."""
    found = []
    for at, text in enumerate(texts):
        (encoding,) = encoder.encode([text], halfway=True)
        assert encoding.halfway is not None, "the default encoder has layers"
        found.append(torch.from_numpy(encoding.halfway.astype(np.float16)))
        progress("reading", at + 1, len(texts))
    return found


def _batches(halfway: Sequence[torch.Tensor], shuffler: random.Random) -> list[list[int]]:
    """All texts in a new order; like lengths together, so that little is padding."""
    order = list(range(len(halfway)))
    shuffler.shuffle(order)
    reach = 16 * _BATCH
    batches: list[list[int]] = []
    for begin in range(0, len(order), reach):
        near = sorted(order[begin : begin + reach], key=lambda at: len(halfway[at]))
        batches += [near[start : start + _BATCH] for start in range(0, len(near), _BATCH)]
    shuffler.shuffle(batches)
    return batches


def _padded(texts: Sequence[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """(texts, tokens, dimensions) and the mask (texts, tokens) of what is no padding."""
    width = max(len(text) for text in texts)
    halfway = torch.zeros(len(texts), width, texts[0].shape[1])
    mask = torch.zeros(len(texts), width)
    for at, text in enumerate(texts):
        halfway[at, : len(text)], mask[at, : len(text)] = text.float(), 1
    return halfway, mask
