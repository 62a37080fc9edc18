"""What the cases of the evaluation say of something that was learnt, before it is switched to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Compared:
    """One score between 0 and 1, the higher the better: with what is in force, and with what was learnt."""

    stage: str
    name: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class GotWorse:
    """A question that was answered rightly; `why` says what is wrong now."""

    question: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """How `cases` questions end with what is in force, and with what was learnt under `name`.

    `better` were wrong and are right.
    """

    name: str
    scores: tuple[Compared, ...]
    cases: int
    better: tuple[str, ...]
    worse: tuple[GotWorse, ...]
