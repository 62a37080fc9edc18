"""The steps of asking, over a small school whose shelf the test can switch."""

from dataclasses import replace

import pytest

from assistant.domain.answer import Answered, NotCovered, OutOfScope
from assistant.domain.message import Message, Turn
from assistant.domain.policy import Status
from assistant.errors import NotPublished
from tests.assistant.journeys.asking import Asking
from tests.fakes.small_school import SmallSchool

_QUESTION = "must staff keep their own phone silent in lessons"


@pytest.fixture
def asking(school: SmallSchool) -> Asking:
    """A journey that takes every question for covered, over the published school."""
    made = Asking(school)
    made.publish()
    return made


def test_an_index_that_is_switched_meanwhile_answers_the_next_question(asking: Asking) -> None:
    """The words quoted are the new ones, without a new journey; the index is opened once for each switch."""
    before = asking.journey.ask(Message(_QUESTION))
    asking.journey.ask(Message(_QUESTION))
    assert len(asking.opened) == 1
    asking.school.edit("corpus/policies/phones-policy.md", "phone silent in lessons", "phone locked away")
    asking.publish()
    after = asking.journey.ask(Message(_QUESTION))
    assert isinstance(before, Answered)
    assert isinstance(after, Answered)
    assert "silent in lessons" in before.citations[0].quote
    assert "locked away" in after.citations[0].quote
    assert len(asking.opened) == 2


def test_before_a_publish_there_is_no_answer_and_after_it_there_is(school: SmallSchool) -> None:
    """The same journey that refused answers as soon as there is an index."""
    asking = Asking(school)
    with pytest.raises(NotPublished):
        asking.journey.ask(Message(_QUESTION))
    with pytest.raises(NotPublished):
        asking.journey.answer(Message(_QUESTION))
    with pytest.raises(NotPublished):
        asking.journey.evidence(Message(_QUESTION))
    asking.publish()
    assert isinstance(asking.journey.ask(Message(_QUESTION)), Answered)


@pytest.mark.parametrize("status", [Status.SUPERSEDED, Status.DRAFT])
def test_nothing_unverified_is_an_answer(school: SmallSchool, status: Status) -> None:
    """Where no citation holds, a question that was found is not covered, and nothing is shown as nearest."""
    asking = Asking(school)
    asking.publish(status)
    outcome = asking.journey.ask(Message(_QUESTION))
    assert isinstance(outcome, NotCovered)
    assert outcome.nearest == ()
    assert outcome.ask_role == "Headteacher"


def test_the_owner_of_the_nearest_policy_is_asked(school: SmallSchool) -> None:
    """Where the two nearest clauses are of one policy its owner is named, else the headteacher."""
    asking = Asking(school, "not_covered")
    asking.publish()
    outcome = asking.journey.ask(Message("must the trip leader write a trip risk assessment before a trip"))
    assert isinstance(outcome, NotCovered)
    assert {citation.policy for citation in outcome.nearest[:2]} == {"trips"}
    assert outcome.ask_role == "Trips Lead"
    assert "Please ask the Trips Lead." in outcome.headline


def test_a_follow_up_is_kept_as_a_gap_together_with_what_it_leans_on(school: SmallSchool) -> None:
    """The policy's owner can understand the question; what the assistant said is not in it."""
    asking = Asking(school, "not_covered")
    asking.publish()
    history = (Turn("user", "May pupils juggle knives at lunch?"), Turn("assistant", "No idea."))
    asking.journey.ask(Message("and swords?", history))
    assert asking.gaps.waiting() == (("May pupils juggle knives at lunch? and swords?", 1),)


def test_out_of_scope_ends_without_a_trace(school: SmallSchool) -> None:
    """It is no gap of the policies."""
    asking = Asking(school, "out_of_scope")
    asking.publish(out_of_scope="will it rain")
    outcome = asking.journey.ask(Message("will it rain"))
    assert isinstance(outcome, OutOfScope)
    assert asking.gaps.waiting() == ()


def test_what_is_like_nothing_that_leads_have_seen_is_a_gap(school: SmallSchool) -> None:
    """A new policy's first questions are no small talk, whatever they sound like."""
    asking = Asking(school, "out_of_scope")
    asking.publish()
    assert isinstance(asking.journey.ask(Message("will it rain")), NotCovered)
    assert asking.gaps.waiting() == (("will it rain", 1),)


def test_what_is_pinned_is_never_out_of_scope(school: SmallSchool) -> None:
    """However unlike a policy question it sounds."""
    asking = Asking(school, "out_of_scope")
    asking.publish(out_of_scope="will it rain nudes")
    outcome = asking.journey.ask(Message("will it rain nudes"), record=False)
    assert isinstance(outcome, NotCovered)
    assert [warning.code for warning in outcome.warnings] == ["indecent_images"]


def test_the_way_to_a_person_has_the_numbers_that_are_set(school: SmallSchool) -> None:
    """A number that the school has not set is said not to be."""
    said = Asking(school).journey.way_to_a_person()
    assert "Safeguarding lead (01632 960001) or Headteacher (01632 960003)." in said
    school.edit("corpus/school.toml", 'phone = "01632 960003"', 'phone = ""')
    assert "Headteacher (number not set)." in Asking(school).journey.way_to_a_person()


def test_evidence_shows_what_was_kept(asking: Asking) -> None:
    """For --explain: the clauses that the answer was made from, best first."""
    evidence = asking.journey.evidence(Message(_QUESTION))
    assert evidence.question == _QUESTION
    assert evidence.kept[0].clause.label == "PH 1.1"


def test_what_is_switched_to_meanwhile_answers_the_next_question(asking: Asking) -> None:
    """The same index is opened again with other heads, once; with the same ones it is not."""
    before = asking.journey.ask(Message(_QUESTION))
    assert isinstance(before, Answered)
    other = asking.heads.coverage
    asking.heads = replace(asking.heads, coverage=replace(other, bias=(0.0, 5.0, 0.0)))
    assert [type(asking.journey.ask(Message(_QUESTION))) for _ in range(2)] == [NotCovered, NotCovered]
    assert len(asking.opened) == 2
