"""What stands in for what was taken out."""

import pytest

from assistant.masking.placeholders import PLACEHOLDER, Kind, between, placeholder, written


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("[name 1]", "[name 1]"),
        ("[ NAME  2 ]", "[name 2]"),
        ("[email3]", "[e-mail 3]"),
        ("[number 007]", "[number 7]"),
    ],
)
def test_a_placeholder_is_read_as_somebody_may_write_it(text: str, read: str) -> None:
    """With other capitals, spaces and noughts, and e-mail without its hyphen."""
    found = PLACEHOLDER.fullmatch(text)
    assert found is not None
    assert written(found) == read


@pytest.mark.parametrize("text", ["[name]", "name 1", "[name one]", "[colour 1]", f"[name {'1' * 10}]"])
def test_other_brackets_are_none(text: str) -> None:
    """A kind that there is, with a number that somebody may have given out."""
    assert PLACEHOLDER.search(text) is None


def test_only_what_stands_between_is_changed() -> None:
    """Placeholders are left alone, at the edges too."""
    one = placeholder(Kind.NAME, 1)
    assert between(f"{one}a name {one}", str.upper) == "[name 1]A NAME [name 1]"
