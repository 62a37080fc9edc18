"""Feedback for a book of it."""

from datetime import timedelta

from assistant.domain.feedback import Feedback
from tests.fakes.clock import SCHOOL_MORNING


def feedback(question: str = "Is there parking?", comment: str = "", minutes: float = 0) -> Feedback:
    """That an answer did not help, `minutes` after half past eight."""
    return Feedback(
        question=question,
        outcome="answered",
        verdict="yes",
        clauses=("Premises 3.2", "Visitors 1, 2"),
        helpful=False,
        reason="out_of_date",
        comment=comment,
        at=SCHOOL_MORNING + timedelta(minutes=minutes),
    )
