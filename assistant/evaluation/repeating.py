"""What several runs of the same cases come to: each case counts as it ended at its worst."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.domain.triage import Route
from assistant.evaluation.failures import why_misrouted, why_wrong
from assistant.evaluation.metrics.flips import flips
from assistant.evaluation.results import Given, Run, Triaged, WithModel
from assistant.evaluation.route_stage import missed, tells_the_one


def worst(runs: Sequence[Run]) -> Run:
    """One run with the gravest ending of each case, the first among equals; so no repeat hides a failure."""
    answers = zip(*(run.answers for run in runs), strict=True)
    with_model = zip(*(run.with_model for run in runs), strict=True)
    triage = zip(*(run.triage for run in runs), strict=True)
    return replace(
        runs[0],
        answers=tuple(max(ends, key=_gravity_of_answer) for ends in answers),
        triage=tuple(max(ends, key=_gravity_of_decision) for ends in triage),
        with_model=tuple(max(ends, key=_gravity_with_model) for ends in with_model),
    )


def repeated(runs: Sequence[Run]) -> dict[str, Any] | None:
    """The share of cases whose repeats do not all end alike, and which; None for a single run."""
    if len(runs) < 2:
        return None
    answers = list(zip(*([one.ending for one in run.answers] for run in runs), strict=True))
    triage = list(zip(*([(one.found, one.error) for one in run.triage] for run in runs), strict=True))
    flipped = [one.case.key for one, ends in zip(runs[0].answers, answers, strict=True) if len(set(ends)) > 1]
    flipped += [
        one.message.key for one, ends in zip(runs[0].triage, triage, strict=True) if len(set(ends)) > 1
    ]
    return {"runs": len(runs), "answers": flips(answers), "triage": flips(triage), "flipped": flipped}


def _gravity_of_answer(one: Given) -> tuple[int, ...]:
    grave = (
        bool(one.error),
        one.case.verdict == "no" and one.verdict == "yes",
        one.handed_off,
        one.outcome != one.case.outcome,
        one.asked_back,
        one.verdict != one.case.verdict,
    )
    return *map(int, grave), len(why_wrong(one))


def _gravity_with_model(one: WithModel) -> tuple[int, ...]:
    return len(one.untrue), *_gravity_of_answer(one.given)


def _gravity_of_decision(one: Triaged) -> tuple[int, ...]:
    incident = one.example.route is Route.LIVE_INCIDENT
    grave = (
        bool(one.error),
        incident and missed(one),
        incident and tells_the_one(one),
        (one.route is Route.LIVE_INCIDENT) != incident,
    )
    return *map(int, grave), len(why_misrouted(one))
