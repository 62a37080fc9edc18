"""Citation precision."""

from collections.abc import Collection, Sequence


def citation_precision(
    cited: Sequence[str], expected: Collection[str], also_right: Collection[str] = ()
) -> float:
    """The share of what is cited that is right: |cited ∩ right| / |cited|; 0 of nothing.

    Right are the expected clauses and those of `also_right`, which leads judged right to cite beside them;
    recall leaves the latter out.
    After ALCE (Gao et al., Enabling Large Language Models to Generate Text with Citations, 2023), with the
    leads' labels in the place of a model that judges support.
    """
    distinct = set(cited)
    return len(distinct & {*expected, *also_right}) / len(distinct) if distinct else 0.0
