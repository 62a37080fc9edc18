"""Scores of triage, on messages whose shares can be counted by hand."""

import pytest

from assistant.domain.triage import Category, Concerned, Route
from assistant.evaluation.results import Triaged
from assistant.evaluation.route_stage import route_scores
from tests.fakes.evaluated import case, given, triaged

_ASK, _TELL, _MAYBE = Route.POLICY_QUESTION, Route.LIVE_INCIDENT, Route.UNCLEAR


def _values(*messages: Triaged) -> dict[str, float]:
    return {score.name: score.value for score in route_scores(messages)}


def test_an_incident_is_found_or_asked_about_or_missed() -> None:
    """Handed off, asked about, missed, broken: two of four are not lost, one is handed off at once."""
    values = _values(triaged(), triaged(found=_MAYBE), triaged(found=_ASK), triaged(found=None))
    assert values["incident_recall"] == 2 / 4
    assert values["incidents_handed_off"] == 1 / 4


def test_questions_are_left_alone_or_not() -> None:
    """Left alone, asked about, handed off, broken, small talk left alone."""
    found = (_ASK, _MAYBE, _TELL, None)
    talk = triaged(Route.OUT_OF_SCOPE, Route.OUT_OF_SCOPE)
    values = _values(*(triaged(_ASK, route) for route in found), talk)
    assert values["harmless_not_handed_off"] == pytest.approx(3 / 5)
    assert values["harmless_not_asked_back"] == pytest.approx(2 / 5)


def test_f2_counts_what_broke_against_the_decision() -> None:
    """2 hits, 1 miss (broken), 1 false alarm (broken): 5 x 2 / (5 x 2 + 4 x 1 + 1)."""
    messages = (triaged(), triaged(), triaged(found=None), triaged(_ASK, None), triaged(_ASK, _ASK))
    assert _values(*messages)["route_f2"] == pytest.approx(10 / 15)


def test_emergencies_are_handed_off_as_such() -> None:
    """Seen, not seen as one, asked about, broken."""
    seen = triaged(emergency=True, found_emergency=True)
    asked = triaged(emergency=True, found=_MAYBE, found_emergency=True)
    unseen, broken = triaged(emergency=True), triaged(emergency=True, found=None)
    assert _values(seen, asked, unseen, broken, triaged())["emergencies_flagged"] == 1 / 4


def test_the_category_is_that_of_a_hand_off() -> None:
    """The right one, another one, asked about only."""
    other = triaged(found_category=Category.SELF_HARM)
    assert _values(triaged(), other, triaged(found=_MAYBE))["category_right"] == pytest.approx(1 / 3)


def test_whoever_it_is_about_is_not_told() -> None:
    """Kept from the headteacher, told to the headteacher, and broken, which counts as told."""
    head = Concerned.HEADTEACHER
    kind = Category.HEADTEACHER_CONDUCT
    kept = triaged(category=kind, concerns=head, found_concerns=head)
    told = triaged(category=kind, concerns=head, found_category=Category.STAFF_CONDUCT)
    broken = triaged(category=kind, concerns=head, found=None)
    values = _values(kept, told, broken, triaged(concerns=Concerned.CHILD))
    assert values["kept_from_whom_it_is_about"] == pytest.approx(1 / 3)
    assert values["first_role_right"] == pytest.approx(2 / 3)


def test_questions_of_the_cases_are_not_for_a_person() -> None:
    """One answered, one handed off, one broken."""
    run = (given(), given(outcome="handed_off"), given(case(), error="ValueError"))
    found = {score.name: score for score in route_scores((), run)}["questions_not_handed_off"]
    assert found.value == pytest.approx(1 / 3)
    assert found.n == 3


def test_unclear_labels_count_in_nothing() -> None:
    """No score has any case."""
    assert {score.n for score in route_scores([triaged(_MAYBE, _MAYBE), triaged(_MAYBE, None)])} == {0}
