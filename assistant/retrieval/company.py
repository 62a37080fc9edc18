"""How the clauses that were found stand to the best of them: an answer mostly rests on several."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.evidence import FoundClause
from assistant.domain.example import Example
from assistant.ports import Vector


class Company:
    """Knows which clauses the leads' example questions are answered with together."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._asked_of: dict[str, list[Example]] = defaultdict(list)
        for example in examples:
            for label in example.clauses:
                self._asked_of[label].append(example)

    def beside_the_best(
        self, kept: Sequence[FoundClause], vectors: Vector, unseen: str | None
    ) -> tuple[FoundClause, ...]:
        """`vectors` is (kept, dimensions): the best passage of each; the table `unseen` is not asked."""
        if not kept:
            return ()
        asked = [one for one in self._asked_of.get(kept[0].clause.label, ()) if one.source != unseen]
        with_best = Counter(label for one in asked for label in one.clauses)
        return tuple(
            replace(
                found,
                like_best=float(like),
                asked_with_best=with_best[found.clause.label] / max(len(asked), 1),
            )
            for found, like in zip(kept, vectors @ vectors[0], strict=True)
        )
