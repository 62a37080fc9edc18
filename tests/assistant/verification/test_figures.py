"""Figures: every number, time and quantity of a sentence stands in its clause, by value."""

import pytest

from assistant.verification.figures import figures_stand
from tests.fakes.excerpts import excerpt


def _stand(said: str, held: str) -> bool:
    return figures_stand(said, excerpt("C1", held))


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("within 24 hours", "within a 24-hour time"),
        ("seven days", "7 days"),
        ("at once", "immediately"),
        ("straight away", "at once"),
        ("as soon as possible", "as soon as practicable"),
        ("anyone under 18", "a person under 18"),
        ("a child below 18", "anyone under the age of 18"),
        ("on 0800 028 0285", "line on 0800 028 0285"),
        ("the 22nd of May 2023", "22 May 2023"),
        ("one of them, and no one else", "some of them"),
        ("the Social Media Policy, SM 1", "nothing"),
        ("any member of staff", "staff"),
        ("every member of staff", "staff"),
    ],
)
def test_the_same_figure_in_other_words_stands(said: str, held: str) -> None:
    """And the label and the title of the clause are known without standing in it."""
    assert _stand(said, held)


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("within 48 hours", "within 24 hours"),
        ("within 72 days", "within 72 hours"),
        ("after 72 hours", "within 72 hours"),
        ("anyone over 18", "anyone under 18"),
        ("three adults", "two adults"),
        ("one adult", "two adults"),
        ("twice", "once"),
        ("the same day", "at once"),
        ("at once", "the same day"),
        ("the next day", "the same day"),
        ("by Friday", "by Monday"),
        ("in July", "in May"),
        ("most staff", "some staff"),
        ("all gifts", "a gift"),
        ("everyone", "a pupil"),
        ("on 0800 028 0286", "on 0800 028 0285"),
        ("each year", "each term"),
        ("a dozen", "ten"),
        ("half of it", "all of it"),
    ],
)
def test_another_figure_does_not(said: str, held: str) -> None:
    """Number, unit, bound, time, or how many."""
    assert not _stand(said, held)
