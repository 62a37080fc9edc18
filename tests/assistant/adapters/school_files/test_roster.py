"""The school's list of its people."""

from pathlib import Path

import pytest

from assistant.adapters.school_files.roster import read_roster
from assistant.errors import SchoolFileError


def _written(folder: Path, text: str) -> Path:
    path = folder / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_one_person_a_row(tmp_path: Path) -> None:
    """Whatever other columns there are; without a file there is nobody."""
    path = _written(tmp_path, "year;name\n7;Ann Ashdown\n8;Zo\u00eb O'Hara\n")
    assert read_roster(path) == ("Ann Ashdown", "Zo\u00eb O'Hara")
    assert read_roster(None) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "names\nAnn Ashdown\n",
            "roster.csv, row 1: The column 'name' is missing. Put it into the first row.",
        ),
        (
            "year,name\n7,Ann Ashdown\n8,\n",
            "roster.csv, row 3, column B (name): There is no name. Type one or take the row out.",
        ),
    ],
)
def test_a_mistake_is_named_with_its_cure(tmp_path: Path, text: str, said: str) -> None:
    """By file and row, and never by the name that stands there."""
    with pytest.raises(SchoolFileError) as raised:
        read_roster(_written(tmp_path, text))
    assert str(raised.value) == said


def test_a_roster_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """For the names in it would go out unmasked."""
    with pytest.raises(SchoolFileError, match="Put it there, or correct ASSISTANT_ROSTER"):
        read_roster(tmp_path / "roster.csv")
