"""The interval of a mean whose cases are no mere hits and misses."""

from collections.abc import Sequence

from assistant.evaluation.metrics.wilson import Interval

RESAMPLES = 2000
SEED = 0


def bootstrap_interval(values: Sequence[float]) -> Interval:
    """The 95 % interval of the mean of `values`, from 2,000 resamples drawn with a fixed seed.

    The value itself where all are alike; from 0 to 1 where there are none. Computed by NumPy's
    percentiles. Source: Efron, Bootstrap methods: another look at the jackknife, 1979.
    """
    import numpy as np

    if not values:
        return Interval(0.0, 1.0)
    table = np.asarray(values, float)
    drawn = np.random.default_rng(SEED).integers(0, len(table), (RESAMPLES, len(table)))
    low, high = np.percentile(table[drawn].mean(axis=1), [2.5, 97.5])
    return Interval(float(low), float(high))
