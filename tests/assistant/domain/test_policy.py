"""What clauses, passages and records say of themselves."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.domain.policy import Span, passages_of
from tests.fakes.written_policies import plain_policy, record

_TEXT = "Visits\n\nStaff plan. Staff tell:\n\n- the office\n- parents\n\nPhones\n\nStaff wait."


@pytest.mark.parametrize(
    ("today", "overdue"), [(date(2024, 5, 30), False), (date(2024, 5, 31), False), (date(2024, 6, 1), True)]
)
def test_a_policy_is_in_date_on_its_last_day(today: date, overdue: bool) -> None:
    """The day for review is the last day on which the policy is in date."""
    assert replace(record(), review_due=date(2024, 5, 31)).overdue(today) is overdue


def test_a_policy_without_a_review_date_is_never_overdue() -> None:
    """A model policy has no date for review."""
    assert not record().overdue(date(2099, 1, 1))


def test_a_span_ends_before_its_end() -> None:
    """Offsets count characters, the end exclusive."""
    assert Span(1, 3).of("abcd") == "bc"


def test_the_heading_is_the_nearest() -> None:
    """A clause is known by the heading right above it, and by none where there is none."""
    [clause, *_] = plain_policy(_TEXT).clauses
    assert replace(clause, headings=("Trips", "Abroad")).heading == "Abroad"
    assert replace(clause, headings=()).heading == ""


def test_passages_are_sentences_in_reading_order() -> None:
    """Every sentence of every clause is ranked by itself, with all its headings."""
    passages = passages_of(plain_policy(_TEXT))
    assert [passage.text for passage in passages] == [
        "Staff plan.",
        "Staff tell:",
        "the office",
        "parents",
        "Staff wait.",
    ]
    assert [passage.context for passage in passages] == ["Visits"] * 4 + ["Phones"]


def test_an_item_is_searched_with_its_lead_in() -> None:
    """'the office' means nothing without 'Staff tell:'."""
    passages = passages_of(plain_policy(_TEXT))
    assert [passage.searchable for passage in passages][1:4] == [
        "Staff tell:",
        "Staff tell: the office",
        "Staff tell: parents",
    ]


def test_the_context_names_every_heading() -> None:
    """A sub-heading is read with the heading above it."""
    [passage, *_] = passages_of(plain_policy(_TEXT))
    deeper = replace(passage, clause=replace(passage.clause, headings=("Trips", "Abroad")))
    assert deeper.context == "Trips - Abroad"
