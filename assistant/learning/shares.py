"""How much each clause of an answer counts in what is learnt from it."""


def shares(clauses: int) -> list[float]:
    """They make 1 together: the leading one counts for as much as all others."""
    return [1.0] if clauses == 1 else [0.5] + [0.5 / (clauses - 1)] * (clauses - 1)
