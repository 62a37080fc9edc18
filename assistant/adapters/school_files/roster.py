"""The school's list of its people, by which names are masked. What stands in it is shown nowhere."""

from pathlib import Path

from assistant.adapters.school_files.table_file import read_table
from assistant.errors import SchoolFileError


def read_roster(path: Path | None) -> tuple[str, ...]:
    """Every name of the column `name`; none without a file. Raises SchoolFileError, which shows no name."""
    if path is None:
        return ()
    if not path.is_file():
        raise SchoolFileError(path.name, "It is missing.", "Put it there, or correct ASSISTANT_ROSTER.")
    rows = read_table(path, ("name",))
    for row in rows:
        if not any(mark.isalpha() for mark in row.cells["name"]):
            raise row.wrong("name", "There is no name.", "Type one or take the row out.")
    return tuple(row.cells["name"] for row in rows)
