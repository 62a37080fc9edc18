"""One number of the report, with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evaluation.metrics.bootstrap_interval import bootstrap_interval
from assistant.evaluation.metrics.f_beta import f_beta, f_beta_interval
from assistant.evaluation.metrics.wilson import Interval, wilson

_DIGITS = 3


def rounded(share: float) -> float:
    """As it is shown and as it is held against its floor: a thousandth, one decimal of a percentage."""
    return round(share, _DIGITS)


@dataclass(frozen=True, slots=True)
class Score:
    """A value between 0 and 1, the higher the better, over `n` cases.

    In 95 of 100 such samples the true value lies between `low` and `high`.
    `floor` is what it must reach, None where nothing is asked of it.
    """

    stage: str
    name: str
    value: float
    low: float
    high: float
    n: int
    floor: float | None = None

    @property
    def below(self) -> bool:
        """Whether it does not reach its floor, as both are shown."""
        return self.floor is not None and rounded(self.value) < rounded(self.floor)


def share(stage: str, name: str, hits: Sequence[bool]) -> Score:
    """The share of hits, with Wilson's interval."""
    return _score(stage, name, sum(hits) / max(len(hits), 1), wilson(sum(hits), len(hits)), len(hits))


def mean(stage: str, name: str, values: Sequence[float]) -> Score:
    """The mean of what each case reached, with a bootstrap interval."""
    return _score(stage, name, sum(values) / max(len(values), 1), bootstrap_interval(values), len(values))


def f2(stage: str, name: str, expected: Sequence[bool], found: Sequence[bool]) -> Score:
    """F2 of a decision, with a bootstrap interval."""
    value = f_beta(expected, found) if expected else 0.0
    return _score(stage, name, value, f_beta_interval(expected, found), len(expected))


def _score(stage: str, name: str, value: float, interval: Interval, n: int) -> Score:
    return Score(stage, name, value, interval.low, interval.high, n)
