"""Tables as spreadsheet programs of all countries save them, and the mistakes leads make in them."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.adapters.school_files.table_file import read_table
from assistant.errors import SchoolFileError

_CELLS = [
    ["question", "clauses", "notes"],
    ["can I, or not?", "SM 1.1; SM 1.2", ""],
    ["caf\u00e9 \u2019", "", "x"],
]


def _saved(separator: str, line_end: str = "\r\n") -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator, lineterminator=line_end).writerows(_CELLS)
    return buffer.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_way_of_saving_reads_the_same(
    tmp_path: Path, separator: str, line_end: str, encoding: str
) -> None:
    """Commas, semicolons or tabs, any line end, with or without a byte order mark: the same rows."""
    path = tmp_path / "table.csv"
    path.write_bytes(_saved(separator, line_end).encode(encoding))
    rows = read_table(path, ["question", "notes"])
    assert [(row.line, list(row.cells.values())) for row in rows] == [(2, _CELLS[1]), (3, _CELLS[2])]
    assert list(rows[0].cells) == _CELLS[0]


@pytest.mark.parametrize("end", ["\r\n", "\n", ""])
def test_empty_rows_are_passed_over(tmp_path: Path, end: str) -> None:
    """The rows of nothing that a spreadsheet leaves between and below are no questions."""
    path = tmp_path / "table.csv"
    path.write_text(f"question,notes\n\n , \na,b\n,,,,\n{end}")
    assert [(row.line, row.cells["question"]) for row in read_table(path, ["question"])] == [(4, "a")]


def test_a_cell_may_hold_several_lines(tmp_path: Path) -> None:
    """A row is named by the line it begins at, however many lines its cells have."""
    path = tmp_path / "table.csv"
    path.write_text('question,notes\n"one\ntwo\nthree",b\nc,d\n')
    assert [row.line for row in read_table(path, ["question"])] == [2, 5]


def test_columns_may_stand_in_any_order_with_others_beside_them(tmp_path: Path) -> None:
    """A lead may move columns and add her own; spaces around names and cells do not count."""
    path = tmp_path / "table.csv"
    path.write_text("mine, notes ,question\n1, b ,a\n")
    [row] = read_table(path, ["question", "notes"])
    assert (row.cells["question"], row.cells["notes"], row.cells["mine"]) == ("a", "b", "1")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("question\na\n", "table.csv, row 1: The column 'notes' is missing. Put it into the first row."),
        ("", "table.csv, row 1: The column 'question' is missing. Put it into the first row."),
        (
            "question,notes\na,b\nc,d,e\n",
            "table.csv, row 3, column C: There are words in a column without a name. Name the column in the"
            " first row, or take the words out. In a text editor, put a cell that holds commas into double"
            " quotes.",
        ),
        (
            "question,notes,notes\na,b,c\n",
            "table.csv, row 1, column C: The column 'notes' is there twice, in B as well. "
            "Take one of the two out.",
        ),
        (
            'question,notes\na,"never closed\nc,d\n',
            "table.csv, row 2: The row's double quotes do not come in pairs. "
            "Write double quotes inside a cell twice, and close each cell that begins with one.",
        ),
        (
            'question,notes\n"a\nb",b\n"can" I,d\n',
            "table.csv, row 3: The row's double quotes do not come in pairs. "
            "Write double quotes inside a cell twice, and close each cell that begins with one.",
        ),
    ],
    ids=["no column", "no line", "too many cells", "twice", "open quote", "quote in the middle"],
)
def test_a_mistake_is_named_by_file_row_and_cure(tmp_path: Path, content: str, message: str) -> None:
    """The lead reads which file, which row as the spreadsheet counts, what is wrong, and what to do."""
    path = tmp_path / "table.csv"
    path.write_text(content)
    with pytest.raises(SchoolFileError) as caught:
        read_table(path, ["question", "notes"])
    assert str(caught.value) == message


def test_empty_columns_and_cells_that_were_left_out_do_not_count(tmp_path: Path) -> None:
    """Excel leaves separators out at the end of some rows, and writes too many at the end of others."""
    path = tmp_path / "table.csv"
    path.write_text("question;notes;;\r\na\r\nb;c;;\r\n;;;\r\n;;;\r\n")
    assert [row.cells for row in read_table(path, ["question", "notes"])] == [
        {"question": "a", "notes": ""},
        {"question": "b", "notes": "c"},
    ]


def test_a_column_that_need_not_be_there_has_empty_cells(tmp_path: Path) -> None:
    """Where it is there its cells are read."""
    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,2\n")
    (row,) = read_table(path, ["a"], ["b", "c"])
    assert dict(row.cells) == {"a": "1", "b": "2", "c": ""}


def test_a_row_is_counted_as_a_spreadsheet_counts(tmp_path: Path) -> None:
    """Empty rows count, lines within a cell do not; a mistake has the column's letter and name."""
    path = tmp_path / "table.csv"
    path.write_text('question,mine,notes\n"a\nb",,c\n\nd,,e\n')
    _, row = read_table(path, ["question", "notes"])
    assert (row.number, row.line) == (4, 5)
    assert str(row.wrong("notes", "No.", "Yes.")) == "table.csv, row 4, column C (notes): No. Yes."


def test_windows_letters_are_refused_with_the_cure(tmp_path: Path) -> None:
    """Where they would be guessed wrongly, the first such cell is named and how to save instead."""
    path = tmp_path / "table.csv"
    path.write_bytes("question;notes\na;b\nc;caf\u00e9\n".encode("cp1252"))
    with pytest.raises(SchoolFileError, match=r"table\.csv, row 3, column B: .* UTF-8.* Excel .* Numbers"):
        read_table(path, ["question"])


def test_a_spreadsheet_under_another_name_is_refused(tmp_path: Path) -> None:
    """Renaming does not make it CSV."""
    path = tmp_path / "table.csv"
    path.write_bytes(b"PK\x03\x04rest of an .xlsx")
    with pytest.raises(SchoolFileError, match=r"only named \.csv"):
        read_table(path, ["question"])


_CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12).map(str.strip)


@given(rows=st.lists(st.tuples(_CELL.filter(bool), _CELL), max_size=6), separator=st.sampled_from(",;\t"))
def test_what_a_spreadsheet_writes_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], separator: str
) -> None:
    """Whatever stands in the cells, separators, quotes and line ends among it, is read as it was written."""
    path = tmp_path_factory.mktemp("tables") / "table.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=separator).writerows([("question", "notes"), *rows])
    assert [tuple(row.cells.values()) for row in read_table(path, ["question"])] == rows
