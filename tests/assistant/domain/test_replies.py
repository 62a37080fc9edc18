"""Fixed sentences with strictly checked blanks."""

import pytest

from assistant.domain.replies import Replies, blanks_of

_REPLIES = Replies({"ask": "Ask the {role}, on {day}.", "plain": "No."})


def test_every_blank_is_filled() -> None:
    """The sentence is said with what was given, braces and all."""
    assert _REPLIES.say("ask", role="{Head}", day="Monday") == "Ask the {Head}, on Monday."
    assert _REPLIES.say("plain") == "No."


@pytest.mark.parametrize("blanks", [{}, {"role": "x"}, {"role": "x", "day": "y", "more": "z"}])
def test_too_few_or_too_many_blanks_are_refused(blanks: dict[str, str]) -> None:
    """A sentence is never said with a hole in it."""
    with pytest.raises(KeyError, match="ask has the blanks"):
        _REPLIES.say("ask", **blanks)


def test_an_unknown_sentence_is_refused() -> None:
    """Names are those of prompts/replies.toml."""
    with pytest.raises(KeyError):
        _REPLIES.say("gone")


@pytest.mark.parametrize(
    ("sentence", "blanks"),
    [("a", set()), ("{a} {b} {a}", {"a", "b"}), ("{{a}}", set()), ("{due:d}", {"due:d"}), ("{a!r}", {"a!r"})],
)
def test_blanks_are_told_with_their_format(sentence: str, blanks: set[str]) -> None:
    """A blank with a format is another blank, so that it is refused."""
    assert blanks_of(sentence) == blanks


def test_a_brace_without_its_other_half_is_refused() -> None:
    """Before anybody reads it."""
    with pytest.raises(ValueError, match="expected '}'"):
        blanks_of("Ask {role")
