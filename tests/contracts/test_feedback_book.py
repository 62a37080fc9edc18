"""What every `FeedbackBook` promises, tried on SQLite, on PostgreSQL and on the fake."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from datetime import UTC
from pathlib import Path

import pytest

from assistant.adapters.case_store import sql_feedback_book
from assistant.domain.feedback import Feedback
from assistant.ports import FeedbackBook
from tests.fakes.databases import DATABASES, database_url
from tests.fakes.feedback import feedback
from tests.fakes.feedback_book import FakeFeedbackBook


@pytest.fixture(params=[*DATABASES, "fake"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FeedbackBook]:
    """Each implementation, empty."""
    if request.param == "fake":
        yield FakeFeedbackBook()
    else:
        with (
            database_url(request.param, tmp_path) as url,
            closing(sql_feedback_book(url, tmp_path / "key")) as made,
        ):
            yield made


def test_a_new_book_is_empty(book: FeedbackBook) -> None:
    """Nobody has said anything."""
    assert book.all() == ()


@pytest.mark.parametrize(
    "given",
    [
        feedback(),
        feedback("it's 'her' \x00 \ud83d £5 日本", "no, \x00\ud83d\n\nreally"),
        replace(feedback(), helpful=True, reason="", clauses=(), verdict=""),
        replace(feedback(), clauses=("a, b", '"c"', "", "\x00 \ud83d 日本")),
    ],
)
def test_feedback_comes_back_as_it_was(book: FeedbackBook, given: Feedback) -> None:
    """Every field, its time in UTC."""
    book.add("Ev1", given)
    assert book.all() == (given,)
    assert book.all()[0].at.tzinfo is UTC


def test_a_reason_comes_after_the_click(book: FeedbackBook) -> None:
    """The same key replaces all that was there; others stay."""
    clicked = replace(feedback(), reason="", comment="")
    for key in ("Ev1", "Ev2"):
        book.add(key, clicked)
    later = feedback("Is there any parking?", "It changed in May.", 5)
    book.add("Ev1", later)
    book.add("Ev1", later)
    assert book.all() == (clicked, later)


def test_the_oldest_comes_first(book: FeedbackBook) -> None:
    """By the time it was given, at the same time by key."""
    for key, minutes in (("c", 1), ("b", 2), ("d", 0), ("a", 2)):
        book.add(key, feedback(key, minutes=minutes))
    assert [given.question for given in book.all()] == ["d", "c", "a", "b"]


def test_what_is_old_is_removed(book: FeedbackBook) -> None:
    """From that moment on it stays."""
    for minutes in (0, 1, 2):
        book.add(f"Ev{minutes}", feedback(minutes=minutes))
    assert book.purge(feedback(minutes=1).at) == 1
    assert [given.at for given in book.all()] == [feedback(minutes=1).at, feedback(minutes=2).at]
    assert book.purge(feedback(minutes=1).at) == 0


def test_nothing_says_who_asked() -> None:
    """There is no field for it."""
    names = {field.name for field in fields(Feedback)}
    assert names == {"question", "outcome", "verdict", "clauses", "helpful", "reason", "comment", "at"}
