"""What a member of staff reads, question by question, over the corpus that ships."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.bootstrap import Assistant, assistant
from assistant.domain.answer import Answered, HandedOff, NotCovered, OutOfScope, Verdict
from assistant.domain.message import Message, Turn
from assistant.errors import NotPublished
from assistant.settings import Settings
from tests.fakes.clock import FakeClock
from tests.fakes.small_school import PROJECT, SmallSchool
from tests.journeys.asking import all_citations, answered, ask, codes, is_true, policies_say

_NOT_COVERED = "Can I bring my dog to work on Fridays?"
_FROM_A_PUPIL = "Can I accept a friend request from a year 9?"


@pytest.fixture
def own_assistant(own_home: Path) -> Assistant:
    """The corpus that ships, with a gap queue of the test's own."""
    return assistant(
        Settings(home=own_home, corpus=PROJECT / "corpus", prompts=PROJECT / "prompts"), FakeClock()
    )


def test_a_friend_request_from_nobody_in_particular_depends(real_assistant: Assistant) -> None:
    """Five branches, each with a verdict of its own and the policy's words, and the question which it is."""
    answer = answered(real_assistant, "Can I accept this friend request?")
    assert answer.verdict is Verdict.DEPENDS
    told = [(branch.when, branch.verdict.value, branch.citations[0].clause) for branch in answer.branches]
    assert told == [
        ("a pupil, here or at any other school", "no", "SM 12.2"),
        ("a former pupil", "no", "SM 12.2"),
        ("someone linked to the school whom you know as a parent here yourself", "only_if", "SM 13.1"),
        ("a parent or carer", "no", "SM 10.2"),
        ("a colleague", "only_if", "SM 12.6"),
    ]
    assert (answer.asks, answer.options) == ("which_branch", tuple(branch.when for branch in answer.branches))
    assert all(is_true(real_assistant, citation) for citation in all_citations(answer))
    assert [branch.said for branch in answer.branches][:2] == [
        "No (should not)",
        "Better not (advised against)",
    ]


def test_a_friend_request_from_a_pupil_is_a_plain_no(real_assistant: Assistant) -> None:
    """The pupil's clause alone carries the verdict; what stands beside it is the other side of a tension."""
    answer = answered(real_assistant, _FROM_A_PUPIL)
    assert (answer.verdict, answer.branches, answer.asks) == (Verdict.NO, (), None)
    assert answer.citations[0].clause == "SM 12.2"
    assert answer.citations[0].quote.startswith("Staff should decline 'friend requests' from students")
    assert [citation.clause for citation in answer.citations[1:]] == ["SM 13.1"]
    assert "conflict" in codes(answer)
    assert "should not" in answer.headline


def test_a_friend_request_from_a_former_pupil_is_advised_against(real_assistant: Assistant) -> None:
    """The advice of the clause is not made into a ban."""
    answer = answered(real_assistant, "Can I accept a friend request from a former pupil?")
    assert (answer.verdict, answer.branches) == (Verdict.NO, ())
    (cited,) = answer.citations
    assert (cited.clause, "advised not to communicate" in cited.quote) == ("SM 12.2", True)
    assert answer.headline.startswith("Better not.")


@pytest.mark.parametrize(
    "before", [(_FROM_A_PUPIL,), ("Can I accept a friend request from a former pupil?",)]
)
def test_a_follow_up_puts_another_person_in_the_place(
    real_assistant: Assistant, before: tuple[str, ...]
) -> None:
    """'And from their mum?' is answered for a parent, whoever was asked about before."""
    answer = answered(real_assistant, "and from their mum?", *before)
    assert (answer.verdict, answer.branches) == (Verdict.NO, ())
    assert answer.citations[0].clause == "SM 10.2"
    assert "parents/carers" in answer.citations[0].quote


def test_a_follow_up_to_a_follow_up_is_still_about_the_same(real_assistant: Assistant) -> None:
    """After pupil and mum, 'what about a colleague?' is about accepting a colleague, and no longer a no."""
    answer = answered(real_assistant, "what about a colleague?", _FROM_A_PUPIL, "and from their mum?")
    assert (answer.verdict, answer.citations[0].clause) == (Verdict.ONLY_IF, "SM 12.6")


