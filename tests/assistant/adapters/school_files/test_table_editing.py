"""Changing a table changes what was meant and not one byte more."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.adapters.school_files.table_editing import (
    append_rows,
    change_cells,
    new_table,
    take_out_rows,
)
from assistant.adapters.school_files.table_file import read_table

_COLUMNS = ("question", "clauses", "notes")
_TEXT = 'question,clauses,notes\n"a, ""b""\nc", PH 1.1 ,\n\nd,PH 1.2,"x"\n,,\n'


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le"])
def test_only_the_cell_that_is_meant_changes(
    tmp_path: Path, separator: str, line_end: str, encoding: str
) -> None:
    """The file's own separator, mark, line ends, quotes and empty rows stay."""
    path = tmp_path / "a.csv"
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    text = mark + _TEXT.replace("a, ", "a ").replace(",", separator).replace("\n", line_end)
    path.write_bytes(text.encode(encoding))
    change_cells(path, {(4, "clauses"): "PH 2.1"})
    assert path.read_bytes() == text.replace("PH 1.2", "PH 2.1").encode(encoding)


def test_new_words_get_the_quotes_that_they_need(tmp_path: Path) -> None:
    """Two cells at once, one of them longer than before."""
    path = tmp_path / "a.csv"
    path.write_text(_TEXT)
    change_cells(path, {(2, "notes"): 'now, "here"', (4, "question"): "e"})
    assert path.read_text() == _TEXT.replace("1.1 ,", '1.1 ,"now, ""here"""').replace("\nd,", "\ne,")


def test_a_cell_that_a_spreadsheet_left_out_can_be_filled(tmp_path: Path) -> None:
    """The separators before it are written too."""
    path = tmp_path / "a.csv"
    path.write_text("question,clauses,notes\na\nb,c,d")
    change_cells(path, {(2, "notes"): "x", (2, "question"): "z"})
    assert path.read_text() == "question,clauses,notes\nz,,x\nb,c,d"


@pytest.mark.parametrize("end", ["", "\r\n"])
def test_rows_are_put_under_the_last_in_the_files_own_way(tmp_path: Path, end: str) -> None:
    """Also where the last line has no end, and where the columns stand in another order."""
    path = tmp_path / "a.csv"
    path.write_bytes(f"notes;question;mine\r\nx;y;z{end}".encode("utf-8-sig"))
    append_rows(path, [{"question": "a;b", "notes": "n"}])
    assert path.read_bytes() == 'notes;question;mine\r\nx;y;z\r\nn;"a;b";\r\n'.encode("utf-8-sig")


def test_a_row_is_taken_out_whole(tmp_path: Path) -> None:
    """All lines of it, and nothing of its neighbours."""
    path = tmp_path / "a.csv"
    path.write_text(_TEXT)
    take_out_rows(path, {2})
    assert path.read_text() == "question,clauses,notes\n" + _TEXT.partition('c", PH 1.1 ,\n')[2]


def test_a_new_table_opens_rightly_by_a_double_click(tmp_path: Path) -> None:
    """Excel takes UTF-8 for what it is where the mark stands first."""
    path = tmp_path / "new" / "a.csv"
    new_table(path, _COLUMNS)
    append_rows(path, [{"question": "caf\u00e9"}])
    assert path.read_bytes().startswith(b"\xef\xbb\xbfquestion,")
    assert [row.cells["question"] for row in read_table(path, _COLUMNS)] == ["caf\u00e9"]


def test_nothing_is_left_beside_the_table(tmp_path: Path) -> None:
    """A save that cannot be finished leaves the old file and no other."""
    path = tmp_path / "a.csv"
    path.write_text(_TEXT)
    with pytest.raises(UnicodeEncodeError):
        append_rows(path, [{"question": "\ud800"}])
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]
    assert path.read_text() == _TEXT


_CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8).map(str.strip)


@given(
    rows=st.lists(st.tuples(_CELL.filter(bool), _CELL, _CELL), min_size=1, max_size=5),
    words=_CELL.filter(bool),
    place=st.integers(0, 4),
)
def test_what_was_not_meant_reads_as_before(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], words: str, place: int
) -> None:
    """Whatever stands in the cells."""
    path = tmp_path_factory.mktemp("tables") / "a.csv"
    new_table(path, _COLUMNS)
    append_rows(path, [dict(zip(_COLUMNS, row, strict=True)) for row in rows])
    changed = place % len(rows)
    change_cells(path, {(changed + 2, "clauses"): words})
    wanted = [(one, words if at == changed else two, three) for at, (one, two, three) in enumerate(rows)]
    assert [tuple(row.cells.values()) for row in read_table(path, _COLUMNS)] == wanted
