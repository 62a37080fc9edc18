"""What triage learns to tell, and what is true of an example."""

from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned, Route, TriageExample
from assistant.triage.outputs import EMERGENCY, INCIDENT, OUTPUTS, about, labels, told


def _true(example: TriageExample) -> set[str]:
    (row,) = labels([example])
    return {name for name, true in zip(OUTPUTS, row, strict=True) if true}


def test_each_output_has_one_place() -> None:
    """Categories, people and roles do not get into each other's way."""
    assert len(set(OUTPUTS)) == len(OUTPUTS)
    wanted = {INCIDENT, EMERGENCY, *Category, *map(about, Concerned), *map(told, Role)}
    assert set(OUTPUTS) == wanted


def test_all_that_the_table_says_is_true_of_an_incident() -> None:
    """Every category, the emergency, whom it is about, and who is told of it."""
    example = TriageExample(
        "x",
        Route.LIVE_INCIDENT,
        (Category.SELF_HARM, Category.CHILD_ON_CHILD),
        emergency=True,
        concerns=Concerned.CHILD,
    )
    assert _true(example) == {
        INCIDENT,
        EMERGENCY,
        "self_harm",
        "child_on_child",
        "about_child",
        "tell_safeguarding_lead",
    }


def test_only_what_is_said_is_true() -> None:
    """An incident that is no emergency and of which nobody is named."""
    found = _true(TriageExample("x", Route.LIVE_INCIDENT, (Category.DATA_BREACH,)))
    assert {name for name in found if not name.startswith("tell_")} == {INCIDENT, "data_breach"}


def test_nothing_is_true_of_what_has_not_happened() -> None:
    """A question is not half an incident, whatever else its row holds."""
    for route in (Route.POLICY_QUESTION, Route.OUT_OF_SCOPE, Route.UNCLEAR):
        assert _true(TriageExample("x", route, (Category.FGM,), True, Concerned.CHILD)) == set()


def test_labels_stand_in_the_order_of_the_examples() -> None:
    """One row for each, and none for none."""
    incident = TriageExample("x", Route.LIVE_INCIDENT, (Category.FGM,))
    found = labels([TriageExample("y", Route.POLICY_QUESTION), incident])
    assert found.shape == (2, len(OUTPUTS))
    assert found[:, OUTPUTS.index(INCIDENT)].tolist() == [False, True]
    assert labels([]).shape == (0, len(OUTPUTS))
