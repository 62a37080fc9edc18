"""What publish and doctor tell the people who own the policies and the texts."""

import re

import pytest
from cryptography.fernet import Fernet
from typer.testing import CliRunner

from assistant.__main__ import app
from assistant.bootstrap import assistant
from assistant.domain.advice import BLOCKS
from assistant.ports import TriageLearnt
from tests.assistant.channels.cli.command_line import in_one_line, refused, reported, said
from tests.fakes.small_school import SmallSchool
from tests.fakes.triage import FakedTriage

_TURNED = (("she has [a] burn\non her arm", 0.124, 0.987), ("x" * 90, 0.6, 0.4))


@pytest.fixture
def publishing(in_own_school: SmallSchool) -> SmallSchool:
    """The small school, whose own home holds no index yet."""
    (in_own_school.home / "index").unlink()
    return in_own_school


def _published() -> str:
    done = CliRunner().invoke(app, ["publish"])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_publish_prints_what_learning_again_has_turned(publishing: SmallSchool, triage: FakedTriage) -> None:
    """Each message on one line of its own with the probability before and after."""
    triage.publisher.learnt = TriageLearnt(True, _TURNED)
    printed = _published()
    assert "Triage has learnt its tables again" in printed
    assert "2 of their messages are decided otherwise than before." in printed
    assert "  0.12 -> 0.99  she has [a] burn on her arm\n" in printed
    assert f"  0.60 -> 0.40  {'x' * 60}\n" in printed


def test_publish_shows_the_first_few_of_many(publishing: SmallSchool, triage: FakedTriage) -> None:
    """All are counted."""
    triage.publisher.learnt = TriageLearnt(True, _TURNED * 50)
    printed = _published()
    assert "100 of their messages are decided otherwise than before." in printed
    assert len(re.findall(r"^  \d\.\d\d -> \d\.\d\d  ", printed, re.MULTILINE)) == 20


def test_publish_says_nothing_of_triage_that_learnt_nothing(publishing: SmallSchool) -> None:
    """The tables are those of the heads."""
    assert "Triage" not in _published()


def test_publish_hands_triage_the_questions_and_the_messages(
    publishing: SmallSchool, triage: FakedTriage
) -> None:
    """The tables of prompts/triage, and the example questions that a policy answers."""
    (publishing.prompts / "triage" / "few.csv").write_text(
        "message,route,category,emergency,concerns,style,asker\n"
        "who writes it,policy question,,no,,general,teacher\n"
    )
    _published()
    [(messages, questions)] = triage.publisher.given
    assert messages == 1
    assert "who writes the risk assessment" in questions


def test_publish_stops_at_a_table_of_triage_that_is_wrong(publishing: SmallSchool) -> None:
    """The sentence names the file, the row and the column; nothing is published."""
    (publishing.prompts / "triage" / "few.csv").write_text(
        "message,route,category,emergency,concerns,style,asker\na burn,live incident,,no,child,,\n"
    )
    error = refused("publish")
    place = "few.csv, row 2, column C (category)"
    assert error.startswith(f"{place}: The route is 'live incident' and the category ''.")
    assert "Nothing is published" in _examined(publishing)


def _examined(school: SmallSchool) -> str:
    done = CliRunner().invoke(app, ["doctor"])
    return in_one_line(re.sub("[┃│]", " ", done.stdout))


def test_doctor_lists_the_texts_that_nobody_has_signed(in_own_school: SmallSchool) -> None:
    """By their names in the file, as a notice, which keeps nobody from starting."""
    told = _examined(in_own_school)
    assert "notice" in told
    assert "Not signed by the school in prompts/replies.toml:" in told
    assert all(name in told for name in BLOCKS)
    assert "missing" not in told.replace("missing_or_trip_emergency", "")


def test_doctor_leaves_out_a_text_that_is_signed(in_own_school: SmallSchool) -> None:
    """With role and date; one of both is no signature."""
    replies = in_own_school.prompts / "replies.toml"
    signed = 'signed_role = "Safeguarding Lead"\nsigned_on = "2026-09-01"'
    text = replies.read_text("utf-8").replace('signed_role = ""\nsigned_on = ""', signed)
    replies.write_text(text, "utf-8")
    assert "Not signed" not in _examined(in_own_school)
    half = text.replace('signed_on = "2026-09-01"', 'signed_on = ""', 1)
    replies.write_text(half, "utf-8")
    assert f"Not signed by the school in prompts/replies.toml: {BLOCKS[0]}." in _examined(in_own_school)


def test_doctor_names_a_broken_file_of_triage(in_own_school: SmallSchool) -> None:
    """Where every message would be handed off, the cure is in the finding."""
    (in_own_school.prompts / "triage" / "words.toml").write_text("danger = [", "utf-8")
    told = _examined(in_own_school)
    assert "words.toml" in told
    assert CliRunner().invoke(app, ["doctor"]).exit_code == 1


def test_gaps_are_shown_as_they_were_typed_without_what_a_terminal_would_obey(
    in_own_school: SmallSchool,
) -> None:
    """Whoever looks at the list of policy gaps looks at words of others."""
    said("ask", "is there free \x1b[2Jparking [red]near[/red] the school")
    assert (
        said("gaps")
        == "   1     1 x  is there free \N{REPLACEMENT CHARACTER}[2Jparking [red]near[/red] the school\n"
    )


def test_a_gap_is_cleared_by_its_number(in_own_school: SmallSchool) -> None:
    """It says which; a number that nothing has clears nothing."""
    for question in ("is there free parking", "is there free parking", "who pays for lunch on trips abroad"):
        assistant().gaps.add(question, assistant().clock.now())
    assert refused("gaps", "--clear", "3") == "There is no question 3: 2 are waiting."
    assert said("gaps", "--clear", "1") == "Off the list: is there free parking\n"
    assert said("gaps") == "   1     1 x  who pays for lunch on trips abroad\n"
    said("gaps", "--clear", "1")
    assert said("gaps") == "No question is waiting.\n"


def test_doctor_tells_of_words_that_the_key_does_not_open(in_own_school: SmallSchool) -> None:
    """How many open cases it is, and what to do; with the right key back nothing is said."""
    key = in_own_school.home / "words.key"
    reported("a pupil of mine has a bruise on her neck")
    right = key.read_bytes()
    assert "cannot be read" not in _examined(in_own_school)
    key.write_bytes(Fernet.generate_key())
    assert "The words of 1 open case cannot be read" in _examined(in_own_school)
    key.unlink()
    assert "ring the reporters" in _examined(in_own_school)
    assert CliRunner().invoke(app, ["doctor"]).exit_code == 1
    key.write_bytes(right)
    assert "cannot be read" not in _examined(in_own_school)
