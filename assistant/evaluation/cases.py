"""The cases of eval/cases: a question and what a right answer holds."""

import csv
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.message import Message, Turn
from assistant.errors import SchoolFileError

COLUMNS = ("question", "asker", "history", "expected_clauses", "verdict", "outcome", "notes")


@dataclass(frozen=True, slots=True)
class Case:
    """One row; `clauses` are labels, best first, empty where nothing answers."""

    message: Message
    asker: str
    clauses: tuple[str, ...]
    verdict: str
    outcome: str
    table: str
    line: int


def read_cases(folder: Path) -> tuple[Case, ...]:
    """Every row of every table in the folder. Raises SchoolFileError at a bad first line."""
    return tuple(case for path in sorted(folder.glob("*.csv")) for case in _rows(path))


def _rows(path: Path) -> list[Case]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise SchoolFileError(
                path.name, "The first line is not as it should be.", f"Write {','.join(COLUMNS)}.", 1
            )
        return [
            Case(
                Message(row["question"], tuple(Turn("user", q) for q in _split(row["history"], "||"))),
                row["asker"],
                _split(row["expected_clauses"], ";"),
                row["verdict"],
                row["outcome"],
                path.stem,
                rows.line_num,
            )
            for row in rows
        ]


def _split(cell: str, by: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(by) if part.strip())
