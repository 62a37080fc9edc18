"""The reciprocal rank, whose mean over questions is called MRR."""

from collections.abc import Collection, Sequence


def reciprocal_rank(found: Sequence[str], expected: Collection[str]) -> float:
    """1 / the place, from 1, of the first one found that is expected; 0 where none is.

    Source: Voorhees, The TREC-8 Question Answering Track Report, 1999.
    """
    places = (place for place, one in enumerate(found, 1) if one in expected)
    return 1 / next(places, float("inf"))
