"""What a message is, decided from what a scripted model says of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.message import Message
from assistant.domain.school import Contact, Role, School
from assistant.domain.triage import Category, Concerned, Judgement, Route, Triage, TriageWords
from assistant.triage.deciding import Thresholds, Triager
from assistant.triage.known import known_messages
from tests.assistant.triage.scripted import ASKED, LIMITS, about, decided
from tests.fakes.triage import FakeTriageModel, judgement

_CHILD, _SELF = Category.CHILD_PROTECTION, Category.SELF_HARM
_STAFF, _HEADS = Category.STAFF_CONDUCT, Category.HEADTEACHER_CONDUCT
_DATA, _TRIP = Category.DATA_BREACH, Category.MISSING_OR_TRIP_EMERGENCY
_BY_A_COLLEAGUE = judgement(0.9, _STAFF, about=Concerned.COLLEAGUE)


def _of(judged: Judgement, text: str = "x") -> Triage:
    """The decision on a text of which this is said."""
    return decided(text, {"": judged})


@pytest.mark.parametrize(
    ("incident", "text", "route", "in_doubt"),
    [
        (0.6, "x", Route.LIVE_INCIDENT, False),
        (0.59, "x", Route.UNCLEAR, False),
        (0.2, "x", Route.UNCLEAR, False),
        (0.19, "x", Route.POLICY_QUESTION, False),
        (0.6, "a knife", Route.LIVE_INCIDENT, False),
        (0.59, "a knife", Route.LIVE_INCIDENT, True),
        (0.3, "He HITS!", Route.LIVE_INCIDENT, True),
        (0.29, "a knife", Route.UNCLEAR, False),
        (0.19, "a knife", Route.POLICY_QUESTION, False),
        (0.59, "a penknife", Route.UNCLEAR, False),
    ],
)
def test_each_route_has_its_threshold(incident: float, text: str, route: Route, in_doubt: bool) -> None:
    """In doubt a word of danger hands off, with the answer underneath; without one it is asked about."""
    found = _of(judgement(incident, _CHILD), text)
    assert (found.route, found.in_doubt, found.incident) == (route, in_doubt, incident)


@pytest.mark.parametrize("limits", [replace(LIMITS, incident=0.9), replace(LIMITS, incident=0.1)])
def test_thresholds_are_the_school_s_to_choose(limits: Thresholds) -> None:
    """Nothing else decides."""
    live = decided("x", {"": judgement(0.5, _CHILD)}, limits=limits).route is Route.LIVE_INCIDENT
    assert live is (limits.incident < 0.5)


def test_the_likeliest_category_leads_and_the_gravest_follow() -> None:
    """Others count from their threshold on, in the order of the categories."""
    likely = {_DATA: 0.9, _STAFF: 0.7, _CHILD: 0.8, _SELF: 0.49}
    judged = judgement(0.9)
    found = _of(replace(judged, categories={**judged.categories, **likely}))
    assert found.categories == (_DATA, _CHILD, _STAFF)


def test_an_incident_always_has_a_category() -> None:
    """However unlikely each of them is: it has to go to somebody."""
    judged = judgement(0.9)
    assert _of(replace(judged, categories={**judged.categories, _SELF: 0.01})).categories == (_SELF,)
    assert len(_of(judged).categories) == 1


@pytest.mark.parametrize("categories", [(_DATA,), (Category.SELF_REPORT, _DATA)])
def test_a_child_who_may_not_be_shown_is_a_child_at_risk(categories: tuple[Category, ...]) -> None:
    """The Safeguarding Lead is told of it at the same moment, whether the breach leads or not."""
    judged = judgement(0.9, *categories)
    found = _of(judged, "I posted a picture, she is on the RESTRICTED list")
    assert set(found.categories) == {*categories, _CHILD}
    assert Role.SAFEGUARDING_LEAD in found.roles
    assert found.categories[0] is not _CHILD
    assert _CHILD not in _of(judged, "I posted a picture").categories


def test_the_restricted_list_alone_is_no_danger() -> None:
    """Where no data went out nobody is put at risk by the words."""
    assert _of(judgement(0.9, Category.IMPERSONATION_PHISHING), "restricted list").categories == (
        Category.IMPERSONATION_PHISHING,
    )


@pytest.mark.parametrize(
    ("text", "probability", "concerned"),
    [
        ("x", 0.5, Concerned.HEADTEACHER),
        ("x", 0.49, Concerned.COLLEAGUE),
        ("it was the head", 0.3, Concerned.HEADTEACHER),
        ("it was Mr Cotterill", 0.3, Concerned.HEADTEACHER),
        ("it was the head", 0.29, Concerned.COLLEAGUE),
        ("it was the dpo", 0.4, Concerned.COLLEAGUE),
    ],
)
def test_a_holder_of_a_role_may_be_whom_it_is_about(
    text: str, probability: float, concerned: Concerned
) -> None:
    """From a threshold on, and from a lower one where the message names that very role."""
    judged = about(_BY_A_COLLEAGUE, Concerned.HEADTEACHER, probability)
    assert _of(judged, text).concerns is concerned


@pytest.mark.parametrize("categories", [(_STAFF,), (_STAFF, _HEADS), (_HEADS,), (_CHILD,)])
def test_what_is_about_the_head_is_the_head_s_conduct(categories: tuple[Category, ...]) -> None:
    """That category leads and stands once, whatever else it is."""
    found = _of(judgement(0.9, *categories, about=Concerned.HEADTEACHER))
    assert found.categories[0] is _HEADS
    assert len(set(found.categories)) == len(found.categories)
    assert found.concerns is Concerned.HEADTEACHER


@pytest.mark.parametrize(
    ("text", "perhaps"),
    [
        ("I told the head", (Role.HEADTEACHER,)),
        ("Cotterill's room", (Role.HEADTEACHER,)),
        ("I told the dpo", ()),
        ("I told nobody", ()),
    ],
)
def test_a_named_holder_may_be_meant(text: str, perhaps: tuple[Role, ...]) -> None:
    """Where the model does not rule it out; a holder who is not named is not meant."""
    assert _of(about(_BY_A_COLLEAGUE, Concerned.HEADTEACHER, 0.05), text).perhaps == perhaps


def test_whom_it_is_about_is_not_perhaps_meant() -> None:
    """That is certain enough; and where it is ruled out nobody is asked."""
    by_the_head = judgement(0.9, _STAFF, about=Concerned.HEADTEACHER)
    assert _of(by_the_head, "the head did it").perhaps == ()
    assert _of(about(_BY_A_COLLEAGUE, Concerned.HEADTEACHER, 0.04), "I told the head").perhaps == ()


@pytest.mark.parametrize(("probability", "emergency"), [(0.5, True), (0.49, False)])
def test_an_emergency_has_its_threshold(probability: float, emergency: bool) -> None:
    """It is flagged from there on."""
    assert _of(replace(judgement(0.9, _TRIP), emergency=probability)).emergency is emergency


def test_roles_come_from_what_was_learnt_and_from_the_category() -> None:
    """The leading category's own role is told where nothing was learnt against it."""
    assert _of(judgement(0.9, _CHILD)).roles == (Role.SAFEGUARDING_LEAD,)
    assert _of(judgement(0.9, _TRIP)).roles[:2] == (Role.SAFEGUARDING_LEAD, Role.HEADTEACHER)


