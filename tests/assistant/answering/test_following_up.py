"""Follow-ups are read with what was asked before; other questions are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.following_up import leans, leant_on, standing_alone

_FIRST = "Can I accept a friend request from a year 9 pupil?"


@pytest.mark.parametrize(
    "follow_up", ["what about their mum?", "And on my own phone?", "even after they have left?", "why not?"]
)
def test_a_follow_up_takes_the_question_before_it(follow_up: str) -> None:
    """What was asked before stands in front, word for word."""
    assert standing_alone(follow_up, (_FIRST,)) == f"{_FIRST} {follow_up}"


def test_what_it_leans_on_can_be_had_by_itself() -> None:
    """In the order in which it was asked; nothing where there is nothing before it or no need."""
    earlier = ("Do I have to keep my phone silent in lessons?", _FIRST, "and from their mum?")
    assert leant_on("what about a colleague?", earlier) == earlier[1:]
    assert leant_on("what about a colleague?", ()) == ()
    assert leant_on("Who is the designated safeguarding lead for our school?", earlier) == ()


def test_a_follow_up_to_a_follow_up_takes_both() -> None:
    """All since the last question that stood alone, and nothing from before that."""
    earlier = ("Do I have to keep my phone silent in lessons?", _FIRST, "and from their mum?")
    assert standing_alone("what about a colleague?", earlier) == (
        f"{_FIRST} and from their mum? what about a colleague?"
    )


@pytest.mark.parametrize(
    "question",
    [
        "Do staff have to report cyberbullying to anyone?",
        "Who is the designated safeguarding lead for our school?",
        "Where do I report a lost school laptop on Saturday?",
        "Is there a policy on lone working with pupils?",
        "Are there any rules on passwords for school email?",
        "If a parent swears at staff online, what follows?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    """A new subject brings nothing of the old one with it."""
    assert standing_alone(question, (_FIRST,)) == question
    assert not leans(question)


def test_a_long_question_leans_only_if_it_opens_and_points() -> None:
    """Fifteen words with an 'it' somewhere explain themselves; beginning with 'but' they do not."""
    long = "if a parent sends me a gift card and it is worth more than fifty pounds may I keep it"
    assert not leans(long)
    assert leans(f"but what {long}")


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=5))
def test_the_question_itself_is_always_there(question: str, earlier: list[str]) -> None:
    """Whatever came before, the end is what was typed last, and the rest was typed in this order."""
    whole = standing_alone(question, tuple(earlier))
    assert whole.endswith(question)
    assert whole in [" ".join([*earlier[at:], question]) for at in range(len(earlier) + 1)]


@given(st.text(max_size=80))
def test_without_a_question_before_it_stands_as_it_is(question: str) -> None:
    """The first message of a chat has nothing to lean on."""
    assert standing_alone(question, ()) == question
