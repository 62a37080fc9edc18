"""Questions are brought to their clauses, to nothing where none answers, and to each other."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
import torch

from assistant.domain.example import Example
from assistant.domain.policy import Passage
from assistant.domain.practice import Practice
from assistant.learning import clause_task
from assistant.learning.clause_task import ClauseTask
from tests.assistant.learning import toy_learner
from tests.assistant.learning.toy_learner import ToyLearner

pytestmark = pytest.mark.usefixtures("toy_numbers")


def _asked(question: str, *clauses: str, verdict: str = "no") -> Example:
    return Example(question, clauses, verdict, "answered", "table")


def _uncovered(question: str) -> Example:
    return Example(question, (), "", "not_covered", "table")


def _task(
    examples: Sequence[Example],
    passages: Sequence[Passage],
    practice: Sequence[Practice] = (),
    learner: ToyLearner | None = None,
) -> ClauseTask:
    return ClauseTask(learner or ToyLearner(), examples, passages, practice, random.Random(0))


def _learn(task: ClauseTask, learner: ToyLearner, steps: int = 20) -> list[float]:
    """The loss at each turn through all questions."""
    torch.manual_seed(0)
    rates = [{"params": learner.parameters(), "lr": 2e-2}, {"params": task.parameters(), "lr": 2e-2}]
    optimizer, losses = torch.optim.AdamW(rates), []
    for _ in range(steps):
        losses.append(0.0)
        for batch in task.batches():
            loss, _ = task.loss(batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses[-1] += float(loss.detach())
    learner.learning(False)
    return losses


_SNAPS = ("snap", "pic", "photo", "film", "camera")
_RINGS = ("ring", "mum", "bus", "dial")
_EXAMPLES = (
    *(_asked(f"{one} {other} kids", "PH 1.2") for one in _SNAPS for other in _SNAPS if one < other),
    *(_asked(f"{one} {other} friday", "TR 2.2") for one in _RINGS for other in _RINGS if one < other),
    *(_asked(f"{who} signs the form", "TR 1.1") for who in ("boss", "chief", "gaffer")),
    *(_uncovered(f"free parking {where}") for where in ("outside", "nearby", "behind", "tomorrow")),
)
_PRACTICE = tuple(
    Practice(f"{word} my bike", "Bicycles belong in the shed.", "Sheds are painted in June.")
    for word in ("leave", "stash", "park", "chain")
)


def test_each_question_is_asked_once_in_a_turn(passages: Sequence[Passage]) -> None:
    """Those of practice as well; one whose clauses are all gone teaches nothing, half of them do no harm."""
    gone, half = _asked("a clause that is gone", "PH 9.9"), _asked("half of them", "PH 9.9", "PH 1.1")
    task = _task([*_EXAMPLES, gone, half], passages, _PRACTICE)
    for _ in range(3):
        asked = Counter(at for batch in task.batches() for at in batch)
        everything = set(range(len(_EXAMPLES) + 2 + len(_PRACTICE)))
        assert set(asked) == everything - {len(_EXAMPLES)}
        assert set(asked.values()) == {1}


def test_questions_of_a_clause_come_together_in_another_order_each_time(passages: Sequence[Passage]) -> None:
    """Up to four of them; a batch ends after its sixteenth question."""
    task = _task(_EXAMPLES, passages)
    turns = [task.batches() for _ in range(2)]
    assert turns[0] != turns[1]
    for batches in turns:
        assert all(16 <= len(batch) < 20 for batch in batches[:-1])
        order = [_EXAMPLES[at].clauses for batch in batches for at in batch]
        runs = sum(one != other for one, other in pairwise(order))
        assert runs <= 6


def test_questions_come_to_lie_nearest_to_their_clauses(passages: Sequence[Passage]) -> None:
    """In words that no policy has, put together as nobody asked before; until then they lay anywhere."""
    learner = ToyLearner()
    task = _task(_EXAMPLES, passages, _PRACTICE, learner)
    new = ["camera snap", "bus mum dial", "form boss chief"]
    wanted = ["PH 1.2", "TR 2.2", "TR 1.1"]
    assert _nearest(learner, new, passages) != wanted
    _learn(task, learner)
    assert _nearest(learner, new, passages) == wanted


def _nearest(learner: ToyLearner, questions: Sequence[str], passages: Sequence[Passage]) -> list[str]:
    found = _nearness(learner, questions, passages).argmax(dim=1)
    return [passages[row].clause.label for row in found]


def _nearness(learner: ToyLearner, questions: Sequence[str], passages: Sequence[Passage]) -> torch.Tensor:
    held = learner.directions([passage.text for passage in passages])
    return learner.directions(questions) @ held.T


def test_what_nothing_answers_lies_further_than_nothing(passages: Sequence[Passage]) -> None:
    """And what a clause answers nearer, in questions that were not asked before."""
    learner = ToyLearner()
    task = _task(_EXAMPLES, passages, (), learner)
    _learn(task, learner)
    nothing = task.parameters()[1].item()
    parking, snaps = (
        _nearness(learner, ["parking behind or nearby", "a pic for kids"], passages).max(1).values
    )
    assert float(parking) < nothing < float(snaps)


def test_the_loss_falls(passages: Sequence[Passage]) -> None:
    """From turn to turn, far below where it began."""
    learner = ToyLearner()
    losses = _learn(_task(_EXAMPLES, passages, _PRACTICE, learner), learner)
    assert losses[-1] < 0.4 * losses[0]
    assert losses[-1] < losses[len(losses) // 2]


def test_every_clause_of_an_answer_is_found(passages: Sequence[Passage]) -> None:
    """One that is near does not stand in for the other, in questions that were not asked before."""
    both = [
        _asked(f"{one} {other} trip", "PH 1.2", "TR 2.2")
        for one in _SNAPS
        for other in _RINGS
        if (one, other) != ("snap", "dial")
    ]
    learner = ToyLearner()
    _learn(_task([*_EXAMPLES, *both], passages, (), learner), learner)
    nearness = _nearness(learner, ["snap dial trip"], passages)[0].tolist()
    order = sorted(range(len(passages)), key=lambda row: -nearness[row])
    found = list(dict.fromkeys(passages[row].clause.label for row in order))
    assert set(found[:2]) == {"PH 1.2", "TR 2.2"}


def test_list_items_are_read_as_the_index_reads_them(passages: Sequence[Passage]) -> None:
    """With the line that leads in to them, without which an item says little."""
    item = replace(passages[0], clause=replace(passages[0].clause, lead_in="Nobody may:"))
    learner = ToyLearner()
    _task(_EXAMPLES, [item, *passages[1:]], (), learner)
    assert f"Nobody may: {item.text}" in learner.read


def test_practice_is_held_against_practice_only(
    passages: Sequence[Passage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rule may say what a clause of ours says, which a question of ours is not to be told from."""
    monkeypatch.setattr(clause_task, "_ALIKE", 0.0)
    monkeypatch.setattr(toy_learner, "_LEFT_OUT", 0.0)
    same = Practice(_EXAMPLES[0].question, passages[0].text, _EXAMPLES[0].question)

    def loss(task: ClauseTask, batch: list[int]) -> float:
        return float(task.loss(batch)[0].detach())

    alone, beside = _task(_EXAMPLES[:4], passages), _task(_EXAMPLES[:4], passages, [same])
    assert loss(alone, [0, 1]) == pytest.approx(loss(beside, [0, 1]), abs=1e-4)
    fewer = _task([], passages[:2], [same])
    assert loss(fewer, [0]) == pytest.approx(loss(beside, [4]), abs=1e-4)


