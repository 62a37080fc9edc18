"""How often repeats of a case end differently."""

from collections.abc import Hashable, Sequence


def flips(repeats: Sequence[Sequence[Hashable]]) -> float:
    """The share of cases whose repeats do not all end alike; 0 where there are no cases.

    `repeats` holds the endings of each case, one for each time that it ran. Source: our own; the
    complement of the "pass^k" agreement of Yao et al., tau-bench, 2024, without regard to what is right.
    """
    return sum(len(set(ends)) > 1 for ends in repeats) / len(repeats) if repeats else 0.0
