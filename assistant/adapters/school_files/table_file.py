"""One reader for every table of the leads, as spreadsheet programs save them.

Where the decimal sign is a comma, Excel separates cells by semicolons; 'Unicode text' has tabs.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.adapters.plain_text import decoded
from assistant.errors import SchoolFileError

_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `line` is where it begins in the file, from 1."""

    line: int
    cells: Mapping[str, str]


def read_table(path: Path, columns: Sequence[str]) -> tuple[Row, ...]:
    """The rows that are not empty.

    Raises SchoolFileError where one of `columns` is missing or a row does not fit the first line.
    """
    text = decoded(path.read_bytes())
    rows = _rows(path, text)
    names = [name.strip() for name in next(rows, (1, []))[1]]
    for name in columns:
        if name not in names:
            raise SchoolFileError(
                path.name, f"The column '{name}' is missing.", "Put it into the first line.", 1
            )
    found = []
    for line, cells in rows:
        if len(cells) != len(names):
            raise SchoolFileError(
                path.name,
                f"The row has {len(cells)} cells, the first line {len(names)}.",
                "Put a cell that holds commas into double quotes, and close each quote.",
                line,
            )
        found.append(Row(line, dict(zip(names, cells, strict=True))))
    return tuple(found)


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with the line it begins at."""
    first_line = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cure = "Write double quotes inside a cell twice, and close each cell that begins with one."
            raise SchoolFileError(
                path.name, "The row's double quotes do not come in pairs.", cure, line
            ) from error
        if any(cell.strip() for cell in cells):
            yield line, [cell.strip() for cell in cells]
