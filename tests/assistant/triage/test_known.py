"""A message of the leads' tables is found by its words, whatever stands between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.triage import Route, TriageExample
from assistant.triage.known import known_messages, letters

_BETWEEN = st.text(
    st.characters(exclude_categories=("L", "N", "M"), exclude_characters="'\u2019_"), min_size=1
)
_WORDS = st.lists(st.sampled_from(("he's", "got", "14", "Straße", "mugs", "a")), min_size=1, max_size=6)


@given(_WORDS, st.data())
def test_the_letters_of_the_same_words_are_the_same(words: list[str], data: st.DataObject) -> None:
    """Whatever the table has been found by before its rows are read, finds no less than the words do."""
    typed = data.draw(_BETWEEN).join(words)
    find = known_messages([TriageExample(" ".join(words), Route.POLICY_QUESTION)])
    assert find(typed) is not None
    assert letters(typed) == letters(" ".join(words))


@pytest.mark.parametrize("text", ["he's got my mug", "He\u2019s got my MUG!", "hes got my mug \U0001f375"])
def test_letters_are_letters_and_figures(text: str) -> None:
    """In small letters, without marks, pictures and spaces."""
    assert letters(text) == "hesgotmymug"


def test_what_nobody_decided_is_not_found() -> None:
    """Nor are other words of the same letters."""
    find = known_messages([TriageExample("he got my mug", Route.POLICY_QUESTION)])
    assert find("hegot my mug") is None
    assert find("he got my number") is None
