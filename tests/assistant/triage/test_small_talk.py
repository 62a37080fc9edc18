"""Greetings and thanks are no questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.triage.small_talk import is_small_talk
from tests.fakes.shipped import shipped_guidance

_PHRASES = shipped_guidance().small_talk


@pytest.mark.parametrize(
    "message",
    ["hi", "Hello there!", "Good morning all", "thanks so much", "ok cheers", "", "?!", "\U0001f44d"],
)
def test_nothing_is_left_of_small_talk(message: str) -> None:
    """Several phrases in a row, with any punctuation, and nothing at all."""
    assert is_small_talk(message, _PHRASES)


@pytest.mark.parametrize(
    "message",
    [
        "hi, can I film?",
        "nudes",
        "thanks but a pupil is missing",
        "help",
        "hit",
        "test the fire alarm",
        "\u65e5",
    ],
)
def test_anything_more_is_looked_at(message: str) -> None:
    """A single word beyond a greeting is a message, in whatever letters."""
    assert not is_small_talk(message, _PHRASES)


def test_the_longest_phrase_goes_first() -> None:
    """'good morning' is taken as a whole, though 'morning' is kept as well."""
    assert is_small_talk("good morning", ["morning", "good morning"])
    assert not is_small_talk("good", ["morning", "good morning"])


@given(st.sampled_from(_PHRASES), st.integers(1, 4), st.sampled_from([" ", ", ", "!!! ", "\n"]))
def test_a_phrase_said_again_is_small_talk(phrase: str, times: int, between: str) -> None:
    """However often and however loudly."""
    assert is_small_talk(between.join([phrase.upper()] * times), _PHRASES)
