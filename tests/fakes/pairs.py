"""The pairs of eval/support: sentences that are, or are not, borne out by the clauses they name."""

import csv
from dataclasses import dataclass
from functools import cache

from tests.fakes.small_school import PROJECT

FOLDER = PROJECT / "eval" / "support"
HELD_OUT = "held-out"


@dataclass(frozen=True)
class Pair:
    """One row; `why` is in what way it is true or false."""

    table: str
    sentence: str
    clauses: tuple[str, ...]
    supported: bool
    why: str


@cache
def pairs() -> tuple[Pair, ...]:
    """All tables, in the order of their names."""
    return tuple(
        Pair(
            path.stem,
            row["sentence"],
            tuple(label.strip() for label in row["clauses"].split(";")),
            {"yes": True, "no": False}[row["supported"]],
            row["why"],
        )
        for path in sorted(FOLDER.glob("*.csv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    )
