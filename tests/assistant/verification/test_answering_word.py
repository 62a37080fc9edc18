"""The answering word: a 'yes' or 'no' at the beginning goes with the verdict and with what follows."""

import pytest

from assistant.domain.answer import Verdict
from assistant.verification.answering_word import goes_with, split
from assistant.verification.assertions import assertions


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("Yes, you may reply.", "yes", "you may reply."),
        ("No: do not reply.", "no", "do not reply."),
        ("Certainly, reply.", "yes", "reply."),
        ("No pupil may reply.", None, "No pupil may reply."),
        ("Nobody may reply.", None, "Nobody may reply."),
        ("You may reply, yes.", None, "You may reply, yes."),
    ],
)
def test_the_word_is_taken_off_where_it_answers(text: str, word: str | None, rest: str) -> None:
    """'No pupil' answers nothing."""
    assert split(text) == (word, rest)


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("Yes, you may reply.", {Verdict.YES, Verdict.MUST}),
        ("Yes, you may reply if she agrees.", {Verdict.YES, Verdict.MUST, Verdict.ONLY_IF}),
        ("Yes, you must not reply.", set()),
        ("Yes, you should decline it.", set()),
        ("No, you must not reply.", {Verdict.NO}),
        ("No, you should decline it.", {Verdict.NO}),
        ("No, you do not have to reply.", {Verdict.NO}),
        ("No, you may reply.", set()),
        ("You may reply.", set(Verdict)),
    ],
)
def test_it_goes_with_the_verdict_and_with_what_follows(text: str, verdicts: set[Verdict]) -> None:
    """A yes in front of a ban goes with nothing."""
    word, rest = split(text)
    assert {verdict for verdict in Verdict if goes_with(word, verdict, assertions(rest))} == verdicts
