"""A message that leads have written into the tables is decided as they said."""

import pytest

from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned, Route, Triage, TriageExample
from tests.assistant.triage.scripted import decided
from tests.fakes.triage import judgement

_CHILD, _SELF = Category.CHILD_PROTECTION, Category.SELF_HARM
_STAFF, _DATA = Category.STAFF_CONDUCT, Category.DATA_BREACH
_TRIP = Category.MISSING_OR_TRIP_EMERGENCY
_KNOWN = (
    TriageExample("Ted's mum rang, he's 4!", Route.LIVE_INCIDENT, (_SELF, _CHILD), True, Concerned.CHILD),
    TriageExample("May my 24 year old follow me?", Route.POLICY_QUESTION),
    TriageExample("a sandwich, please", Route.OUT_OF_SCOPE),
    TriageExample("hm", Route.UNCLEAR),
    TriageExample("twice", Route.LIVE_INCIDENT, (_DATA,), False, Concerned.MYSELF),
    TriageExample("Twice?", Route.POLICY_QUESTION),
    TriageExample("\U0001f198", Route.LIVE_INCIDENT, (_TRIP,), True),
    TriageExample("\u0442\u0430\u043a", Route.OUT_OF_SCOPE),
)
_SURE = {"": judgement(0.99, _STAFF)}


@pytest.mark.parametrize(
    "text", ["Ted's mum rang, he's 4!", "TED\u2019S MUM RANG - HE\u2019S 4", " ted's mum\nrang he's 4 "]
)
def test_a_message_of_the_tables_is_decided_as_written(text: str) -> None:
    """In any case and punctuation, against whatever the model says."""
    assert decided(text, {"": judgement(0.0)}, known=_KNOWN) == Triage(
        Route.LIVE_INCIDENT,
        1.0,
        (_SELF, _CHILD),
        emergency=True,
        concerns=Concerned.CHILD,
        roles=(Role.SAFEGUARDING_LEAD,),
    )


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("may my 24 year old follow me", Route.POLICY_QUESTION),
        ("A sandwich please", Route.OUT_OF_SCOPE),
        ("HM.", Route.UNCLEAR),
        ("\u0422\u0410\u041a!", Route.OUT_OF_SCOPE),
    ],
)
def test_what_has_not_happened_is_decided_as_written_too(text: str, route: Route) -> None:
    """Leads can take a needless hand-off away by writing the message down."""
    assert decided(text, _SURE, known=_KNOWN).route is route


@pytest.mark.parametrize(
    "text",
    ["May my 14 year old follow me?", "hm hm", "\u043d\u0435\u0442", "\u4f60\u597d", "a sandwich"],
)
def test_nearly_a_message_of_the_tables_is_judged(text: str) -> None:
    """Another age, one word more or less, or other letters make another message."""
    assert decided(text, _SURE, known=_KNOWN).route is Route.LIVE_INCIDENT


def test_of_two_alike_in_the_tables_the_graver_counts() -> None:
    """Whatever their order."""
    for known in (_KNOWN, _KNOWN[::-1]):
        assert decided("twice", {"": judgement(0.0)}, known=known).route is Route.LIVE_INCIDENT


def test_a_message_of_the_tables_without_words_is_no_other() -> None:
    """A picture that leads wrote down does not decide every message without a word."""
    assert decided("?", _SURE, known=_KNOWN).route is Route.POLICY_QUESTION
