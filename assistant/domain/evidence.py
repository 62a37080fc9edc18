"""What retrieval found for one question, kept and rejected, with the reasons."""

from dataclasses import dataclass

from assistant.domain.example import Neighbour
from assistant.domain.policy import Clause, Passage


@dataclass(frozen=True, slots=True)
class Signals:
    """The scores of one passage for one question.

    `dense` and `heading` are cosines, `lexical` a BM25 score, `tokens` the
    IDF-weighted mean of each question word's best match (late interaction),
    `asked` the cosine to the nearest of the leads' example questions for the clause, and
    `asked_share` the clause's share of all that the nearest examples speak for.
    """

    dense: float
    heading: float
    lexical: float
    tokens: float
    asked: float
    asked_share: float


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage with its fused score (comparable within one question only)."""

    passage: Passage
    score: float
    signals: Signals


@dataclass(frozen=True, slots=True)
class FoundClause:
    """A clause with its passages, best first; its score is that of the best one.

    Beside the best clause of all: `like_best` is the cosine of their best passages, `asked_with_best` the
    share of the example questions for the best clause that rest on this one too.
    """

    clause: Clause
    passages: tuple[ScoredPassage, ...]
    like_best: float = 1.0
    asked_with_best: float = 1.0

    @property
    def best(self) -> ScoredPassage:
        """The passage the clause was found by."""
        return self.passages[0]

    @property
    def score(self) -> float:
        """The best passage's fused score."""
        return self.passages[0].score


@dataclass(frozen=True, slots=True)
class Evidence:
    """Clauses best first; `rejected` holds the candidates that were ranked too low to keep.

    `neighbours` are the leads' example questions nearest to this one, nearest first.
    """

    question: str
    kept: tuple[FoundClause, ...]
    rejected: tuple[ScoredPassage, ...]
    neighbours: tuple[Neighbour, ...] = ()
