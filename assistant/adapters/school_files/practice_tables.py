"""prompts/practice/: rules of no policy of ours, by which the encoder learns how staff ask."""

from collections.abc import Iterator
from pathlib import Path

from assistant.adapters.school_files.table_file import read_table
from assistant.domain.practice import Practice

_COLUMNS = ("question", "rule", "looks_right", "topic")


def read_practice_tables(folder: Path) -> tuple[Practice, ...]:
    """Every row of the tables in `folder`, in the order of file names and rows.

    Raises SchoolFileError at a row without a question, or whose rules are missing or the same.
    """
    return tuple(row for path in sorted(folder.glob("*.csv")) for row in _rows(path))


def _rows(path: Path) -> Iterator[Practice]:
    for row in read_table(path, _COLUMNS):
        cells = row.cells
        for key in ("question", "rule", "looks_right"):
            if not cells[key]:
                raise row.wrong(key, f"There is no {key}.", "Type one or take the row out.")
        if cells["rule"] == cells["looks_right"]:
            raise row.wrong("looks_right", "It is the rule itself.", "Name a neighbouring rule.")
        yield Practice(cells["question"], cells["rule"], cells["looks_right"])
