"""What stands before a list item or a clause."""

import pytest

from assistant.domain.list_marks import LIST_MARK, OWN_NUMBER, begins_item


@pytest.mark.parametrize(
    "words",
    [
        "- tell",
        "\u2022 tell",
        "\uf0b7 tell",
        "o tell",
        "a) tell",
        "(a) tell",
        "iv. tell",
        "(12) tell",
        "3. tell",
    ],
)
def test_marks_of_items(words: str) -> None:
    """Bullets, and letters, roman numbers and figures with a bracket or a stop, are marks."""
    match = LIST_MARK.match(words)
    assert match is not None
    assert words[match.end() :] == "tell"


@pytest.mark.parametrize(
    "words", ["tell", "etc. tell", "A) tell", "2023. tell", "-tell", "a tell", "ok) tell", "3 tell"]
)
def test_words_that_are_no_marks(words: str) -> None:
    """Words, years and capitals in front of a text belong to it."""
    assert LIST_MARK.match(words) is None


@pytest.mark.parametrize(
    ("words", "number"),
    [("1.1 Staff", "1.1"), ("12.3.4. Staff", "12.3.4"), ("1.1Staff", "1.1"), ("1.10 staff", "1.10")],
)
def test_numbers_of_clauses(words: str, number: str) -> None:
    """A clause's own number has two parts or more; a PDF may have lost the space behind it."""
    match = OWN_NUMBER.match(words)
    assert match is not None
    assert match.group(1) == number


@pytest.mark.parametrize("words", ["1. Staff", "1.1metres", "2023.1 Staff", "1.1.", "1,1 Staff"])
def test_numbers_that_are_no_clauses(words: str) -> None:
    """A single number, a measure and a year are not the number of a clause."""
    assert OWN_NUMBER.match(words) is None


@pytest.mark.parametrize(
    ("before", "line", "begins"),
    [
        ("Staff must:", "a) tell", True),
        ("tell the lead;", "- wait", True),
        ("tell the lead or", "(b) wait", True),
        ("They said 'wait.'", "4.2 Staff", True),
        ("staff without a stop", "\u2022 wait", True),
        ("staff must call", "999. Then wait", False),
        ("all of the staff", "- and pupils - wait", False),
        ("Staff must:", "wait", False),
    ],
)
def test_where_a_broken_line_begins_an_item(before: str, line: str, begins: bool) -> None:
    """A mark counts where the line before has come to a stop; a drawn bullet always does."""
    assert begins_item(line, before) is begins