def test_a_question_has_nobody_to_tell() -> None:
    """No emergency, nobody concerned, nobody told."""
    found = _of(replace(judgement(0.1, _STAFF, about=Concerned.HEADTEACHER), emergency=0.9), "the head")
    assert (found.emergency, found.concerns, found.perhaps, found.roles) == (False, None, (), ())


@pytest.mark.parametrize("text", ["", "  ", "?", "...", "\U0001f44d", "07700 900123"])
def test_nothing_is_not_judged(text: str) -> None:
    """A message without a word is not taken for an incident, whatever a model makes of it."""
    assert decided(text, {"": judgement(0.99, _CHILD)}) == Triage(Route.POLICY_QUESTION)


def test_what_breaks_in_the_model_is_raised() -> None:
    """The caller hands off then."""
    school = School("School", tuple(Contact(role, role.value) for role in Role))
    model = FakeTriageModel()
    model.breaks_with = RuntimeError("gone")
    with pytest.raises(RuntimeError, match="gone"):
        Triager(model, TriageWords(), known_messages(()), school, ASKED, LIMITS).triage(Message("x"))


@given(
    st.floats(0, 1),
    st.lists(st.sampled_from(Category), max_size=4),
    st.sampled_from(Concerned),
    st.text(max_size=60),
    st.booleans(),
)
def test_any_decision_is_whole(
    incident: float, categories: list[Category], whom: Concerned, text: str, emergency: bool
) -> None:
    """A hand-off has a category, somebody to tell and nothing twice; anything else has nobody."""
    found = _of(judgement(incident, *categories, about=whom, emergency=emergency), text)
    assert 0 <= found.incident <= 1
    for several in (found.categories, found.perhaps, found.roles):
        assert len(set(several)) == len(several)
    if found.route is Route.LIVE_INCIDENT:
        assert found.categories
        assert found.roles
        assert found.concerns is not None
    else:
        assert (found.roles, found.perhaps, found.emergency, found.in_doubt) == ((), (), False, False)
