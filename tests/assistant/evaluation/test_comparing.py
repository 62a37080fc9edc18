"""What changed between two reports."""

from datetime import date
from typing import Any

from assistant.domain.triage import Route
from assistant.evaluation.comparing import compared
from assistant.evaluation.reporting import report_of
from assistant.evaluation.results import Given, Run, Triaged
from assistant.evaluation.scoring import scored
from tests.fakes.evaluated import case, given, triaged

_DAY = date(2026, 11, 23)


def _report(
    *answers: Given, triage: tuple[Triaged, ...] = (), corpus: str = "before", code: str = "1"
) -> dict[str, Any]:
    run = Run(answers, triage, {}, {"corpus": corpus, "code": code})
    return report_of(run, scored(run), _DAY)


def _keys(changes: dict[str, Any], kind: str) -> list[str]:
    return [change["now"]["question"] for change in changes[kind]]


def test_better_worse_and_changed_are_told_apart() -> None:
    """Wrong and right, right and wrong, another clause more, and one that stays as it is."""
    one, two, three, four = (case(question) for question in ("one", "two", "three", "four"))
    before = _report(given(one, "SM 9.9"), given(two), given(three), given(four))
    now = _report(given(one), given(two, "SM 9.9"), given(three, "SM 1.1,SM 2.2"), given(four))
    changes = compared(before, now)
    assert [_keys(changes, kind) for kind in ("better", "worse", "changed")] == [["one"], ["two"], ["three"]]
    assert changes["worse"][0]["before"]["given"]["cited"] == ["SM 1.1"]
    assert changes["worse"][0]["now"]["why"] == [
        "expected SM 1.1, cited SM 9.9",
        "retrieval did not find SM 1.1",
    ]
    assert not changes["policy_edit"]


def test_a_policy_edit_lists_the_answers_that_it_changed() -> None:
    """A clause that was reworded changes the quote, if nothing else."""
    before = _report(given())
    after = _report(given(), corpus="after")
    after["answers"][0]["given"]["quotes"] = [["SM 1.1", "new words"]]
    changes = compared(before, after)
    assert changes["policy_edit"]
    assert changes["made_otherwise"] == ["corpus"]
    assert len(changes["changed"]) == 1


def test_messages_are_compared_too() -> None:
    """A missed incident that is found now is better."""
    before = _report(triage=(triaged(found=Route.POLICY_QUESTION),))
    now = _report(triage=(triaged(),), code="2")
    changes = compared(before, now)
    assert [change["kind"] for change in changes["better"]] == ["triage"]
    assert {"name": "incident_recall", "before": 0.0, "now": 1.0} in changes["scores"]
    assert changes["made_otherwise"] == ["code"]


def test_cases_of_one_report_only_are_counted() -> None:
    """Two are new, one is gone."""
    before = _report(given(case("one")), given(case("two")))
    now = _report(given(case("two")), given(case("three")), given(case("four")))
    changes = compared(before, now)
    assert (changes["added"], changes["gone"]) == (2, 1)
    assert changes["better"] == changes["worse"] == changes["changed"] == []


def test_the_same_report_twice_has_no_changes() -> None:
    """Nothing at all, broken ones included."""
    report = _report(
        given(), given(case("two"), error="KeyError"), triage=(triaged(), triaged(found=None, text="b"))
    )
    changes = compared(report, report)
    assert changes["better"] == changes["worse"] == changes["changed"] == changes["scores"] == []
