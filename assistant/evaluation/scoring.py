"""All scores of a run, in the order of the stages."""

from collections.abc import Sequence
from typing import Any

from assistant.evaluation.answer_stages import answer_scores
from assistant.evaluation.metrics.flips import flips
from assistant.evaluation.results import Run
from assistant.evaluation.route_stage import route_scores
from assistant.evaluation.score import Score


def scored(run: Run) -> tuple[Score, ...]:
    """Route, retrieval, answer, citation, verdict, abstention."""
    return (*route_scores(run.triage, run.answers), *answer_scores(run.answers))


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
