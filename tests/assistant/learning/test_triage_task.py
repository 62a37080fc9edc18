"""What has happened is told from what is asked: which messages count, how often, and for what."""

import random
from collections import Counter
from collections.abc import Sequence

import pytest
import torch

from assistant.domain.triage import Category, Concerned, Route, TriageExample
from assistant.learning.triage_task import TriageTask
from assistant.triage.outputs import EMERGENCY, INCIDENT, OUTPUTS
from tests.assistant.learning.toy_learner import DIMENSIONS, ToyLearner

pytestmark = pytest.mark.usefixtures("toy_numbers")
_BATCH = 16
_NO_QUESTIONS = torch.zeros(0, DIMENSIONS)


def _incident(text: str, emergency: bool = False) -> TriageExample:
    return TriageExample(text, Route.LIVE_INCIDENT, (Category.SELF_HARM,), emergency, Concerned.CHILD)


def _question(text: str) -> TriageExample:
    return TriageExample(text, Route.POLICY_QUESTION)


def _task(examples: Sequence[TriageExample], learner: ToyLearner | None = None) -> TriageTask:
    task = TriageTask(learner or ToyLearner(), examples, DIMENSIONS, random.Random(0))
    with torch.no_grad():
        task.head.weight.zero_()
        task.head.bias.zero_()
    return task


def _loss(task: TriageTask, batch: Sequence[int], **odds: float) -> float:
    """The loss where these outputs are given by the same log odds for every message, and all others by 0."""
    with torch.no_grad():
        for name in OUTPUTS:
            task.head.bias[OUTPUTS.index(name)] = odds.get(name, 0.0)
        return float(task.loss(batch, _NO_QUESTIONS))


def test_unclear_messages_are_not_read() -> None:
    """Nothing is known of them to be true or false."""
    learner = ToyLearner()
    _task([_incident("he hit her"), TriageExample("hm", Route.UNCLEAR), _question("may he")], learner)
    assert learner.read == ["he hit her", "may he"]


@pytest.mark.parametrize("count", [1, 3, 4, 11])
def test_batches_show_all_messages_as_often_as_each_other(count: int) -> None:
    """As many batches as were asked for, all of one size."""
    batches = _task([_incident(f"message {at}") for at in range(25)]).batches(count)
    assert [len(batch) for batch in batches] == [_BATCH] * count
    shown = Counter(at for batch in batches for at in batch)
    often = [shown[at] for at in range(25)]
    assert max(often) - min(often) <= 1


def test_messages_of_like_length_stand_together() -> None:
    """So that little is padding: lengths within a batch differ less than by chance, and come in any order."""
    task = _task([_incident("word " * (1 + at % 40)) for at in range(160)])
    batches = task.batches(10)
    lengths = [[1 + at % 40 for at in batch] for batch in batches]
    assert sum(max(some) - min(some) for some in lengths) / len(lengths) < 20
    assert [some[0] for some in lengths] != sorted(some[0] for some in lengths)


def test_every_output_counts_where_it_can_be_known() -> None:
    """Whom it is about and whom to tell are asked only of what has happened; all else of every message."""
    task = _task([_incident("he hit her"), _question("may he")])
    for at, known in ((0, list(OUTPUTS)), (1, [n for n in OUTPUTS if not n.startswith(("about_", "tell_"))])):
        level = _loss(task, [at])
        counted = [name for name in OUTPUTS if _loss(task, [at], **{name: 1.0}) != pytest.approx(level)]
        assert counted == known


def test_what_is_true_lowers_the_loss() -> None:
    """Of each output, in the direction of its label."""
    task = _task([_incident("he hit her", emergency=True), _question("may he")])
    true = {INCIDENT, EMERGENCY, "self_harm", "about_child", "tell_safeguarding_lead"}
    level = _loss(task, [0])
    assert all((_loss(task, [0], **{name: 0.5}) < level) is (name in true) for name in ("data_breach", *true))
    level = _loss(task, [1])
    assert all(_loss(task, [1], **{name: -0.5}) < level for name in (INCIDENT, EMERGENCY, "self_harm"))


def test_incidents_count_most_and_certainty_has_an_end() -> None:
    """A row may be mislabelled: beyond a certain point surer is worse."""
    task = _task([_incident("he hit her", emergency=True), _question("may he")])
    level = _loss(task, [0])
    gains = {name: level - _loss(task, [0], **{name: 1.0}) for name in (INCIDENT, EMERGENCY, "self_harm")}
    assert gains[INCIDENT] > gains[EMERGENCY] > gains["self_harm"] > 0
    for at, towards in ((0, 1), (1, -1)):
        assert _loss(task, [at], incident=4 * towards) < _loss(task, [at], incident=12 * towards)


def test_policy_questions_are_no_incidents() -> None:
    """They count besides the messages, less than a message, and only for that output."""
    task = _task([_incident("he hit her"), _question("may he")])
    asked = torch.ones(1, DIMENSIONS)

    def added(**odds: float) -> float:
        alone = _loss(task, [0, 1], **odds)
        with torch.no_grad():
            return float(task.loss([0, 1], asked)) - alone

    assert added(incident=2) > added() > added(incident=-2) > 0
    assert added(emergency=2, self_harm=2) == pytest.approx(added(), rel=1e-4)
    messages = _loss(task, [1], incident=2) - _loss(task, [1])
    assert 2 * (added(incident=2) - added()) == pytest.approx(0.25 * messages, rel=1e-3)


def test_what_is_asked_reaches_the_encoder_and_the_head() -> None:
    """The loss of a batch has a way back to all that learns."""
    learner = ToyLearner()
    task = TriageTask(learner, [_incident("he hit her"), _question("may he")], DIMENSIONS, random.Random(0))
    task.loss([0, 1], _NO_QUESTIONS).backward()
    assert all(one.grad is not None for one in (*learner.parameters(), *task.head.parameters()))
    assert learner.layer.weight.grad.abs().sum() > 0
