"""What a reader thought of an answer; never who the reader was."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Feedback:
    """One answer and what was thought of it.

    `outcome` and `verdict` are what was shown, `clauses` the labels that it cited. `reason` is one
    of the choices offered, `comment` the reader's own words; both may be empty.
    """

    question: str
    outcome: str
    verdict: str
    clauses: tuple[str, ...]
    helpful: bool
    reason: str
    comment: str
    at: datetime
