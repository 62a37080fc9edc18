"""An explanation comes after the answer and never instead of it, and costs it nothing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Event
from typing import NoReturn

import pytest

from assistant.domain.answer import Answered, Explained
from assistant.domain.message import Message
from assistant.domain.proposal import Excerpt, Proposal, Restated, Step
from assistant.errors import CaseStoreError, SettingsError
from assistant.ports import ModelFailed
from tests.assistant.journeys.explaining import Explaining
from tests.fakes.answering_model import proposed
from tests.fakes.small_school import SmallSchool

_QUESTION = "must staff keep their own phone silent on a trip"
_TRIP = "must the trip leader write a risk assessment before the trip starts at all"
_FOLLOW_UP = "and on a trip?"
_UNCLEAR = "hm a phone, must staff keep their own phone silent in lessons"
_INCIDENT = "my pupil has a bruise on her neck"
_IN_DOUBT = "a knife and a phone, must staff keep their own phone silent in lessons"


@pytest.fixture
def explaining(school: SmallSchool) -> Explaining:
    """A school with a model that has one sentence for everything."""
    return Explaining(school)


def test_sentences_stand_beside_the_answer_and_all_else_stays(explaining: Explaining) -> None:
    """With the clause that the model named by its key; the day's usage has it."""
    default = explaining.default(_QUESTION)
    answer = explaining.answered(_QUESTION)
    assert answer == replace(default, explanation=(Explained("It is so.", default.citations[:1]),))
    assert explaining.told == [Step.WRITING, Step.CHECKING]
    assert explaining.usage() == (1, 7, 1, 0)


def test_the_model_reads_the_question_and_at_most_five_clauses(explaining: Explaining) -> None:
    """Those that the answer rests on and no other; keys say nothing."""
    default = explaining.default(_QUESTION)
    explaining.answered(_QUESTION)
    excerpts = explaining.model.excerpts
    assert explaining.model.read[0] == _QUESTION
    assert [excerpt.key for excerpt in excerpts] == [f"C{n}" for n in range(1, len(excerpts) + 1)]
    assert [excerpt.citation for excerpt in excerpts] == list(default.citations)


def test_a_clause_that_is_cited_besides_comes_with_what_must_be_known_of_it(explaining: Explaining) -> None:
    """After the default's clauses; where it is of a model policy, that is said."""
    asked = ("and in lessons?", "must staff keep their own phone silent")
    default = explaining.default(*asked)

    def from_trips(question: str, excerpts: Sequence[Excerpt]) -> Proposal:
        (key, *_) = (excerpt.key for excerpt in excerpts if excerpt.citation.policy == "trips")
        return proposed("On trips too.", key)

    explaining.model.restates = lambda question, earlier: Restated("", ("risk assessment before a trip",))
    explaining.model.explains = from_trips
    answer = explaining.answered(*asked)
    assert "trips" not in {citation.policy for citation in default.citations}
    assert answer.citations[:-1] == default.citations
    assert answer.citations[-1].policy == "trips"
    assert [warning.code for warning in default.warnings] == ["review_overdue"]
    assert [warning.code for warning in answer.warnings] == ["review_overdue", "model_text"]


def test_one_side_of_a_tension_is_not_for_the_model_alone(explaining: Explaining) -> None:
    """Whoever reads it has to read the other side, and whom to ask."""
    question = "may I accept a call from a parent or give my own number to parents"
    found = [one.clause for one in explaining.asking.journey.evidence(Message(question)).kept[:5]]
    assert "never give their own number" in " ".join(clause.text for clause in found)
    offered = explaining.asking.journey.worth_reading(question)
    assert offered
    assert "never give their own number" not in " ".join(citation.quote for citation in offered)


def test_names_are_put_back(explaining: Explaining) -> None:
    """The model reads and writes a placeholder only."""
    explaining.model.explains = lambda _, excerpts: proposed("Tell [name 1] so.", excerpts[0].key)
    answer = explaining.answered(f"{_QUESTION}, asks Leah")
    assert answer.explanation[0].text == "Tell Leah so."
    assert "[name 1]" in explaining.model.read[0]
    assert "Leah" not in "".join(explaining.model.read)


def test_what_does_not_hold_is_not_shown(explaining: Explaining) -> None:
    """Where nothing is left, the default answer stands alone, and the day has a fall-back."""
    explaining.holds = lambda text: "lie" not in text
    explaining.model.explains = lambda _, excerpts: proposed("A lie.", excerpts[0].key)
    assert explaining.answered(_QUESTION) == explaining.default(_QUESTION)
    assert explaining.usage() == (1, 7, 0, 1)


