"""What the coverage head looks at."""

import math

from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.coverage import OUTCOMES, coverage_features, coverage_of
from assistant.domain.evidence import Evidence
from assistant.domain.example import Example, Neighbour
from assistant.domain.heads import Head
from tests.fakes.evidence import evidence
from tests.fakes.shipped import shipped_library

_NEIGHBOURS = st.lists(
    st.builds(
        lambda outcome, nearness: Neighbour(Example("q", (), "", outcome, "a"), nearness),
        st.sampled_from(OUTCOMES),
        st.floats(0, 1),
    ),
    max_size=30,
).map(tuple)


@given(
    st.text(max_size=200),
    st.lists(st.sampled_from(sorted(shipped_library().clauses)), max_size=5),
    _NEIGHBOURS,
)
def test_features_are_always_finite(question: str, labels: list[str], near: tuple[Neighbour, ...]) -> None:
    """Whatever is asked and found, even nothing, every feature is a number, and shares are at most one."""
    features = coverage_features(evidence(question, *labels, neighbours=near))
    assert all(math.isfinite(value) for value in features.values())
    assert all(features.get(f"share_{outcome}", 0.0) <= 1.0 + 1e-9 for outcome in OUTCOMES)
    assert sum(name.startswith("form_") for name in features) == 1


def test_like_questions_speak_for_their_outcome() -> None:
    """The nearest of each outcome is there, and the shares say which outcome prevails."""
    near = (
        Neighbour(Example("a", (), "", "not_covered", "x"), 0.9),
        Neighbour(Example("b", ("SM 12.2",), "no", "answered", "x"), 0.5),
    )
    features = coverage_features(evidence("Can I?", "SM 12.2", neighbours=near))
    assert (features["nearest_not_covered"], features["nearest_answered"]) == (0.9, 0.5)
    assert features["nearest_out_of_scope"] == 0.0
    assert features["share_not_covered"] > 0.9 > features["share_answered"] > 0


def test_signals_of_the_best_clauses_are_handed_on() -> None:
    """The head sees whether one policy speaks, and by how much the best clause leads."""
    one = coverage_features(evidence("Can I?", "SM 12.2", "SM 12.3"))
    two = coverage_features(evidence("Can I?", "SM 12.2", "SG 1.1"))
    assert (one["one_policy"], two["one_policy"]) == (1.0, 0.0)
    assert one["margin"] == 0.5
    assert one["dense"] == 0.5


@given(st.text(max_size=60))
def test_probabilities_add_up(question: str) -> None:
    """The three outcomes share one."""
    head = Head(("words",), OUTCOMES, ((3.0,), (-2.0,), (0.5,)), (0.1, 0.2, 0.3))
    likely = coverage_of(Evidence(question, (), ()), head)
    assert set(likely) == set(OUTCOMES)
    assert math.isclose(sum(likely.values()), 1.0)


def test_out_of_scope_is_only_what_is_like_something_called_so() -> None:
    """Of a policy that is new leads have written no questions yet: those are no small talk."""
    head = Head(("words",), OUTCOMES, ((0.0,), (0.0,), (0.0,)), (0.0, 0.0, 5.0))
    called_so = (Neighbour(Example("a", (), "", "out_of_scope", "x"), 0.5),)
    answered = (Neighbour(Example("b", ("SM 12.2",), "no", "answered", "x"), 0.5),)
    assert coverage_of(evidence("Can I?", "SM 12.2", neighbours=called_so), head)["out_of_scope"] > 0.9
    likely = coverage_of(evidence("Can I?", "SM 12.2", neighbours=answered), head)
    assert likely["out_of_scope"] == 0.0
    assert likely["not_covered"] > 0.9
