"""All scores of a run, in the order of the stages."""

from assistant.evaluation.answer_stages import answer_scores
from assistant.evaluation.results import Run
from assistant.evaluation.route_stage import route_scores
from assistant.evaluation.score import Score


def scored(run: Run) -> tuple[Score, ...]:
    """Route, retrieval, answer, citation, verdict, abstention."""
    return (*route_scores(run.triage, run.answers), *answer_scores(run.answers))
