"""Citation recall."""

from collections.abc import Collection, Sequence


def citation_recall(cited: Sequence[str], expected: Collection[str]) -> float:
    """The share of what is expected that is cited: |cited ∩ expected| / |expected|.

    After ALCE (Gao et al., Enabling Large Language Models to Generate Text with Citations, 2023), with the
    leads' labels in the place of a model that judges support. Raises ValueError where nothing is expected.
    """
    if not expected:
        raise ValueError("There is no recall of nothing.")
    return len(set(cited) & set(expected)) / len(set(expected))
