"""The leads' folder eval/: which tables it holds and what their columns are called."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.bootstrap import Row, append_rows, new_table, read_table
from assistant.evaluation.cases import COLUMNS, OPTIONAL, key_of

# What a new table is given; in one that is there the optional ones may be missing.
CASE_COLUMNS = (*COLUMNS[:4], *OPTIONAL, *COLUMNS[4:])
DRAFT_COLUMNS = (*COLUMNS, "source", "shown", "why")
QUIZ_COLUMNS = ("question", "options", "answer", "clauses", "why")


@dataclass(frozen=True, slots=True)
class EvalFolder:
    """Where each kind of table stands."""

    path: Path

    @property
    def cases(self) -> tuple[Path, ...]:
        """The tables of cases."""
        return _tables(self.path / "cases")

    @property
    def drafts(self) -> tuple[Path, ...]:
        """The tables of drafts, which wait for a lead."""
        return _tables(self.path / "drafts")

    @property
    def development(self) -> tuple[Path, ...]:
        """The tables that the assistant was improved by."""
        return _tables(self.path / "development" / "cases")

    @property
    def quizzes(self) -> tuple[Path, ...]:
        """The trainees' sets."""
        return _tables(self.path / "quiz")

    @property
    def triage(self) -> tuple[Path, ...]:
        """The folders with tables of messages."""
        return self.path / "triage", self.path / "development" / "triage"

    @property
    def references(self) -> Path:
        """What each label meant when the cases were last checked."""
        return self.path / "references.csv"

    @property
    def reviews(self) -> Path:
        """What leads said of drafts and of disputed cases."""
        return self.path / "reviews.csv"

    def questions(self) -> Iterator[tuple[Path, Row]]:
        """Every row of every case that counts, was used in development, or waits as a draft."""
        for path in (*self.cases, *self.development, *self.drafts):
            for row in read_table(path, COLUMNS):
                yield path, row

    def keys(self) -> set[str]:
        """The keys of all these questions."""
        return {key_of_row(row) for _, row in self.questions()}

    def standing(self, key: str) -> tuple[Path, Row] | None:
        """Where a question stands already."""
        return next((found for found in self.questions() if key_of_row(found[1]) == key), None)


def key_of_row(row: Row) -> str:
    """The key of a case's row."""
    earlier = [turn.strip() for turn in row.cells["history"].split("||") if turn.strip()]
    return key_of(*earlier, row.cells["question"])


def labels_in(cell: str) -> tuple[str, ...]:
    """The labels of a cell, best first."""
    return tuple(label.strip() for label in cell.split(";") if label.strip())


def add_row(path: Path, columns: tuple[str, ...], cells: dict[str, str]) -> None:
    """Put a row under the last one of a table, which is made where there is none.

    Raises SchoolFileError where the table has no column for words that would be lost.
    """
    if not path.exists():
        new_table(path, columns)
    read_table(path, [name for name in columns if cells.get(name)])
    append_rows(path, [cells])


def _tables(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.csv")))
