"""Who is told of an incident, and who must not be."""

import pytest

from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned, Route, Triage, TriageExample
from assistant.evaluation.telling import expected, first_role_right, tells_whom_it_is_about

_CHILD, _STAFF, _HEADS = (
    Category.CHILD_PROTECTION,
    Category.STAFF_CONDUCT,
    Category.HEADTEACHER_CONDUCT,
)
_LIVE = Route.LIVE_INCIDENT


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


@pytest.mark.parametrize("category", list(Category))
def test_a_decision_as_the_label_says_is_right(category: Category) -> None:
    """Whomever it concerns."""
    for concerned in Concerned:
        example = _message(_LIVE, category, concerns=concerned)
        assert first_role_right(example, expected(example))
        assert not tells_whom_it_is_about(example, expected(example))
