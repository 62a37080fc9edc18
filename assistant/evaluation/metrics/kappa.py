"""Cohen's kappa: how far two people agree beyond chance."""

from collections.abc import Sequence


def kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """(p_o - p_e) / (1 - p_e), with p_o the share of agreement and p_e that expected by chance.

    1 where both always say the same one thing. Computed by scikit-learn. Source: Cohen, A coefficient
    of agreement for nominal scales, 1960. Raises ValueError where there are no pairs.
    """
    if not first or len(first) != len(second):
        raise ValueError("Two people have to judge the same cases, one at least.")
    if len({*first, *second}) == 1:
        return 1.0
    from sklearn.metrics import cohen_kappa_score

    return float(cohen_kappa_score(first, second))
