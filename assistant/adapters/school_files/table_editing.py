"""Changing single cells and rows of a table, and not one other byte of the file."""

import csv
import io
import os
import re
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from assistant.adapters.school_files.table_file import Row, read_table
from assistant.adapters.school_files.table_text import TableText, read_table_text

Edits = Mapping[tuple[int, str], str]
"""New words by a row's number and a column's name."""


def new_table(path: Path, columns: Sequence[str]) -> None:
    """Make a table that Excel opens rightly by a double click, which takes the mark at its beginning."""
    fresh = TableText("", b"\xef\xbb\xbf", "utf-8", ",")
    path.parent.mkdir(parents=True, exist_ok=True)
    _save(path, fresh.encoded(_line(fresh, columns)))


def append_rows(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Put rows under the last one, cells under the names of their columns; unknown names are left out."""
    table = read_table_text(path)
    read_table(path, ())
    reader = csv.reader(io.StringIO(table.text, newline=""), delimiter=table.separator)
    names = next(cells for cells in reader if any(cell.strip() for cell in cells))
    lines = [_line(table, [row.get(name.strip(), "") for name in names]) for row in rows]
    joint = "" if table.text.endswith(("\n", "\r")) else table.line_end
    _save(path, table.encoded(table.text + joint + "".join(lines)))


def change_cells(path: Path, edits: Edits) -> None:
    """Give cells other words."""
    rows = {row.number: row for row in read_table(path, ())}
    table = read_table_text(path)
    spans = dict(_spans(table))
    wanted: dict[tuple[int, int], str] = {}
    for number in {number for number, _ in edits}:
        cells = {
            _place(rows[number], name): _cell(table, edits[row, name]) for row, name in edits if row == number
        }
        last = max(place for row, place in spans if row == number)
        wanted |= {spans[number, place]: cells[place] for place in cells if place <= last}
        # What a spreadsheet left out at the end of the row.
        end = spans[number, last][1]
        missing = range(last + 1, max(cells) + 1)
        wanted[end, end] = wanted.get((end, end), "") + "".join(
            table.separator + cells.get(place, "") for place in missing
        )
    pieces, done = [], 0
    for (start, end), words in sorted(wanted.items()):
        pieces += [table.text[done:start], words]
        done = end
    _save(path, table.encoded("".join([*pieces, table.text[done:]])))


def take_out_rows(path: Path, numbers: Collection[int]) -> None:
    """Take rows out with their line ends."""
    table = read_table_text(path)
    begins: dict[int, int] = {}
    for (number, place), (start, _) in _spans(table):
        if place == 0:
            begins[number] = start
    ends = {number: begins.get(number + 1, len(table.text)) for number in begins}
    kept = [table.text[start : ends[number]] for number, start in begins.items() if number not in numbers]
    _save(path, table.encoded("".join(kept)))


def _spans(table: TableText) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Row number from 1 and place from 0 of each cell, with where it begins and ends in the text."""
    separator = re.escape(table.separator)
    cell = re.compile(rf'("(?:[^"]|"")*"|[^{separator}\r\n]*)({separator}|\r\n|\r|\n|\Z)')
    number, place, at = 1, 0, 0
    while at < len(table.text) or place:
        found = cell.match(table.text, at)
        assert found is not None, "the table has been read before"
        yield (number, place), found.span(1)
        if found[2] == table.separator:
            place += 1
        elif not found[2]:
            return
        else:
            number, place = number + 1, 0
        at = found.end()


def _place(row: Row, column: str) -> int:
    """A column's place from 0, by its letter."""
    place = 0
    for character in row.columns[column]:
        place = place * 26 + ord(character) - ord("A") + 1
    return place - 1


def _line(table: TableText, cells: Sequence[str]) -> str:
    buffer = io.StringIO(newline="")
    # Either half of this line end within a cell is put into quotes.
    csv.writer(buffer, delimiter=table.separator, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().removesuffix("\r\n") + table.line_end


def _cell(table: TableText, words: str) -> str:
    """One cell with the quotes that it needs."""
    return _line(table, [words, ""]).removesuffix(table.separator + table.line_end)


def _save(path: Path, data: bytes) -> None:
    """In one step: whoever pulls the plug finds the old file or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".saving-")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
