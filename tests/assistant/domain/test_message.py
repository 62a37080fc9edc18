"""What was typed, as text that can be written down."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.message import Message, Turn


def test_half_a_character_becomes_a_question_mark() -> None:
    """An emoji that was cut in two breaks neither the encoder nor the gap queue."""
    assert Message("fine \ud83d here").text == "fine ? here"
    assert Turn("user", "\ude00").content == "?"


@given(st.text())
def test_whole_characters_stay_as_they_are(text: str) -> None:
    """Nothing else is changed."""
    assert Message(text).text == text


def test_only_the_users_turns_are_earlier_questions() -> None:
    """What the assistant said is not taken for a question."""
    message = Message("c", (Turn("user", "a"), Turn("assistant", "x"), Turn("user", "b")))
    assert message.earlier_questions == ("a", "b")
