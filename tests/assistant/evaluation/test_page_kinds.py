"""Of which kind a failure is, from what reporting.py and failures.py say of it."""

from datetime import date
from pathlib import Path

import pytest

from assistant.domain.triage import Category, Concerned, Route
from assistant.evaluation.evaluating import Evaluated, reported
from assistant.evaluation.page_kinds import FAILURES, MISSES, failure_kind, miss_kind
from assistant.evaluation.reporting import report_of
from assistant.evaluation.results import Given, Run, Triaged
from assistant.evaluation.scoring import scored
from tests.fakes.evaluated import case, given, triaged

FAILED = {
    "yes-for-no": given(verdict="yes"),
    "broken": given(error="timeout"),
    "answered": given(case(outcome="not_covered")),
    "handed-off": given(outcome="handed_off"),
    "not-answered": given(outcome="not_covered"),
    "verdict": given(verdict="must"),
    "clauses": given(cited="SM 2.1"),
    "order": given(cited="SM 2.1,SM 1.1"),
    "ending": given(case(outcome="not_covered"), outcome="out_of_scope"),
}
HEAD = Concerned.HEADTEACHER
CONDUCT = Category.STAFF_CONDUCT
MISSED = {
    "missed": triaged(found=Route.POLICY_QUESTION),
    "broken": triaged(found=None),
    "told": triaged(category=CONDUCT, concerns=HEAD, found_concerns=Concerned.COLLEAGUE),
    "emergency": triaged(emergency=True),
    "asked-incident": triaged(found=Route.UNCLEAR),
    "needless": triaged(expected=Route.POLICY_QUESTION),
    "role": triaged(found_category=Category.CHILD_PROTECTION),
    "category": triaged(category=Category.CHILD_PROTECTION, found_category=Category.SELF_HARM),
    "asked": triaged(expected=Route.POLICY_QUESTION, found=Route.UNCLEAR),
}


@pytest.mark.parametrize(("kind", "one"), FAILED.items(), ids=FAILED)
def test_the_kind_of_a_failing_case(kind: str, one: Given) -> None:
    """Each kind of failing answer is told apart."""
    (answer,) = report_of(Run((one,), ()), (), date(2026, 11, 7))["answers"]
    assert answer["why"]
    assert failure_kind(answer) == kind


@pytest.mark.parametrize(("kind", "one"), MISSED.items(), ids=MISSED)
def test_the_kind_of_a_message_that_triage_got_wrong(kind: str, one: Triaged) -> None:
    """Each kind of miss is told apart."""
    (message,) = report_of(Run((), (one,)), (), date(2026, 11, 7))["triage"]
    assert message["why"]
    assert miss_kind(message) == kind


def test_every_kind_is_met() -> None:
    """No kind has words only."""
    assert (set(FAILED), set(MISSED)) == (set(FAILURES), set(MISSES))


def test_the_page_is_written_beside_the_report(tmp_path: Path) -> None:
    """`assistant evaluate` writes report.html with report.json."""
    run = Run(tuple(FAILED.values()), tuple(MISSED.values()))
    scores = scored(run)
    folder, _, _ = reported(Evaluated((run,), run, scores), scores, tmp_path, date(2026, 11, 7))
    assert {path.name for path in folder.iterdir()} == {"report.html", "report.json"}
    written = (folder / "report.html").read_text("utf-8")
    assert all(f'id="failing-{kind}"' in written for kind in FAILURES)
    assert all(f'id="miss-{kind}"' in written for kind in MISSES)
