"""What leads wrote down about messages, found without reading every row of their tables."""

from pathlib import Path

import pytest

from assistant.adapters.school_files.decided_messages import DecidedMessages
from assistant.domain.triage import Category, Route
from assistant.errors import SchoolFileError

_HEADER = "message,route,category,emergency,concerns,style,asker\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two tables; one row of the second says what no row may say."""
    (tmp_path / "a.csv").write_text(
        _HEADER + "He's got my mug,policy question,,,,,\nsame,out of scope,,,,,\n"
    )
    rows = "he's got my number,live incident,self_report,no,myself,,\nsame,live incident,data_breach,,,,\n"
    (tmp_path / "b.csv").write_text(_HEADER + rows)
    return tmp_path


def test_a_message_is_found_by_its_words(folder: Path) -> None:
    """As it was decided; of two rows alike the graver one counts."""
    find = DecidedMessages(folder)
    mug, number, same = find("hes got my mug"), find("HE'S GOT, my number."), find("Same!")
    assert mug is None
    assert (number and number.categories) == (Category.SELF_REPORT,)
    assert (same and same.route) is Route.LIVE_INCIDENT
    assert find("something else") is None


def test_a_row_with_a_mistake_matters_to_those_only_who_type_a_message_of_the_tables(folder: Path) -> None:
    """All others go on to what was learnt."""
    with (folder / "b.csv").open("a") as table:
        table.write("a third,live incident,no such kind,,,,\n")
    find = DecidedMessages(folder)
    assert find("something else") is None
    with pytest.raises(SchoolFileError, match="no such kind"):
        find("same")


def test_later_changes_do_not_count(folder: Path) -> None:
    """A process that runs answers as it began."""
    find = DecidedMessages(folder)
    (folder / "c.csv").write_text(_HEADER + "a new one,out of scope,,,,,\n")
    assert find("a new one") is None
    assert DecidedMessages(folder)("a new one") is not None
