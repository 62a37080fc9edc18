"""The lists of what names people and what does not."""

from pathlib import Path

import pytest

from assistant.adapters.school_files.name_words import read_name_words
from assistant.errors import SchoolFileError
from tests.fakes.small_school import PROJECT


def _written(folder: Path, text: str) -> Path:
    path = folder / "masking.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_lists_are_read_in_small_letters(tmp_path: Path) -> None:
    """The groups of what stays are there for the reader alone; any list may be missing."""
    text = (
        'names = ["Tom"]\nsurnames_and_words = ["page"]\n[stays]\napps = ["Insta"]\nplaces = ["sri lanka"]\n'
    )
    read = read_name_words(_written(tmp_path, text))
    assert [sorted(words) for words in (read.names, read.first_names, read.surnames)] == [
        ["tom"],
        [],
        ["page"],
    ]
    assert read.stays == {"insta", "sri lanka"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('name = ["Tom"]\n', "There is nothing called 'name' here."),
        ('names = "Tom"\n', "'names' is not a list of texts."),
        (
            'names = ["Tom"]\nsurnames_and_words = ["tom"]\n',
            "'tom' is called an ordinary word as well, and not.",
        ),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, said: str) -> None:
    """With its cure."""
    with pytest.raises(SchoolFileError, match=said):
        read_name_words(_written(tmp_path, text))


def test_what_ships_has_names_of_all_who_come_to_a_british_school() -> None:
    """And keeps what answers depend on."""
    read = read_name_words(PROJECT / "prompts" / "masking.toml")
    assert {"jayden", "oluwaseun", "agnieszka", "aoife", "dafydd", "xinyi", "zainab", "okonkwo"} <= read.names
    assert {
        "grace",
        "will",
        "mark",
        "summer",
        "rose",
        "faith",
        "may",
        "art",
        "bill",
        "drew",
    } <= read.first_names
    assert {"instagram", "whatsapp", "snapchat", "teams", "tiktok", "head of year", "aqa"} <= read.stays
