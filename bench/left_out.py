"""python -m bench.left_out POLICY ...: what the encoder's training does for policies that it has never seen.

The policies named are taken out of the training, with every question that one of their clauses answers. Then
questions that no training has seen are brought to the passages of all policies, by vectors alone: with the
encoder as it comes, and as it is after one epoch with every second question: a quarter of `make train`.
"""

import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from assistant.bootstrap import assistant
from assistant.domain.policy import Passage
from assistant.evaluation.cases import Case, read_cases
from assistant.learning.encoder_training import Material, train_encoder
from assistant.learning.reading import Learner, Texts
from assistant.learning.training import taught_and_kept_back
from assistant.ports import Vector
from assistant.terminal import progress_bar

_CASES = (Path("eval/cases"), Path("eval/development/cases"))
_DEPTH = 5
_HEADING = 0.2
_EPOCHS = 1


@dataclass(frozen=True, slots=True)
class Found:
    """Shares of so many questions: a right clause first, and every clause among the first five."""

    questions: int
    first: float
    in_five: float


def main() -> None:
    """Train without the policies named, and show what that has done for them and for the others."""
    named = frozenset(sys.argv[1:])
    made = assistant()
    index, learner = made.published(), made.adaptable_encoder()
    if not named or named - set(index.policies):
        raise SystemExit(f"Name one or more of: {', '.join(index.policies)}")
    examples, _ = taught_and_kept_back(made.policy_files.examples())
    material = Material(examples, index.passages, made.practice, made.triage_examples)
    cases = [case for folder in _CASES for case in read_cases(folder) if case.clauses]
    groups = {
        "left out": [case for case in cases if _policies(case, index.passages) <= named],
        "trained with": [case for case in cases if not _policies(case, index.passages) & named],
    }
    frozen = {name: found(learner, group, index.passages) for name, group in groups.items()}
    with progress_bar() as progress:
        train_encoder(without(material, named), learner, learner.dimensions, progress, _EPOCHS)
    tuned = {name: found(learner, group, index.passages) for name, group in groups.items()}
    _show(frozen, tuned)


def without(material: Material, named: Collection[str]) -> Material:
    """Half of it, with no passage of the policies named and no question that rests on one of them."""
    gone = {passage.clause.label for passage in material.passages if passage.clause.policy in named}
    return replace(
        material,
        examples=[one for one in material.examples if not gone & set(one.clauses)][::2],
        practice=material.practice[::2],
        passages=[passage for passage in material.passages if passage.clause.policy not in named],
    )


def found(learner: Learner, cases: Sequence[Case], passages: Sequence[Passage]) -> Found:
    """What lies nearest to the questions of `cases` among all passages."""
    above = Texts(learner, [passage.context for passage in passages]).all_directions()
    held = (Texts(learner, [one.searchable for one in passages]).all_directions() + _HEADING * above).numpy()
    asked = Texts(learner, [case.message.text for case in cases]).all_directions().numpy()
    ranked = [_clauses(held @ question, passages) for question in asked]
    first = [labels[0] in case.citable for case, labels in zip(cases, ranked, strict=True)]
    in_five = [set(case.clauses) <= set(labels) for case, labels in zip(cases, ranked, strict=True)]
    return Found(len(cases), float(np.mean(first)), float(np.mean(in_five)))


def _clauses(nearness: Vector, passages: Sequence[Passage]) -> list[str]:
    order = np.argsort(-nearness)
    return list(dict.fromkeys(passages[row].clause.label for row in order[: 20 * _DEPTH]))[:_DEPTH]


def _policies(case: Case, passages: Sequence[Passage]) -> set[str]:
    return {passage.clause.policy for passage in passages if passage.clause.label in case.clauses}


def _show(frozen: dict[str, Found], tuned: dict[str, Found]) -> None:
    table = Table("policies", "questions", "first clause right", "all expected in five", "gain", "gain")
    for name, before in frozen.items():
        after = tuned[name]
        table.add_row(
            name,
            str(before.questions),
            f"{before.first:.2f} -> {after.first:.2f}",
            f"{before.in_five:.2f} -> {after.in_five:.2f}",
            f"{after.first - before.first:+.2f}",
            f"{after.in_five - before.in_five:+.2f}",
        )
    Console().print(table)


if __name__ == "__main__":
    main()
