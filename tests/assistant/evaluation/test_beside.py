"""The default answers and those with a language model, side by side."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.evaluation.beside import beside_json, holds, scores_beside, untrue_of
from assistant.evaluation.repeating import worst
from assistant.evaluation.reporting import report_of
from assistant.evaluation.results import Given, Run, Sentence, WithModel
from assistant.evaluation.scoring import scored
from assistant.evaluation.untrue import Untruth
from tests.fakes.evaluated import case, given

_CASES = tuple(case(f"May I {number}?") for number in range(4))
_RIGHT = tuple(given(one) for one in _CASES)
_SAID = (Sentence("Staff must not.", (("SM 1.1", "Staff must not"),)),)


def _run(*with_model: WithModel, answers: tuple[Given, ...] = _RIGHT) -> Run:
    about = {"language_model": {"name": "openai:told"}}
    return Run(answers[: len(with_model)], (), {}, about, with_model)


def _same(**other: object) -> tuple[WithModel, ...]:
    """Every answer as it is without the model, the first of them as said."""
    same = [WithModel(one, calls=1, tokens=10) for one in _RIGHT]
    return (replace(same[0], **other), *same[1:])  # type: ignore[arg-type]


def test_both_columns_stand_for_what_a_model_can_change() -> None:
    """Not for triage, retrieval or abstention, which come before it."""
    found = {one.name: one for one in scores_beside(_run(*_same(given=given(_CASES[0], verdict="must"))))}
    assert (found["verdict_accuracy"].default, found["verdict_accuracy"].with_model) == (1.0, 0.75)
    assert (found["all_cited"].default, found["all_cited"].with_model) == (1.0, 1.0)
    assert {one.stage for one in found.values()} == {"answer", "citation", "verdict"}
    assert scores_beside(_run(answers=())) == ()


@pytest.mark.parametrize(("wrong", "lost"), [(1, False), (2, True)])
def test_a_loss_of_more_than_a_point_is_one(wrong: int, lost: bool) -> None:
    """Of a hundred cases one may end otherwise."""
    cases = [case(f"May I {number}?") for number in range(100)]
    right = tuple(given(one) for one in cases)
    others = tuple(given(one, verdict="fact") for one in cases[:wrong])
    run = _run(*map(WithModel, (*others, *right[wrong:])), answers=right)
    found = {one.name: one.lost for one in scores_beside(run)}
    assert found["verdict_accuracy"] is lost
    assert not found["all_cited"]
    assert holds(run) is not lost


def test_one_untruth_is_one_too_many() -> None:
    """Each kind is counted, a zero too."""
    assert holds(_run(*_same()))
    assert untrue_of(_run(*_same())) == {"unknown_citation": 0, "altered_quote": 0, "more_permissive": 0}
    run = _run(*_same(untrue=(Untruth.QUOTE, Untruth.QUOTE)))
    assert untrue_of(run)["altered_quote"] == 2
    assert not holds(run)


def test_a_run_without_a_model_holds() -> None:
    """And has no part in the report."""
    assert holds(Run(_RIGHT, ()))
    assert beside_json(Run(_RIGHT, ()), {}) is None


def test_the_report_says_what_became_of_asking() -> None:
    """How many were asked and explained, what was dropped, why nothing came of it, and what it cost."""
    asked = (
        WithModel(_RIGHT[0], _SAID, ("figure", "figure"), calls=2, tokens=30),
        WithModel(given(_CASES[1], verdict="must"), dropped=("support",), calls=1, tokens=20),
        WithModel(_RIGHT[2], fell_back="timeout", calls=1),
        WithModel(_RIGHT[3]),
    )
    run = _run(*asked)
    part = beside_json(run, report_of(run, scored(run), date(2026, 11, 23)))
    assert part is not None
    counts = ("answered", "asked", "explained", "sentences", "calls", "tokens")
    assert [part[name] for name in counts] == [4, 3, 1, 1, 4, 50]
    assert part["dropped"] == {"figure": 2, "support": 1}
    assert part["fell_back"] == {"timeout": 1}
    assert part["name"] == "openai:told"
    assert [one["key"] for one in part["answers"]] == [one.key for one in _CASES[:3]]
    assert part["answers"][0]["explanation"] == [
        {"text": "Staff must not.", "quotes": (("SM 1.1", "Staff must not"),)}
    ]
    assert [len(part[kind]) for kind in ("better", "worse", "changed")] == [0, 1, 0]
    assert part["worse"][0]["key"] == _CASES[1].key


def test_of_several_runs_the_worst_of_each_answer_counts() -> None:
    """What was untrue once was untrue."""
    false, true = _run(*_same(untrue=(Untruth.VERDICT,))), _run(*_same())
    for runs in ((false, true), (true, false)):
        assert worst(runs).with_model == false.with_model
