"""Tables of practice: read in order, and what is wrong in one is named with its row."""

from pathlib import Path

import pytest

from assistant.adapters.school_files.practice_tables import read_practice_tables
from assistant.domain.practice import Practice
from assistant.errors import SchoolFileError

_HEADER = "question,rule,looks_right,topic\n"


def _write(folder: Path, name: str, *rows: str) -> None:
    (folder / name).write_text(_HEADER + "".join(f"{row}\n" for row in rows), "utf-8")


def test_rows_come_in_the_order_of_file_names_and_rows(tmp_path: Path) -> None:
    """The topic is for those who write them."""
    _write(tmp_path, "b.csv", "q3,r3,l3,t")
    _write(tmp_path, "a.csv", "q1,r1,l1,t", '"q2, or so",r1,l2,')
    assert read_practice_tables(tmp_path) == (
        Practice("q1", "r1", "l1"),
        Practice("q2, or so", "r1", "l2"),
        Practice("q3", "r3", "l3"),
    )


def test_a_school_may_have_none(tmp_path: Path) -> None:
    """An empty folder, or no folder at all, is no practice."""
    assert read_practice_tables(tmp_path) == ()
    assert read_practice_tables(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",r,l,t", "There is no question. Type one or take the row out."),
        ("q,,l,t", "There is no rule. Type one or take the row out."),
        ("q,r,,t", "There is no looks_right. Type one or take the row out."),
        ("q,r,r,t", "It is the rule itself. Name a neighbouring rule."),
    ],
)
def test_a_row_that_teaches_nothing_is_named(tmp_path: Path, row: str, said: str) -> None:
    """With its table, its row and the cure."""
    _write(tmp_path, "a.csv", "q1,r1,l1,t", row)
    with pytest.raises(SchoolFileError) as caught:
        read_practice_tables(tmp_path)
    assert "a.csv" in str(caught.value)
    assert str(caught.value).endswith(said)


def test_a_table_without_a_column_is_named(tmp_path: Path) -> None:
    """Whoever writes another header reads which column is missing."""
    (tmp_path / "a.csv").write_text("question,rule\nq,r\n", "utf-8")
    with pytest.raises(SchoolFileError, match=r"a\.csv.*looks_right"):
        read_practice_tables(tmp_path)
