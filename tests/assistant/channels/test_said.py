"""What a conversation keeps of an answer."""

from dataclasses import replace

from assistant.channels.said import said
from assistant.domain.answer import Answered, Failed, Verdict
from tests.fakes.shipped import shipped_replies

_ANSWER = Answered(Verdict.NO, "No.", ())


def test_the_headline_is_kept_and_the_question_whether_it_is_real() -> None:
    """So that "yes" is understood as the answer to it."""
    replies = shipped_replies()
    assert said(_ANSWER, replies) == "No."
    asked = said(replace(_ANSWER, asks="is_it_real"), replies)
    assert asked == f"No. {replies.say('handoff.line.is_it_real')}"


def test_nothing_is_kept_of_nothing() -> None:
    """Guests get an ending without words."""
    assert said(Failed(""), shipped_replies()) == ""
