"""F-beta of a decision between two: with beta 2 a miss weighs more than a false alarm."""

from collections.abc import Sequence

from assistant.evaluation.metrics.bootstrap_interval import RESAMPLES, SEED
from assistant.evaluation.metrics.wilson import Interval


def f_beta(expected: Sequence[bool], found: Sequence[bool], beta: float = 2.0) -> float:
    """(1 + b²) PR / (b² P + R); 0 where nothing is both expected and found.

    P is the share of found ones that are expected, R that of expected ones that are found. Computed by
    scikit-learn. Source: van Rijsbergen, Information Retrieval, 1979, chapter 7.
    """
    from sklearn.metrics import fbeta_score

    return float(fbeta_score(expected, found, beta=beta, zero_division=0.0))


def f_beta_interval(expected: Sequence[bool], found: Sequence[bool], beta: float = 2.0) -> Interval:
    """The 95 % interval of F-beta, from 2,000 resamples of the pairs drawn with a fixed seed.

    Resampling pairs is drawing their counts (hits, misses, false alarms, the rest) from a multinomial.
    From 0 to 1 where there are no pairs. Source: Efron, Bootstrap methods: another look at the
    jackknife, 1979.
    """
    import numpy as np

    if not expected:
        return Interval(0.0, 1.0)
    pairs = np.array([[wanted, got] for wanted, got in zip(expected, found, strict=True)], bool)
    hit, miss = pairs.all(axis=1), pairs[:, 0] & ~pairs[:, 1]
    alarm = ~pairs[:, 0] & pairs[:, 1]
    counts = np.array([hit.sum(), miss.sum(), alarm.sum(), (~pairs).all(axis=1).sum()])
    drawn = np.random.default_rng(SEED).multinomial(len(pairs), counts / len(pairs), RESAMPLES)
    weighted = (1 + beta**2) * drawn[:, 0]
    below = weighted + beta**2 * drawn[:, 1] + drawn[:, 2]
    values = np.divide(weighted, below, out=np.zeros(RESAMPLES), where=below > 0)
    low, high = np.percentile(values, [2.5, 97.5])
    return Interval(float(low), float(high))
