"""One reader for every table of the leads, as spreadsheet programs save them."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from assistant.adapters.school_files.table_text import TableText, letter, read_table_text
from assistant.errors import TableError


class Row(NamedTuple):
    """One row of a table.

    `line` is where it begins in the file and `number` what a spreadsheet calls it, both from 1.
    `columns` holds the letter of each named column.
    """

    file: str
    line: int
    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, str]

    def wrong(self, column: str, problem: str, cure: str) -> TableError:
        """The error that names this cell."""
        return TableError(self.file, problem, cure, self.number, f"{self.columns[column]} ({column})")


def read_table(path: Path, columns: Sequence[str], optional: Sequence[str] = ()) -> tuple[Row, ...]:
    """The rows that are not empty; cells that a spreadsheet left out at the end of a row are empty.

    A column of `optional` that is missing has empty cells. Raises SchoolFileError where one of `columns` is
    missing or a row does not fit the first line.
    """
    rows = _rows(path.name, read_table_text(path))
    _, first_row, names = next(rows, (1, 1, []))
    letters = _letters(path.name, first_row, names)
    for name in columns:
        if name not in letters:
            problem, cure = f"The column '{name}' is missing.", "Put it into the first row."
            raise TableError(path.name, problem, cure, first_row)
    found = []
    for line, number, cells in rows:
        _fits(path.name, number, cells, names)
        # Excel leaves the separators of empty cells out at the end of some rows.
        filled = cells + [""] * (len(names) - len(cells))
        by_name = {name: cell for name, cell in zip(names, filled, strict=False) if name}
        by_name = dict.fromkeys(optional, "") | by_name
        found.append(Row(path.name, line, number, by_name, letters))
    return tuple(found)


def _letters(file: str, row: int, names: Sequence[str]) -> dict[str, str]:
    letters: dict[str, str] = {}
    for place, name in enumerate(names):
        if name in letters:
            problem = f"The column '{name}' is there twice, in {letters[name]} as well."
            raise TableError(file, problem, "Take one of the two out.", row, letter(place))
        if name:
            letters[name] = letter(place)
    return letters


def _fits(file: str, number: int, cells: Sequence[str], names: Sequence[str]) -> None:
    """Raise TableError at the first cell that stands under no name."""
    for place, cell in enumerate(cells):
        if cell and not (place < len(names) and names[place]):
            raise TableError(
                file,
                "There are words in a column without a name.",
                "Name the column in the first row, or take the words out. In a text editor, put a cell that"
                " holds commas into double quotes.",
                number,
                letter(place),
            )


def _rows(file: str, table: TableText) -> Iterator[tuple[int, int, list[str]]]:
    """Each row that is not empty, with the line it begins at and its number."""
    reader = csv.reader(io.StringIO(table.text, newline=""), delimiter=table.separator, strict=True)
    number = 0
    while True:
        line, number = reader.line_num + 1, number + 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            cure = "Write double quotes inside a cell twice, and close each cell that begins with one."
            raise TableError(file, "The row's double quotes do not come in pairs.", cure, number) from error
        if any(cells):
            yield line, number, cells
