"""A verdict is given only where the clauses can carry it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.verdicts import (
    bearable,
    clause_modality,
    likely_verdicts,
    seems_to_depend,
    verdict_features,
    verdict_of,
)
from assistant.domain.answer import Verdict
from assistant.domain.example import Example, Neighbour
from assistant.domain.heads import Head
from assistant.domain.modality import Force, Modality, Strength, modality
from tests.fakes.evidence import evidence, found
from tests.fakes.shipped import shipped_library

_NAMES = tuple(verdict.value for verdict in Verdict)
_CLAUSES = st.lists(st.sampled_from(sorted(shipped_library().clauses)), max_size=4)
_LIKELY = st.lists(st.floats(0, 1), min_size=6, max_size=6).map(
    lambda values: dict(zip(_NAMES, values, strict=True))
)


def _head(**bias: float) -> Head:
    """A head that prefers what it is told, whatever the question."""
    return Head((), _NAMES, ((),) * len(_NAMES), tuple(bias.get(name, 0.0) for name in _NAMES))


def _reading(sentence: str) -> Modality:
    return modality(sentence)


_PERMITS = _reading("Staff may swap with a colleague.")
_FORBIDS = _reading("Staff must not post this.")
_STATES = _reading("The website is blue.")
_OBLIGES = _reading("Staff must report this.")
_RELEASES = _reading("Staff do not need permission.")
_CONDITION = _reading("Staff may post only with consent.")
_READINGS = st.lists(
    st.sampled_from([_PERMITS, _FORBIDS, _STATES, _OBLIGES, _RELEASES, _CONDITION]), max_size=3
)


@pytest.mark.parametrize(
    ("verdict", "reading", "borne"),
    [
        (Verdict.YES, _PERMITS, True),
        (Verdict.YES, _FORBIDS, False),
        (Verdict.YES, _STATES, False),
        (Verdict.YES, _OBLIGES, False),
        (Verdict.YES, _CONDITION, False),
        (Verdict.NO, _FORBIDS, True),
        (Verdict.NO, _RELEASES, True),
        (Verdict.NO, _CONDITION, True),
        (Verdict.NO, _PERMITS, False),
        (Verdict.NO, _STATES, False),
        (Verdict.NO, _OBLIGES, False),
        (Verdict.ONLY_IF, _CONDITION, True),
        (Verdict.ONLY_IF, _STATES, False),
        (Verdict.MUST, _OBLIGES, True),
        (Verdict.MUST, _PERMITS, False),
        (Verdict.FACT, _STATES, True),
    ],
)
def test_a_clause_carries_only_its_own_verdicts(verdict: Verdict, reading: Modality, borne: bool) -> None:
    """However sure the head is."""
    assert bearable(verdict, [reading], {verdict.value: 1.0}) is borne


@given(_READINGS, _LIKELY)
def test_yes_needs_a_permission_that_leads(readings: list[Modality], likely: dict[str, float]) -> None:
    """Never without one in the first clause, and never against likelier doubts."""
    if bearable(Verdict.YES, readings, likely):
        assert readings[0].force is Force.ALLOWS
        assert Force.FORBIDS not in readings[0].forces
        assert likely["yes"] >= likely["no"] + likely["only_if"]


@given(_READINGS, _LIKELY)
def test_no_needs_something_against(readings: list[Modality], likely: dict[str, float]) -> None:
    """A ban, an advice against, a release or a condition in one of the first two clauses."""
    against = {Force.FORBIDS, Force.RELEASES, Force.CONDITION}
    assert bearable(Verdict.NO, readings, likely) == any(read.forces & against for read in readings[:2])


@given(_CLAUSES, st.sampled_from(_NAMES), st.floats(0, 50))
def test_no_head_can_force_a_verdict(labels: list[str], wanted: str, how_much: float) -> None:
    """Over any clauses that ship, what comes out is borne by them and never 'depends'."""
    asked = evidence("Can I do this?", *labels)
    verdict = verdict_of(asked, likely_verdicts(asked, _head(**{wanted: how_much})))
    readings = [clause_modality(one) for one in asked.kept]
    assert verdict is not Verdict.DEPENDS
    if verdict is Verdict.YES:
        assert readings[0].force is Force.ALLOWS
    if verdict is Verdict.NO:
        assert any(r.forces & {Force.FORBIDS, Force.RELEASES, Force.CONDITION} for r in readings[:2])
    if verdict is Verdict.MUST:
        assert any(r.forces & {Force.OBLIGES, Force.FORBIDS, Force.CONDITION} for r in readings[:2])


def test_nothing_found_is_a_fact_at_most() -> None:
    """Without a clause there is neither a yes nor a no."""
    asked = evidence("Can I?")
    assert verdict_of(asked, likely_verdicts(asked, _head(yes=9, no=8, only_if=7, must=6))) is Verdict.FACT


def test_the_sentence_that_was_found_is_the_one_that_is_read() -> None:
    """SM 12.2 advises against in its second sentence and bans in its first; an item has its lead-in."""
    assert clause_modality(found("SM 12.2", sentence=0)).strength is Strength.SHOULD
    assert clause_modality(found("SM 12.2", sentence=1)).strength is Strength.ADVISED
    assert clause_modality(found("SM 7.1(d)")).force is Force.FORBIDS


def test_features_name_form_force_and_how_like_questions_were_answered() -> None:
    """What the head sees can be read by a person."""
    near = Neighbour(Example("may I accept it", ("SM 12.2",), "no", "answered", "everyday"), 0.9)
    features = verdict_features(evidence("Can I accept it?", "SM 12.2", "SM 6.2", neighbours=(near,)))
    assert features["form_permission"] == 1.0
    assert (
        features["first_forbids"] == features["first_should"] == features["permission_first_forbids"] == 1.0
    )
    assert features["next_allows"] == 0.5
    assert features["asked_no"] == features["clause_no"] == pytest.approx(1.0)


def test_it_seems_to_depend_only_if_nothing_is_likelier() -> None:
    """The head's first choice decides."""
    asked = evidence("Can I?", "SM 12.2")
    assert seems_to_depend(likely_verdicts(asked, _head(depends=1)))
    assert not seems_to_depend(likely_verdicts(asked, _head(depends=1, no=2)))
