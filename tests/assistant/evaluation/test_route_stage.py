"""Scores of triage, on messages whose shares can be counted by hand."""

from dataclasses import replace

import pytest

from assistant.domain.triage import Category, Concerned, Route
from assistant.evaluation.results import Triaged
from assistant.evaluation.route_stage import route_scores
from tests.fakes.evaluated import case, given, triaged

_ASK, _TELL, _MAYBE = Route.POLICY_QUESTION, Route.LIVE_INCIDENT, Route.UNCLEAR


def _values(*messages: Triaged) -> dict[str, float]:
    return {score.name: score.value for score in route_scores(messages)}


def _pair(name: str, *messages: Triaged) -> list[Triaged]:
    return [replace(one, message=replace(one.message, pair=name)) for one in messages]


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
    """Told past the headteacher, told to the headteacher, and three of whom nobody was told: no success."""
    head = Concerned.HEADTEACHER
    kind = Category.HEADTEACHER_CONDUCT
    kept = triaged(category=kind, concerns=head, found_concerns=head)
    told = triaged(category=kind, concerns=head, found_category=Category.STAFF_CONDUCT)
    broken = triaged(category=kind, concerns=head, found=None)
    nobody = (triaged(category=kind, concerns=head, found=route) for route in (_ASK, _MAYBE))
    values = _values(kept, told, broken, *nobody, triaged(concerns=Concerned.CHILD))
    assert values["told_past_whom_it_is_about"] == pytest.approx(1 / 5)
    assert values["right_person_first"] == pytest.approx(2 / 6)


def test_only_who_was_told_can_be_the_right_one() -> None:
    """Of an incident that was missed, asked about or broke nobody was told: it counts all the same."""
    values = _values(triaged(), *(triaged(found=route) for route in (_ASK, _MAYBE, None)))
    assert values["right_person_first"] == 1 / 4


@pytest.mark.parametrize(
    ("incident", "harmless", "right"),
    [
        (_TELL, _ASK, 1),
        (_TELL, Route.OUT_OF_SCOPE, 1),
        (_MAYBE, _ASK, 0),
        (_ASK, _ASK, 0),
        (None, _ASK, 0),
        (_TELL, _TELL, 0),
        (_TELL, _MAYBE, 0),
        (_TELL, None, 0),
    ],
)
def test_look_alikes_are_told_apart(incident: Route | None, harmless: Route | None, right: int) -> None:
    """Only the incident goes to a person; to ask about either is not to tell them apart."""
    pair = _pair("park", triaged(found=incident), triaged(_ASK, harmless))
    alone = triaged()
    found = {one.name: one for one in route_scores([*pair, alone])}["both_of_pair_right"]
    assert (found.value, found.n) == (right, 1)


def test_each_pair_counts_once() -> None:
    """One of two is right, whatever the number of its members."""
    pairs = [*_pair("park", triaged(), triaged(_ASK, _ASK), triaged(_ASK, _TELL)), *_pair("cut", triaged())]
    assert _values(*pairs)["both_of_pair_right"] == 1 / 2


def test_questions_of_the_cases_are_not_asked_back() -> None:
    """To ask which branch is right; to ask if it is real, beside an answer or in its place, is not."""
    plain, branch = given(), replace(given(), asks="which_branch")
    beside, instead = replace(given(), asks="is_it_real"), given(outcome="needs_clarifying")
    run = (plain, branch, beside, instead, given(error="ValueError"))
    found = {score.name: score for score in route_scores((), run)}["questions_not_asked_back"]
    assert (found.value, found.n) == (2 / 5, 5)


def test_questions_of_the_cases_are_not_for_a_person() -> None:
    """One answered, one handed off, one broken."""
    run = (given(), given(outcome="handed_off"), given(case(), error="ValueError"))
    found = {score.name: score for score in route_scores((), run)}["questions_not_handed_off"]
    assert found.value == pytest.approx(1 / 3)
    assert found.n == 3


def test_unclear_labels_count_in_nothing() -> None:
    """No score has any case."""
    assert {score.n for score in route_scores([triaged(_MAYBE, _MAYBE), triaged(_MAYBE, None)])} == {0}
