"""report.json: everything about one run, the same bytes for the same run apart from the date."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.domain.triage import Category, Concerned, Route
from assistant.evaluation.failures import why_misrouted, why_wrong
from assistant.evaluation.groups import grouped
from assistant.evaluation.results import TIMEOUT, Given, Run, Triaged
from assistant.evaluation.reviews import Reviewed
from assistant.evaluation.score import Score, rounded

Json = Mapping[str, Any]


def report_of(
    run: Run, scores: Sequence[Score], on: date, repeats: Json | None = None, reviews: Json | None = None
) -> dict[str, Any]:
    """The report as JSON values. `scores` come with their floors; `clauses` has every label in the cases."""
    answers = [_answer(one) for one in run.answers]
    labels = {label for one in run.answers for label in (*one.case.clauses, *one.cited)}
    labels |= {label for one in run.with_model for label in one.given.cited}
    timeouts = run.all_errors.count(TIMEOUT)
    return {
        "date": on.isoformat(),
        "scores": [_score(score) for score in scores],
        "by": {
            kind: [
                {"name": name, "scores": [_score(score) for score in found]} for name, found in groups.items()
            ]
            for kind, groups in grouped(run).items()
        },
        "answers": answers,
        "triage": [_message(one) for one in run.triage],
        "errors": {"broken": run.errors - timeouts, "timeouts": timeouts},
        "clauses": {
            label: {"policy": held.policy, "heading": held.heading, "text": held.text}
            for label, held in run.clauses.items()
            if label in labels
        },
        "repeats": repeats,
        "reviews": reviews,
        "made_with": dict(run.made_with),
    }


def with_reviews(report: Json, reviews: Mapping[str, Reviewed]) -> dict[str, Any]:
    """The report with what leads decided of each case, `reviews` being the last one by the case's key."""
    noted = [{**one, "review": _review(reviews.get(one["key"]))} for one in report["answers"]]
    return {**report, "answers": noted}


def as_text(values: object) -> str:
    """Sorted names, one line for each value."""
    return json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_json(path: Path, values: object) -> None:
    """In UTF-8, with the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_text(values), encoding="utf-8", newline="\n")


def _review(reviewed: Reviewed | None) -> dict[str, str] | None:
    if reviewed is None:
        return None
    if (decided := reviewed.decided) is None:
        return {"state": "in dispute", "by": "", "on": reviewed.judged[0].on, "why": ""}
    return {"state": decided.step, "by": decided.lead, "on": decided.on, "why": decided.why}


def _score(score: Score) -> dict[str, Any]:
    return {
        "stage": score.stage,
        "name": score.name,
        "value": rounded(score.value),
        "low": rounded(score.low),
        "high": rounded(score.high),
        "n": score.n,
        "floor": score.floor,
    }


def _answer(one: Given) -> dict[str, Any]:
    case = one.case
    return {
        "key": case.key,
        "table": case.table,
        "line": case.line,
        "question": case.message.text,
        "history": list(case.message.earlier_questions),
        "asker": case.asker,
        "tags": list(case.tags),
        "expected": {
            "outcome": case.outcome,
            "verdict": case.verdict,
            "clauses": list(case.clauses),
            "also_right": list(case.also_right),
        },
        "given": given_json(one),
        "why": list(why_wrong(one)),
        "review": None,
    }


def given_json(one: Given) -> dict[str, Any]:
    """How one question ended."""
    return {
        "outcome": one.outcome,
        "verdict": one.verdict,
        "headline": one.headline,
        "cited": list(one.cited),
        "quotes": [list(quote) for quote in one.quotes],
        "retrieved": list(one.retrieved),
        "asks": one.asks,
        "error": one.error,
    }


def _message(one: Triaged) -> dict[str, Any]:
    example, found = one.example, one.found
    return {
        "key": one.message.key,
        "table": example.source,
        "line": one.message.line,
        "text": example.text,
        "asker": one.message.asker,
        "style": example.style,
        "expected": _decision(example.route, example.categories, example.emergency, example.concerns),
        "given": _decision(found.route, found.categories, found.emergency, found.concerns) if found else None,
        "error": one.error,
        "why": list(why_misrouted(one)),
    }


def _decision(
    route: Route, categories: Sequence[Category], emergency: bool, concerns: Concerned | None
) -> dict[str, Any]:
    """Of a question triage says no category: what it would be if it were an incident is nobody's business."""
    sorted_out = route in {Route.LIVE_INCIDENT, Route.UNCLEAR}
    return {
        "route": route.value,
        "category": categories[0].value if categories and sorted_out else "",
        "emergency": emergency and sorted_out,
        "concerns": concerns.value if concerns and sorted_out else None,
    }
