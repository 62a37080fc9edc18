"""report.json: everything, canonical, and found again."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.domain.triage import Category, Concerned, Route
from assistant.evaluation.judging import Judgement
from assistant.evaluation.repeating import repeated
from assistant.evaluation.reporting import report_of, with_reviews, write_json
from assistant.evaluation.results import Held, Run
from assistant.evaluation.reviews import Reviewed, Step
from assistant.evaluation.scoring import scored
from tests.fakes.evaluated import case, given, triaged

_DAY = date(2026, 11, 23)
_RUN = Run(
    (
        given(case("and there?", "SM 1.1", history=("May I?",)), "SM 2.2"),
        given(case("two"), error="timeout"),
        given(case("three"), error="KeyError"),
    ),
    (triaged(concerns=Concerned.CHILD), triaged(found=None, text="broken")),
    {
        label: Held("Policy", "Heading", "Section", f"Words of {label}.")
        for label in ("SM 1.1", "SM 2.2", "SM 3.3")
    },
    {"corpus": "digest"},
)


def test_the_report_holds_every_case_with_the_clauses_words() -> None:
    """What was expected and given, and why it is wrong; clauses that no case names stay out."""
    report = report_of(_RUN, scored(_RUN), _DAY)
    first = report["answers"][0]
    assert (first["question"], first["history"], first["line"]) == ("and there?", ["May I?"], 2)
    assert first["expected"] == {
        "outcome": "answered",
        "verdict": "no",
        "clauses": ["SM 1.1"],
        "also_right": [],
    }
    assert first["given"]["cited"] == ["SM 2.2"]
    assert first["why"][0] == "expected SM 1.1, cited SM 2.2"
    assert report["clauses"] == {
        label: {"policy": "Policy", "heading": "Heading", "text": f"Words of {label}."}
        for label in ("SM 1.1", "SM 2.2")
    }
    assert report["made_with"] == {"corpus": "digest"}


def test_the_report_says_how_many_broke() -> None:
    """Time-outs apart."""
    assert report_of(_RUN, (), _DAY)["errors"] == {"broken": 2, "timeouts": 1}


def test_messages_say_what_was_expected_and_given() -> None:
    """Nothing was given to a message that broke."""
    first, second = report_of(_RUN, (), _DAY)["triage"]
    assert first["expected"]["concerns"] == "child"
    assert first["given"] == {
        "route": Route.LIVE_INCIDENT.value,
        "category": Category.DATA_BREACH.value,
        "emergency": False,
        "concerns": None,
    }
    assert (second["given"], second["error"]) == (None, "ValueError")


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    """Names sorted, digits fixed; only the date differs on another day."""
    for name, on in (("a", _DAY), ("b", _DAY), ("c", date(2026, 11, 24))):
        write_json(tmp_path / name, report_of(_RUN, scored(_RUN), on))
    first, second, later = ((tmp_path / name).read_bytes() for name in "abc")
    assert first == second != later
    assert later == first.replace(b"2026-11-23", b"2026-11-24")
    assert list(json.loads(first)) == sorted(json.loads(first))


def test_what_leads_decided_stands_at_its_case() -> None:
    """Who, when and why; a dispute that is still open says so, and other cases say nothing."""
    first, second = (one.case.key for one in _RUN.answers[:2])
    step = Step(first, "q", "Ann", "judged", Judgement("not_covered"), "", "2026-11-02")
    decided = replace(step, step="decided", lead="Cy", why="nothing says so")
    reviews = {first: Reviewed((step,), decided), second: Reviewed((step,))}
    found = [one["review"] for one in with_reviews(report_of(_RUN, (), _DAY), reviews)["answers"]]
    assert found == [
        {"state": "decided", "by": "Cy", "on": "2026-11-02", "why": "nothing says so"},
        {"state": "in dispute", "by": "", "on": "2026-11-02", "why": ""},
        None,
    ]


def test_repeats_say_which_cases_flip() -> None:
    """One of three answers ends otherwise the second time; a single run has nothing to say."""
    again = Run((given(case("and there?", history=("May I?",)), "SM 1.1"), *_RUN.answers[1:]), _RUN.triage)
    told = repeated([_RUN, again, _RUN])
    assert told is not None
    assert told["answers"] == pytest.approx(1 / 3)
    assert (told["runs"], told["triage"], told["flipped"]) == (3, 0.0, [_RUN.answers[0].case.key])
    assert repeated([_RUN]) is None
