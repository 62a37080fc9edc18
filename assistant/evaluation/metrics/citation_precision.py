"""Citation precision."""

from collections.abc import Collection, Sequence


def citation_precision(cited: Sequence[str], expected: Collection[str]) -> float:
    """The share of what is cited that is expected: |cited ∩ expected| / |cited|; 0 where nothing is cited.

    After ALCE (Gao et al., Enabling Large Language Models to Generate Text with Citations, 2023), with the
    leads' labels in the place of a model that judges support.
    """
    distinct = set(cited)
    return len(distinct & set(expected)) / len(distinct) if distinct else 0.0
