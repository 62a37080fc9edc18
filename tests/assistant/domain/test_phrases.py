"""Words of staff against phrases of leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.phrases import any_match, first_match, plain_words


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Can I?", " can i "),
        ("Year 9,  Year 10!", " year # year # "),
        ("the pupil\u2019s X-BOX", " the pupil's x-box "),
        ("y7 & y8", " y# & y# "),
        ("\n\t", "  "),
    ],
)
def test_words_are_made_plain(typed: str, plain: str) -> None:
    """Lower case, numbers as '#', single spaces, one at each end; apostrophes and hyphens stay."""
    assert plain_words(typed) == plain


def test_only_whole_words_match() -> None:
    """'ta' is not in 'staff'; the first phrase that stands there is told."""
    words = plain_words("Staff told my TA.")
    assert first_match(["staf", "ta", "staff"], words) == "ta"
    assert not any_match(["aff", "told a"], words)
    assert any_match(["told my"], words)
    assert first_match([], words) is None


@given(st.text())
def test_plain_words_stay_plain(text: str) -> None:
    """Made plain twice is made plain once."""
    once = plain_words(text)
    assert plain_words(once) == once
    assert once[0] == once[-1] == " "