@pytest.mark.parametrize(
    "question",
    [
        "nudes",
        "zxqv blorp nudes wibble",
        "A pupil has sent me nudes, what do I do?",
        "is a topless statue in the car park a problem",
        "can i accept a friend request from a pupil who shares NUDES?",
        "When do I get paid for looking at dick pics",
    ],
)
def test_a_question_on_nudes_always_begins_with_the_law(real_assistant: Assistant, question: str) -> None:
    """The clause on indecent images comes first, with the rule never to view, whatever else is found."""
    answer = policies_say(real_assistant, question)
    assert isinstance(answer, Answered)
    assert answer.citations[0].clause == "SM 18.4"
    assert answer.citations[0].quote.startswith("If such evidence contains indecent images of children")
    assert answer.warnings[0].code == "indecent_images"
    assert answer.warnings[0].text.startswith("Never view, copy, screenshot, forward, save or delete")
    assert answer.verdict is not Verdict.YES


def test_the_rule_on_nudes_stands_even_where_no_clause_is_held(published_school: SmallSchool) -> None:
    """A school without the pinned clauses still reads never to view, beside 'not covered'."""
    folders = Settings(
        home=published_school.home, corpus=published_school.corpus, prompts=published_school.prompts
    )
    outcome = policies_say(assistant(folders), "zxqv blorp nudes wibble")
    assert isinstance(outcome, NotCovered)
    assert outcome.warnings[0].text.startswith("Never view, copy, screenshot, forward, save or delete")


@pytest.mark.parametrize("message", ["hi", "Hello, thanks!", "", "?", "when do I get paid"])
def test_what_is_no_policy_question_is_out_of_scope(own_assistant: Assistant, message: str) -> None:
    """Small talk and pay are told apart from gaps in the policies, and nothing is kept of them."""
    outcome = own_assistant.ask.ask(Message(message))
    assert isinstance(outcome, OutOfScope)
    assert outcome.way_to_a_person == own_assistant.ask.way_to_a_person()
    assert own_assistant.gaps.waiting() == ()


def test_what_no_policy_says_shows_the_nearest_and_whom_to_ask(own_assistant: Assistant) -> None:
    """Not covered names a role, and keeps the question for the policy's owner without the asker."""
    outcome = own_assistant.ask.ask(
        Message(_NOT_COVERED, (Turn("user", "I am Jo Bloggs, is it all right?"),))
    )
    assert isinstance(outcome, NotCovered)
    assert outcome.nearest
    assert outcome.ask_role in outcome.headline
    assert "without your name" in outcome.headline
    assert own_assistant.gaps.waiting() == ((_NOT_COVERED, 1),)
    own_assistant.ask.ask(Message(_NOT_COVERED))
    assert own_assistant.gaps.waiting() == ((_NOT_COVERED, 2),)


def test_a_dry_run_keeps_nothing(own_assistant: Assistant) -> None:
    """With record off the gap queue stays empty, and the reader is not told otherwise."""
    outcome = ask(own_assistant, _NOT_COVERED)
    assert isinstance(outcome, NotCovered)
    assert own_assistant.gaps.waiting() == ()
    assert "list of policy gaps" not in outcome.headline


def test_both_questions_of_a_message_are_answered(real_assistant: Assistant) -> None:
    """Each part has its own headline and its own clause."""
    answer = answered(
        real_assistant,
        "Do I have to report misuse of social media, and can I post photos of pupils on my facebook?",
    )
    assert answer.headline.startswith("First: ")
    assert " Second: No." in answer.headline
    assert {"SM 12.8", "SM 12.4"} <= {citation.clause for citation in answer.citations}


def test_a_policy_in_date_has_no_warning(own_assistant: Assistant) -> None:
    """On the last day before the review is due nothing is overdue."""
    zone = ZoneInfo("Europe/London")
    in_date = Assistant(own_assistant.settings, FakeClock(datetime(2024, 5, 31, 23, 59, tzinfo=zone)))
    assert in_date.clock.today() == date(2024, 5, 31)
    assert "review_overdue" not in codes(answered(in_date, _FROM_A_PUPIL))


@pytest.mark.parametrize("message", [_FROM_A_PUPIL, "hi"])
def test_before_the_first_publish_every_message_goes_to_a_person(tmp_path: Path, message: str) -> None:
    """Nobody can tell yet what is an incident; what the policies say is refused with the cure."""
    made = assistant(Settings(home=tmp_path, corpus=PROJECT / "corpus", prompts=PROJECT / "prompts"))
    outcome = ask(made, message)
    assert isinstance(outcome, HandedOff)
    assert outcome.contacts
    with pytest.raises(NotPublished, match="Run `assistant publish`"):
        policies_say(made, _FROM_A_PUPIL)
