"""A message may ask two things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.parts import parts_of


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        (
            "Can I post photos of pupils and do I have to ask the Head first?",
            ("Can I post photos of pupils", "do I have to ask the Head first?"),
        ),
        ("Can I film it? Do I need consent?", ("Can I film it", "Do I need consent?")),
        ("Who may tweet, and when is it checked?", ("Who may tweet", "when is it checked?")),
        ("what is banter plus when do i report it", ("what is banter", "when do i report it")),
    ],
)
def test_two_questions_are_told_apart(message: str, parts: tuple[str, ...]) -> None:
    """Both get an answer of their own."""
    assert parts_of(message) == parts


@pytest.mark.parametrize(
    "message",
    [
        "Can I text parents and pupils?",
        "Can I accept a friend request from a year 9?",
        "my daughter and I are here, can I post it",
        "",
    ],
)
def test_one_question_stays_whole(message: str) -> None:
    """'And' between people splits nothing."""
    assert parts_of(message) == ((message,) if message else ())


@pytest.mark.parametrize(
    ("message", "whole"),
    [
        ("Can I film on a trip? Thanks so much", "Can I film on a trip Thanks so much"),
        ("Can I film on a trip? I am new here.", "Can I film on a trip I am new here"),
        ("Really? Can I film on a trip?", "Really Can I film on a trip?"),
        ("I lost my phone and what should I do", "I lost my phone what should I do"),
        ("Who do I tell, and how soon?", "Who do I tell how soon?"),
    ],
)
def test_a_remark_is_joined_to_its_question(message: str, whole: str) -> None:
    """What asks nothing, or is too short to ask alone, gets no answer of its own."""
    assert parts_of(message) == (whole,)


def test_there_are_at_most_three_parts() -> None:
    """A fourth question is read together with the third."""
    parts = parts_of("Can I film it? Can I post it? Can I print it? Can I keep it?")
    assert parts == ("Can I film it", "Can I post it", "Can I print it Can I keep it?")


@given(st.text(max_size=300))
def test_any_text_has_few_parts_in_its_order(message: str) -> None:
    """Whatever is typed, no part is empty, and the letters of all parts stand so in the message."""
    parts = parts_of(message)
    left = iter(message)
    assert all(letter in left for letter in "".join(parts) if letter.isalnum())
    assert len(parts) <= 3
    assert all(parts)


@given(st.lists(st.sampled_from("can i post it ? do we film . kids who , must".split()), max_size=20))
def test_no_word_is_lost(words: list[str]) -> None:
    """Only linking words and punctuation may go."""
    kept = "".join(parts_of(" ".join(words)))
    letters = [letter for letter in kept if letter.isalnum()]
    assert letters == [letter for letter in "".join(words) if letter.isalnum()]
