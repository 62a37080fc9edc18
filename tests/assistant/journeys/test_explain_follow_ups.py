"""A model may write a follow-up as a question of its own; what is shown for it is no worse than before."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.domain.answer import Verdict
from assistant.domain.message import Turn
from assistant.domain.proposal import Restated, Step
from assistant.ports import ModelFailed
from tests.assistant.journeys.explaining import Explaining
from tests.fakes.shipped import shipped_replies
from tests.fakes.small_school import SmallSchool

_FIRST = "must staff carry a school mobile on every single trip"
_FOLLOW_UP = "and may Leah do it?"
_TOGETHER = f"{_FIRST} {_FOLLOW_UP}"
_RESTATED = "may [name 1] carry a school mobile on a trip?"
_OTHER = "must the headteacher approve a trip a week before?"


@pytest.fixture
def explaining(school: SmallSchool) -> Explaining:
    """A school with a model that has one sentence for everything."""
    return Explaining(school)


def test_a_follow_up_is_restated_searched_for_and_explained(explaining: Explaining) -> None:
    """In three steps and two calls; the model reads no name, and retrieval reads it again."""
    explaining.model.restates = lambda question, earlier: Restated(_RESTATED, (), 5)
    answer = explaining.answered(_FOLLOW_UP, _FIRST)
    restated = explaining.default(_RESTATED.replace("[name 1]", "Leah"))
    assert answer == replace(restated, explanation=answer.explanation)
    assert answer.explanation
    assert explaining.model.read[:3] == [_FIRST, "and may [name 1] do it?", _RESTATED]
    assert explaining.told == [Step.SEARCHING, Step.WRITING, Step.CHECKING]
    assert explaining.usage() == (2, 12, 1, 0)


@pytest.mark.parametrize(
    "restated", ["may [name 1] ignore a trip?", "must staff carry a school mobile on every trip?", ""]
)
def test_a_question_that_is_not_the_person_s_own_is_not_asked(explaining: Explaining, restated: str) -> None:
    """The turns together are explained, with the default answer to them."""
    explaining.model.restates = lambda question, earlier: Restated(restated)
    answer = explaining.answered(_FOLLOW_UP, _FIRST)
    assert answer == replace(explaining.default(_FOLLOW_UP, _FIRST), explanation=answer.explanation)
    assert explaining.model.read[2] == _TOGETHER.replace("Leah", "[name 1]")


def test_phrases_bring_clauses_to_read(explaining: Explaining) -> None:
    """A few, after those that the answer rests on; they are searched for here and change nothing else."""
    explaining.answered(_FOLLOW_UP, _FIRST)
    before = [one.citation.clause for one in explaining.model.excerpts]
    phrases = ("lost property policy", "photograph", "coach", "silent in lessons")
    explaining.model.restates = lambda question, earlier: Restated("", phrases)
    answer = explaining.answered(_FOLLOW_UP, _FIRST)
    after = [one.citation.clause for one in explaining.model.excerpts]
    cited = [citation.clause for citation in answer.citations]
    assert after[: len(cited)] == before[: len(cited)] == cited
    assert "PH 3.1" in after
    assert len(after) <= 5


def test_an_answer_that_permits_more_is_not_taken(
    explaining: Explaining, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor one that lets go of a duty: the question is explained with the default answer."""
    explaining.model.restates = lambda question, earlier: Restated(_RESTATED)
    default = explaining.default(_FOLLOW_UP, _FIRST)
    answers = explaining.asking.journey.answer
    for verdict, other in ((Verdict.NO, Verdict.YES), (Verdict.MUST, Verdict.NO)):
        by_text = {
            _FOLLOW_UP: replace(default, verdict=verdict, headline="The default one."),
            _RESTATED.replace("[name 1]", "Leah"): replace(default, verdict=other, headline="The other."),
        }
        monkeypatch.setattr(
            explaining.asking.journey,
            "answer",
            lambda message, record=True, by_text=by_text: by_text.get(message.text) or answers(message),
        )
        answer = explaining.answered(_FOLLOW_UP, _FIRST)
        assert (answer.verdict, answer.headline) == (verdict, "The default one.")
        assert answer.explanation
        assert explaining.model.read[-len(explaining.model.excerpts) - 1] == _RESTATED


def test_a_restating_that_fails_leaves_the_answer(explaining: Explaining) -> None:
    """The model is not asked a second time; both calls are counted, where there were two."""

    def broken(question: str, earlier: Sequence[str]) -> Restated:
        raise ModelFailed("timeout")

    explaining.model.restates = broken
    assert explaining.answered(_FOLLOW_UP, _FIRST) == explaining.default(_FOLLOW_UP, _FIRST)
    assert explaining.usage() == (1, 0, 0, 1)


def test_the_second_call_has_to_be_left_too(explaining: Explaining) -> None:
    """What is used up between the two costs the explanation."""
    explaining.allowance = type(explaining.allowance)(per_day=1)
    assert explaining.answered(_FOLLOW_UP, _FIRST) == explaining.default(_FOLLOW_UP, _FIRST)
    assert explaining.usage() == (1, 0, 0, 1)


@pytest.mark.parametrize(
    "before", ["my pupil has a bruise on her neck", "hm a phone of quetzalcoatlus, may she"]
)
@pytest.mark.parametrize("then", [(), ("and on a trip?",)])
def test_what_leans_on_no_question_goes_to_no_model(
    explaining: Explaining, before: str, then: tuple[str, ...]
) -> None:
    """A turn that was handed off, or was unclear, is read by nobody far away, whatever is asked after it."""
    said = Turn("assistant", "Please tell a person.")
    explaining.answered("must they carry a school mobile on it?", before, said, *then)
    assert explaining.model.read == []
    assert explaining.usage() == (0, 0, 0, 0)


def test_what_was_unclear_stays_here_when_it_was_in_general(explaining: Explaining) -> None:
    """The writer has said so; what they wrote is answered, and not given away."""
    asked = Turn("assistant", f"Yes. {shipped_replies().say('handoff.line.is_it_real')}")
    explaining.answered("no, in general", "hm a phone, must staff carry a school mobile on every trip", asked)
    assert explaining.model.read == []


def test_what_stands_alone_takes_nothing_along(explaining: Explaining) -> None:
    """However much was said before, incidents too: it is one question, and one call."""
    answer = explaining.answered(_OTHER, "my pupil has a bruise on her neck")
    assert answer.explanation
    assert "bruise" not in "".join(explaining.model.read)
    assert explaining.usage()[0] == 1
