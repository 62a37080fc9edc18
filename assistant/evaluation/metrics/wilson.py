"""The interval of a share."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true value lies in 95 of 100 such samples, both ends included."""

    low: float
    high: float


def wilson(hits: int, cases: int) -> Interval:
    """The 95 % interval of the share `hits` / `cases`; from 0 to 1 where there are no cases.

    Computed by SciPy. Source: Wilson, Probable inference, the law of succession, and statistical
    inference, 1927.
    """
    if cases == 0:
        return Interval(0.0, 1.0)
    from scipy.stats import binomtest

    found = binomtest(hits, cases).proportion_ci(0.95, "wilson")
    return Interval(float(found.low), float(found.high))
