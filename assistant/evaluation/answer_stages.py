"""The scores of retrieval and of answers. A case that broke retrieved, cited and answered nothing."""

from collections.abc import Sequence

from assistant.evaluation.metrics.citation_precision import citation_precision
from assistant.evaluation.metrics.citation_recall import citation_recall
from assistant.evaluation.metrics.ndcg import ndcg
from assistant.evaluation.metrics.recall_at_k import recall_at_k
from assistant.evaluation.metrics.reciprocal_rank import reciprocal_rank
from assistant.evaluation.results import Given
from assistant.evaluation.score import Score, mean, share

_CLAUSES = 5
_DEEP = 10


def answer_scores(given: Sequence[Given]) -> tuple[Score, ...]:
    """Retrieval, answer, citations, verdict over the covered questions; abstention over the others.

    Who hands a covered question to a person, or finds it not covered, has cited nothing and has no verdict.
    """
    covered = [one for one in given if one.case.outcome == "answered"]
    expected = [(one, one.case.clauses) for one in covered]
    forbidden = [one for one in covered if one.case.verdict == "no"]
    return (
        mean(
            "retrieval", "recall_at_5", [recall_at_k(one.retrieved, want, _CLAUSES) for one, want in expected]
        ),
        mean("retrieval", "mrr", [reciprocal_rank(one.retrieved, want) for one, want in expected]),
        mean("retrieval", "ndcg_at_10", [ndcg(one.retrieved, want, _DEEP) for one, want in expected]),
        share("answer", "answered", [one.outcome == "answered" for one in covered]),
        share("answer", "all_cited", [set(want) <= set(one.cited) for one, want in expected]),
        share(
            "answer",
            "first_citation_right",
            [begins_right(one) for one in covered],
        ),
        share("answer", "all_right", [right(one) for one in given]),
        mean(
            "citation",
            "citation_precision",
            [citation_precision(one.cited, one.case.clauses, one.case.also_right) for one in covered],
        ),
        mean("citation", "citation_recall", [citation_recall(one.cited, want) for one, want in expected]),
        share("verdict", "verdict_accuracy", [one.verdict == one.case.verdict for one in covered]),
        share("verdict", "never_yes_for_no", [not (one.verdict == "yes" or one.error) for one in forbidden]),
        share("verdict", "no_for_no", [one.verdict == "no" and not one.error for one in forbidden]),
        _recognised(given, "not_covered"),
        _recognised(given, "out_of_scope"),
    )


def begins_right(one: Given) -> bool:
    """Whether the first clause cited is one that is right to cite."""
    return one.cited[:1] != () and one.cited[0] in one.case.citable


def right(one: Given) -> bool:
    """Whether nothing is wrong: the ending, all expected clauses, a right one first, the verdict."""
    if one.error or one.outcome != one.case.outcome:
        return False
    if one.case.outcome != "answered":
        return True
    complete = set(one.case.clauses) <= set(one.cited)
    return complete and begins_right(one) and one.verdict == one.case.verdict


def _recognised(given: Sequence[Given], outcome: str) -> Score:
    return share(
        "abstention",
        f"{outcome}_recognised",
        [one.outcome == outcome and not one.error for one in given if one.case.outcome == outcome],
    )
