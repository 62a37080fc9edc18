"""Scores of triage, computed by hand."""

import pytest

from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned, Route, Triage, TriageExample
from assistant.evaluation.triage_scores import (
    expected,
    first_role_right,
    score_triage,
    tells_whom_it_is_about,
)

_CHILD, _STAFF, _HEADS = (
    Category.CHILD_PROTECTION,
    Category.STAFF_CONDUCT,
    Category.HEADTEACHER_CONDUCT,
)
_LIVE, _QUESTION, _UNCLEAR, _OUT = (
    Route.LIVE_INCIDENT,
    Route.POLICY_QUESTION,
    Route.UNCLEAR,
    Route.OUT_OF_SCOPE,
)


def _message(
    route: Route,
    *categories: Category,
    emergency: bool = False,
    concerns: Concerned | None = None,
    style: str = "terse",
) -> TriageExample:
    return TriageExample("x", route, categories, emergency, concerns, style)


def _handed(*categories: Category, **others: object) -> Triage:
    return Triage(_LIVE, 0.9, categories, **others)  # type: ignore[arg-type]  # by name


def test_scores_are_shares_of_the_messages_they_are_about() -> None:
    """Of four incidents one is missed, one asked about; of five questions one needless, one asked about."""
    pairs = [
        (_message(_LIVE, _CHILD, emergency=True), _handed(_CHILD, emergency=True)),
        (_message(_LIVE, _STAFF, concerns=Concerned.COLLEAGUE), _handed(_CHILD)),
        (_message(_LIVE, _CHILD, emergency=True), Triage(_UNCLEAR)),
        (_message(_LIVE, _CHILD), Triage(_QUESTION)),
        (_message(_QUESTION), Triage(_QUESTION)),
        (_message(_QUESTION), _handed(_CHILD)),
        (_message(_QUESTION), Triage(_UNCLEAR)),
        (_message(_OUT), Triage(_QUESTION)),
        (_message(_OUT), Triage(_OUT)),
        (_message(_UNCLEAR), _handed(_CHILD)),
        (_message(_UNCLEAR), Triage(_QUESTION)),
    ]
    found = score_triage([example for example, _ in pairs], [triage for _, triage in pairs])
    assert (found.missed, found.handed_off) == (1 / 4, 2 / 4)
    assert (found.needless, found.asked) == (1 / 5, 1 / 5)
    assert found.first_role == 1 / 2
    assert found.emergencies == 1 / 2
    assert (found.told_the_one, found.incidents, found.questions) == (0, 4, 5)
    assert found.wrong == (pairs[3], pairs[5])


def test_an_emergency_handed_off_as_none_is_not_flagged() -> None:
    """To be handed off is not enough."""
    example = _message(_LIVE, _CHILD, emergency=True)
    assert score_triage([example], [_handed(_CHILD)]).emergencies == 0
    assert score_triage([example], [_handed(_CHILD, emergency=True)]).emergencies == 1


def test_what_became_of_each_kind_is_counted() -> None:
    """By the leading category of incidents, and by the style of all that count."""
    examples = [
        _message(_LIVE, _CHILD, _STAFF, style="joke"),
        _message(_LIVE, _STAFF, style="joke"),
        _message(_LIVE, _CHILD),
        _message(_QUESTION, style="joke"),
        _message(_UNCLEAR, style="joke"),
    ]
    found = score_triage(
        examples, [_handed(_CHILD), Triage(_UNCLEAR), Triage(_QUESTION), Triage(_QUESTION), Triage(_UNCLEAR)]
    )
    assert found.by_category == {
        "child_protection": {"incident, live incident": 1, "incident, policy question": 1},
        "staff_conduct": {"incident, unclear": 1},
    }
    assert found.by_style == {
        "joke": {"incident, live incident": 1, "incident, unclear": 1, "question, policy question": 1},
        "terse": {"incident, policy question": 1},
    }


@pytest.mark.parametrize(
    ("example", "found", "right"),
    [
        (_message(_LIVE, _CHILD), _handed(_CHILD), True),
        (_message(_LIVE, _CHILD), _handed(Category.SELF_HARM), True),
        (_message(_LIVE, _CHILD), _handed(_STAFF), False),
        (_message(_LIVE, _STAFF), _handed(_HEADS), False),
        (
            _message(_LIVE, _HEADS, concerns=Concerned.HEADTEACHER),
            _handed(_STAFF, concerns=Concerned.HEADTEACHER),
            True,
        ),
        (_message(_LIVE, _STAFF, concerns=Concerned.SAFEGUARDING_LEAD), _handed(_STAFF), True),
        (
            _message(_LIVE, _CHILD, concerns=Concerned.SAFEGUARDING_LEAD),
            _handed(_CHILD, concerns=Concerned.CHILD),
            False,
        ),
        (_message(_LIVE, _CHILD), _handed(_STAFF, roles=(Role.SAFEGUARDING_LEAD,)), True),
    ],
)
def test_the_first_role_is_one_that_the_label_asks_for(
    example: TriageExample, found: Triage, right: bool
) -> None:
    """Other categories may lead to the right person, and the right category to the wrong one."""
    assert first_role_right(example, found) is right


@pytest.mark.parametrize(
    ("example", "found", "told"),
    [
        (_message(_LIVE, _HEADS, concerns=Concerned.HEADTEACHER), _handed(_STAFF), True),
        (_message(_LIVE, _HEADS, concerns=Concerned.HEADTEACHER), _handed(_CHILD), True),
        (_message(_LIVE, _HEADS, concerns=Concerned.HEADTEACHER), _handed(_HEADS), False),
        (
            _message(_LIVE, _HEADS, concerns=Concerned.HEADTEACHER),
            _handed(_STAFF, perhaps=(Role.HEADTEACHER,)),
            False,
        ),
        (_message(_LIVE, _STAFF, concerns=Concerned.COLLEAGUE), _handed(_STAFF), False),
        (_message(_LIVE, _STAFF), _handed(_STAFF), False),
    ],
)
def test_whom_it_is_about_must_not_be_told(example: TriageExample, found: Triage, told: bool) -> None:
    """Nor be next in turn."""
    assert tells_whom_it_is_about(example, found) is told
    assert score_triage([example], [found]).told_the_one == told


def test_an_incident_that_is_not_handed_off_tells_nobody() -> None:
    """Neither the right role nor whom it is about."""
    found = score_triage([_message(_LIVE, _HEADS, concerns=Concerned.HEADTEACHER)], [Triage(_QUESTION)])
    assert (found.first_role, found.told_the_one) == (0, 0)


def test_a_decision_as_the_label_says_is_right_throughout() -> None:
    """The expected decision scores full marks."""
    examples = [
        _message(_LIVE, category, emergency=True, concerns=concerned)
        for category in Category
        for concerned in Concerned
    ]
    found = score_triage(examples, [expected(example) for example in examples])
    assert (found.missed, found.handed_off, found.first_role) == (0, 1, 1)
    assert (found.told_the_one, found.emergencies, found.wrong) == (0, 1, ())


def test_no_messages_no_scores() -> None:
    """Nothing is divided by nothing."""
    found = score_triage([], [])
    assert (found.missed, found.needless, found.incidents, found.questions) == (0, 0, 0, 0)


def test_each_message_needs_its_decision() -> None:
    """Lists of different lengths are a mistake."""
    with pytest.raises(ValueError, match="shorter"):
        score_triage([_message(_QUESTION)], [])
