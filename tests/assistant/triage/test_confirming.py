"""The answer to our own question is told from a new statement."""

import pytest

from assistant.domain.message import Message, Turn
from assistant.triage.confirming import rest_after, was_asked

_QUESTION = "Has this happened, or are you asking in general?"
_NO = ("no", "not yet", "just asking", "no just asking")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("no", ""),
        ("No!", ""),
        ("no, not yet", ""),
        ("No just asking.", ""),
        ("no, she told me", "she told me"),
        ("not yet but he will", "but he will"),
        ("nobody has", None),
        ("not really", None),
        ("well no", None),
        ("", None),
        ("\U0001f44d", None),
    ],
)
def test_what_follows_an_answer_is_left(text: str, rest: str | None) -> None:
    """One or several phrases at the beginning are the answer, whole words only."""
    assert rest_after(text, _NO) == rest


@pytest.mark.parametrize("phrases", [(), ("",)])
def test_without_phrases_nothing_is_an_answer(phrases: tuple[str, ...]) -> None:
    """An empty phrase of the leads answers nothing."""
    assert rest_after("no", phrases) is None
    assert rest_after("", phrases) is None


@pytest.mark.parametrize(
    ("history", "asked"),
    [
        ((), False),
        ((Turn("user", _QUESTION),), False),
        ((Turn("user", "may I?"), Turn("assistant", f"Yes. {_QUESTION}")), True),
        ((Turn("assistant", _QUESTION), Turn("user", "hm"), Turn("assistant", "No.")), False),
        ((Turn("assistant", _QUESTION), Turn("user", "hm")), True),
    ],
)
def test_only_our_last_words_count(history: tuple[Turn, ...], asked: bool) -> None:
    """What was asked earlier has been answered, or was dropped."""
    assert was_asked(Message("no", history), _QUESTION) is asked
