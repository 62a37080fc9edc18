"""The cases of eval/cases: a question and what a right answer holds."""

from dataclasses import dataclass
from pathlib import Path

from assistant.bootstrap import read_table
from assistant.domain.message import Message, Turn

COLUMNS = ("question", "asker", "history", "expected_clauses", "verdict", "outcome", "notes")


@dataclass(frozen=True, slots=True)
class Case:
    """One row; `clauses` are labels, best first, empty where nothing answers.

    `line` is where the row begins in its table, from 1.
    """

    message: Message
    asker: str
    clauses: tuple[str, ...]
    verdict: str
    outcome: str
    table: str
    line: int


def read_cases(folder: Path) -> tuple[Case, ...]:
    """Every row of every table in the folder. Raises SchoolFileError at a row that does not fit."""
    return tuple(case for path in sorted(folder.glob("*.csv")) for case in _cases(path))


def _cases(path: Path) -> list[Case]:
    return [
        Case(
            Message(
                row.cells["question"], tuple(Turn("user", q) for q in _split(row.cells["history"], "||"))
            ),
            row.cells["asker"],
            _split(row.cells["expected_clauses"], ";"),
            row.cells["verdict"],
            row.cells["outcome"],
            path.stem,
            row.line,
        )
        for row in read_table(path, COLUMNS)
    ]


def _split(cell: str, by: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(by) if part.strip())
