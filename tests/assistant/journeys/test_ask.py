"""The steps of asking, over a small school whose shelf the test can switch."""

from dataclasses import replace

import pytest

from assistant.adapters.heads_file import read_heads
from assistant.adapters.school_files.guidance import read_guidance
from assistant.adapters.school_files.school import read_school
from assistant.domain.answer import Answered, NotCovered, OutOfScope
from assistant.domain.heads import Head, Heads
from assistant.domain.message import Message, Turn
from assistant.domain.policy import Status
from assistant.errors import NotPublished
from assistant.journeys.ask import AskJourney, Thresholds
from assistant.ports import Encoder, Index
from assistant.retrieval.bridge import level
from assistant.retrieval.ranker import SIGNALS
from tests.fakes.clock import FakeClock
from tests.fakes.encoder import FakeEncoder
from tests.fakes.gap_queue import FakeGapQueue
from tests.fakes.shelf import FakeShelf
from tests.fakes.shipped import shipped_replies
from tests.fakes.small_school import PROJECT, SmallSchool

_QUESTION = "must staff keep their own phone silent in lessons"
_OUTCOMES = ("answered", "not_covered", "out_of_scope")


class Asking:
    """A journey over fakes, whose coverage head always prefers one outcome."""

    def __init__(self, school: SmallSchool, outcome: str = "answered") -> None:
        self.school, self.shelf, self.gaps = school, FakeShelf(FakeEncoder), FakeGapQueue()
        self.opened: list[str] = []
        verdicts = read_heads(PROJECT / "prompts" / "heads.json").verdict
        bias = tuple(5.0 if name == outcome else 0.0 for name in _OUTCOMES)
        coverage = Head((), _OUTCOMES, ((),) * 3, bias)
        self.journey = AskJourney(
            self.shelf,
            self._encoder_of,
            read_guidance(school.prompts, school.corpus),
            Heads(dict.fromkeys(SIGNALS, 1.0), coverage, verdicts, "by hand"),
            level(len(FakeEncoder().encode(["word"])[0].sentence)),
            shipped_replies(),
            read_school(school.corpus / "school.toml"),
            self.gaps,
            FakeClock(),
            Thresholds(),
        )

    def publish(self, status: Status | None = None) -> None:
        """Publish the school's files, all with one status if it is given."""
        policies = self.school.policies
        if status:
            policies = tuple(replace(p, record=replace(p.record, status=status)) for p in policies)
        self.shelf.publish(policies, (), lambda *_: None)

    def _encoder_of(self, index: Index) -> Encoder:
        self.opened.append(index.digest)
        return FakeEncoder(index.encoder)


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
    asking.publish()
    outcome = asking.journey.ask(Message("will it rain"))
    assert isinstance(outcome, OutOfScope)
    assert asking.gaps.waiting() == ()


def test_what_is_pinned_is_never_out_of_scope(school: SmallSchool) -> None:
    """However unlike a policy question it sounds."""
    asking = Asking(school, "out_of_scope")
    asking.publish()
    outcome = asking.journey.ask(Message("will it rain nudes"), record=False)
    assert isinstance(outcome, NotCovered)
    assert [warning.code for warning in outcome.warnings] == ["indecent_images"]


def test_the_way_to_a_person_has_the_numbers_that_are_set(school: SmallSchool) -> None:
    """A number that the school has not set is said not to be."""
    said = Asking(school).journey.way_to_a_person()
    assert said.count("(01632 960000)") == 2
    school.edit("corpus/school.toml", 'phone = "01632 960000"', 'phone = ""')
    assert Asking(school).journey.way_to_a_person().count("(number not set)") == 2


def test_evidence_shows_what_was_kept(asking: Asking) -> None:
    """For --explain: the clauses that the answer was made from, best first."""
    evidence = asking.journey.evidence(Message(_QUESTION))
    assert evidence.question == _QUESTION
    assert evidence.kept[0].clause.label == "PH 1.1"