def test_practice_tells_a_rule_from_its_neighbour(passages: Sequence[Passage]) -> None:
    """Which looks right because it has the words of the question."""
    rows = [
        Practice(f"{word} bike shed", "Two wheels stay outside.", "The bike shed is painted in June.")
        for word in ("leave", "stash", "park", "chain")
    ]
    learner = ToyLearner()
    task = _task([], passages, rows, learner)

    def further() -> float:
        texts = ["stash or park a bike in that shed", rows[0].rule, rows[0].looks_right]
        asked, rule, neighbour = learner.directions(texts)
        return float(asked @ rule - asked @ neighbour)

    assert further() < 0
    _learn(task, learner, 60)
    assert further() > 0


def test_questions_of_a_policy_are_handed_on_to_triage(passages: Sequence[Passage]) -> None:
    """With a way back; neither those that nothing answers nor those of practice."""
    learner = ToyLearner()
    task = _task(_EXAMPLES, passages, _PRACTICE, learner)
    last = len(_EXAMPLES) - 1
    _, vectors = task.loss([0, last, 1, len(_EXAMPLES)])
    learner.learning(False)
    assert torch.allclose(
        torch.nn.functional.normalize(vectors, dim=1),
        learner.directions([_EXAMPLES[0].question, _EXAMPLES[1].question]),
        atol=0.2,
    )
    assert vectors.requires_grad
    assert len(task.loss([last])[1]) == 0


def test_a_batch_that_nothing_answers_can_be_learnt_from(passages: Sequence[Passage]) -> None:
    """The last batch of a turn may be one: then no clause is read again, and the loss has a way back."""
    learner = ToyLearner()
    task = _task(_EXAMPLES, passages, (), learner)
    loss, _ = task.loss([len(_EXAMPLES) - 1, len(_EXAMPLES) - 2])
    loss.backward()
    assert learner.layer.weight.grad is not None


def test_vectors_are_refreshed_now_and_then(passages: Sequence[Passage]) -> None:
    """Every fifth step here; in between those that are needed are read alone."""
    learner = ToyLearner()
    task = _task(_EXAMPLES, passages, (), learner)
    learner.told.clear()
    for _ in range(11):
        task.loss([0, 1])
    # Passages, questions and headings, each with nothing left out, at steps 1, 6 and 11.
    assert learner.told == [False, True] * 9


def test_a_school_without_practice_or_policies_can_learn(passages: Sequence[Passage]) -> None:
    """Either is enough."""
    assert torch.isfinite(_task(_EXAMPLES, passages).loss([0, 1])[0])
    assert torch.isfinite(_task([], [], _PRACTICE).loss([0, 1])[0])
