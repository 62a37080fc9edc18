"""A question that the leads wrote down together with the clauses that answer it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """One row of prompts/questions: `question` stands alone, follow-ups are written out.

    `clauses` are labels, best first; `verdict` is '' where the outcome is not
    `answered`. `source` names the table, that is the author, it came from.
    """

    question: str
    clauses: tuple[str, ...]
    verdict: str
    outcome: str
    source: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An example and how near it lies to a question (cosine)."""

    example: Example
    nearness: float


def questions_of(examples: Iterable[Example]) -> tuple[str, ...]:
    """All questions, answered or not: what triage must not take for an incident."""
    return tuple(example.question for example in examples)
