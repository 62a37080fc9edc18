"""What leads read of the feedback that staff gave."""

from dataclasses import replace

from cryptography.fernet import Fernet

from assistant.bootstrap import assistant
from tests.assistant.channels.cli.command_line import in_one_line, refused, said
from tests.fakes.feedback import feedback
from tests.fakes.small_school import SmallSchool


def test_without_feedback_it_says_so(in_own_school: SmallSchool) -> None:
    """Also where all of it was good."""
    assistant().feedback.add("Ev1", replace(feedback("Is it fine?"), helpful=True, reason=""))
    assert said("feedback") == "Nobody has said that an answer did not help.\n"


def test_the_newest_comes_first_with_its_reason(in_own_school: SmallSchool) -> None:
    """The reason in the words that were chosen from, and what the reader added."""
    book = assistant().feedback
    book.add("Ev1", replace(feedback("May I park"), reason="incomplete"))
    book.add("Ev2", feedback("May I smoke", "[red]no\x1b[2J", 5))
    told = said("feedback")
    assert told.index("smoke") < told.index("park")
    assert "\x1b" not in told
    assert "[red]no" in told
    assert "Something is" in in_one_line(told)


def test_a_key_that_is_not_the_right_one_is_told(in_own_school: SmallSchool) -> None:
    """In one sentence; the words themselves cannot be shown."""
    assistant().feedback.add("Ev1", feedback("May I park"))
    (in_own_school.home / "words.key").write_bytes(Fernet.generate_key())
    assert "words.key" in refused("feedback")


def test_the_chase_removes_what_is_old(in_own_school: SmallSchool) -> None:
    """After a year, and with a key that reads none of it; then a lost key is needed no more."""
    assistant().feedback.add("Ev1", replace(feedback(), at=feedback().at.replace(year=2020)))
    (in_own_school.home / "words.key").write_bytes(Fernet.generate_key())
    said("chase")
    assert said("feedback") == "Nobody has said that an answer did not help.\n"