@pytest.mark.parametrize("text", [_INCIDENT, _UNCLEAR, _IN_DOUBT, "thank you"])
@pytest.mark.parametrize("record", [True, False])
def test_what_is_no_question_never_reaches_the_model(explaining: Explaining, text: str, record: bool) -> None:
    """Nor is it counted; in a trial run neither."""
    explaining.ask(text, record=record)
    assert (explaining.model.read, explaining.told, explaining.usage()) == ([], [], (0, 0, 0, 0))


def test_without_an_answer_the_model_is_not_asked(school: SmallSchool) -> None:
    """It explains answers, and makes none."""
    explaining = Explaining(school)
    explaining.asking.switch.turn(True, "ann", explaining.asking.clock.now())
    explaining.ask(_QUESTION)
    assert explaining.model.read == []


def test_in_a_trial_run_it_is_asked_and_counted(explaining: Explaining) -> None:
    """A call costs what it costs."""
    outcome = explaining.ask(_QUESTION, record=False)
    assert isinstance(outcome, Answered)
    assert outcome.explanation
    assert explaining.usage() == (1, 7, 1, 0)


def test_a_long_story_is_answered_without_the_model(explaining: Explaining) -> None:
    """No model is paid to read it."""
    assert explaining.answered(f"{_QUESTION} {'word ' * 400}").explanation == ()
    assert explaining.model.read == []


def test_what_is_used_up_is_used_up(explaining: Explaining) -> None:
    """For one person, and for the day."""
    explaining.allowance = type(explaining.allowance)(per_person=1)
    assert explaining.answered(_QUESTION).explanation
    assert explaining.answered(_QUESTION) == explaining.default(_QUESTION)
    assert explaining.usage() == (1, 7, 1, 0)


def _raises(error: Exception) -> Callable[..., NoReturn]:
    def broken(*_: object) -> NoReturn:
        raise error

    return broken


_FAILURES = [
    ModelFailed("timeout"),
    CaseStoreError("away"),
    SettingsError("No such model."),
    RuntimeError("quetzalcoatlus"),
    MemoryError("quetzalcoatlus"),
]


@pytest.mark.parametrize("error", _FAILURES, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("where", ["means", "explain", "take", "spend", "verify", "told"])
def test_whatever_fails_leaves_the_answer(
    explaining: Explaining, where: str, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    """As it was; one word in the log says why, and none of the question."""
    match where:
        case "means":
            explaining.breaks_with = error
        case "explain":
            explaining.model.explains = _raises(error)
        case "verify":
            explaining.holds = _raises(error)
        case "told":
            explaining.tells = _raises(error)
        case _:
            setattr(explaining.allowance, where, _raises(error))
    assert explaining.answered(_QUESTION) == explaining.default(_QUESTION)
    said = error.reason if isinstance(error, ModelFailed) else type(error).__name__
    assert [record.getMessage() for record in caplog.records] == [f"no explanation: {said}"]
    assert "quetzalcoatlus" not in caplog.text


def test_a_call_that_fails_is_counted_as_one(explaining: Explaining) -> None:
    """The day has a call and a fall-back."""
    explaining.model.explains = _raises(ModelFailed("refusal"))
    explaining.answered(_QUESTION)
    assert explaining.usage() == (1, 0, 0, 1)


def test_nobody_waits_longer_than_was_said(school: SmallSchool, caplog: pytest.LogCaptureFixture) -> None:
    """What the model says afterwards is shown to nobody, and counted as that."""
    explaining, go_on, done = Explaining(school, patience=0.2), Event(), Event()

    def late(question: str, excerpts: Sequence[Excerpt]) -> Proposal:
        go_on.wait(10)
        return proposed("Too late.", excerpts[0].key)

    explaining.model.explains = late
    spend = explaining.allowance.spend

    def spent(*given: object) -> None:
        spend(*given)  # type: ignore[arg-type]
        done.set()

    explaining.allowance.spend = spent  # type: ignore[method-assign, assignment]
    assert explaining.answered(_QUESTION) == explaining.default(_QUESTION)
    assert "no explanation: TimeoutError" in caplog.text
    go_on.set()
    assert done.wait(10)
    assert explaining.usage() == (1, 7, 0, 1)
