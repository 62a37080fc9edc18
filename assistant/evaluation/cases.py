"""The cases of eval/cases: a question and what a right answer holds."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from assistant.bootstrap import read_table
from assistant.domain.message import Message, Turn

COLUMNS = ("question", "asker", "history", "expected_clauses", "verdict", "outcome", "notes")
OPTIONAL = ("also_right",)
TAGS = frozenset(
    {
        "brand",
        "conflict",
        "follow_up",
        "indirect",
        "long",
        "not_covered",
        "second_language",
        "slang",
        "terse",
        "trips",
        "two_part",
        "typos",
    }
)
_BETWEEN_NOTES = re.compile(r"[,;:.]|\s-\s")


@dataclass(frozen=True, slots=True)
class Case:
    """One row; `clauses` are labels, best first, empty where nothing answers.

    `also_right` are labels that leads judged right to cite beside them, without which nothing is missing.
    `line` is where the row begins in its table, from 1; `tags` are the kinds that the notes name.
    """

    message: Message
    asker: str
    clauses: tuple[str, ...]
    verdict: str
    outcome: str
    table: str
    line: int
    tags: tuple[str, ...] = ()
    also_right: tuple[str, ...] = ()

    @property
    def citable(self) -> frozenset[str]:
        """Every label that is right to cite."""
        return frozenset((*self.clauses, *self.also_right))

    @property
    def key(self) -> str:
        """Names the question with what was asked before it, wherever it stands."""
        return key_of(*self.message.earlier_questions, self.message.text)


def key_of(*texts: str) -> str:
    """Twelve hexadecimal digits that name the texts, spaces and line breaks apart."""
    plain = "\0".join(" ".join(text.split()) for text in texts)
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


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
            _tags(row.cells["notes"]),
            _split(row.cells["also_right"], ";"),
        )
        for row in read_table(path, COLUMNS, OPTIONAL)
    ]


def _split(cell: str, by: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(by) if part.strip())


def _tags(notes: str) -> tuple[str, ...]:
    """Each piece of the notes that is nothing but the name of a kind."""
    return tuple(sorted({piece.strip() for piece in _BETWEEN_NOTES.split(notes.lower())} & TAGS))
