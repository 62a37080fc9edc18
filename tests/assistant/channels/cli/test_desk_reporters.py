"""The commands of whoever reported a case: they add to it and correct it, and never close it."""

import pytest
from typer.testing import CliRunner

from assistant.bootstrap import assistant
from assistant.channels.cli.app import app
from assistant.domain.case import Case, CaseState, EventKind
from assistant.domain.school import Role
from assistant.errors import CaseStoreError
from assistant.journeys.desk import DeskJourney
from tests.assistant.channels.cli.command_line import in_one_line, refused, reported, said, shape
from tests.fakes.shipped import shipped_replies
from tests.fakes.small_school import SmallSchool

pytestmark = pytest.mark.usefixtures("in_own_school")
_BRUISE = "a pupil of mine has a bruise on her neck"
_NAMED = "i spoke to the head about what a colleague did"


def _case(reference: str) -> Case:
    case = assistant().cases.case(reference)
    assert case is not None
    return case


def _kinds(reference: str) -> list[EventKind]:
    return [event.kind for event in assistant().cases.events(reference)]


def test_not_live_deletes_nothing() -> None:
    """The case stays open, the lead sees what was said, and only the lead closes it."""
    reference = reported(_BRUISE)
    assert said("not-live", reference.lower()) == (
        "Thank you. The case stays on record until a person closes it.\n"
    )
    assert (_case(reference).state, _case(reference).said_not_live) == (CaseState.OPEN, True)
    table = in_one_line(said("cases", "--as", "safeguarding_lead").replace("│", " "))
    assert reference in table
    shown = said("open", reference, "--as", "safeguarding_lead")
    assert "The reporter says that nothing has really happened. Only you can close the case." in shown
    assert _BRUISE in shown


def test_the_reporter_follows_what_becomes_of_it() -> None:
    """How it stands, then all that happened; who has it and since when; nobody's words."""
    reference = reported(_BRUISE)
    assert "Nobody has been reached yet" in in_one_line(said("state", reference.lower()))
    said("ack", reference, "--as", "deputy_safeguarding_lead")
    shown = said("state", reference)
    assert shown.startswith("Bo Birchall has confirmed having it (")
    assert "Bo Birchall confirmed having it." in shown
    assert "the case was recorded." in shown
    assert "bruise" not in shown
    said("close", reference, "--outcome", "referred_on", "--as", "deputy_safeguarding_lead")
    closed = in_one_line(said("state", reference))
    assert closed.startswith("The case was closed (")
    assert "passed on to those who take it further" in closed


def test_what_is_added_stands_under_the_words() -> None:
    """The reporter's own words, one part after the other."""
    reference = reported(_BRUISE)
    assert said("add", reference, "and she limps") == "Added.\n"
    assert f"{_BRUISE}\n\nand she limps\n" in said("open", reference, "--as", "safeguarding_lead")


@pytest.mark.parametrize(
    "words",
    [
        ("not-live",),
        ("state",),
        ("add", "more"),
        ("about", "nobody"),
        ("about", "Headteacher"),
        ("in-danger",),
    ],
)
def test_nobody_else_acts_as_the_reporter(words: tuple[str, ...]) -> None:
    """For anybody else, the holder of a role included, there is no such case."""
    reference = reported(_NAMED, by="rae")
    command, *rest = words
    before = _kinds(reference)
    assert refused(command, reference, *rest, by="sam") == "There is no such case."
    assert _kinds(reference) == before


def test_nothing_is_added_to_a_closed_case() -> None:
    """Nobody would read it there: it has to be reported again."""
    reference = reported(_BRUISE)
    said("close", reference, "--as", "safeguarding_lead")
    for words in (("not-live", reference), ("add", reference, "more"), ("in-danger", reference)):
        assert refused(*words) == "This case is closed. If it has happened again, report it again."


def test_who_it_is_about_is_asked_where_a_role_holder_is_named() -> None:
    """Until it is said the head is not told; the way to say it stands in the reply."""
    told = shape(_NAMED)
    assert (told["asks"], told["options"]) == ("whom_it_concerns", ["Headteacher"])
    assert "headteacher" not in told["route"]
    assert said("cases", "--as", "headteacher") == "No case.\n"
    shown = in_one_line(said("ask", _NAMED))
    assert "Is it about the Headteacher?" in shown
    assert "<Headteacher | nobody>" in shown


@pytest.mark.parametrize("whom", [("Headteacher",), ("headteacher",), ("HEADTEACHER",)])
def test_about_the_head_it_goes_past_the_head(whom: tuple[str, ...]) -> None:
    """By the name or the title of the role."""
    reference = reported(_NAMED)
    assert said("about", reference, *whom) == "Thank you. It goes to somebody else.\n"
    assert Role.HEADTEACHER in _case(reference).excluded
    assert said("cases", "--as", "headteacher") == "No case.\n"


def test_about_nobody_the_head_may_be_told() -> None:
    """The role holder who was only mentioned sees the case."""
    reference = reported(_NAMED)
    assert said("about", reference, "nobody") == "Thank you.\n"
    assert reference in said("cases", "--as", "headteacher")


def test_a_title_of_several_words_needs_no_quotes() -> None:
    """As it stands in the reply it can be typed."""
    reference = reported(_NAMED)
    said("about", reference, "Safeguarding", "lead")
    assert Role.SAFEGUARDING_LEAD in _case(reference).excluded


def test_a_role_that_is_none_is_refused_with_those_that_are() -> None:
    """The sentence lists what may be typed."""
    error = refused("about", reported(_NAMED), "the caretaker")
    assert error.startswith("There is no role 'the caretaker'. Choose one of: Safeguarding lead, ")
    assert error.endswith(", nobody.")


def test_a_case_that_asks_nothing_takes_no_choice() -> None:
    """Whom it is about was never in doubt."""
    assert refused("about", reported(_BRUISE), "Headteacher") == "This case asks no such question."


def test_in_danger_says_999_first_and_makes_it_urgent() -> None:
    """The case becomes an emergency, and the next person is due."""
    reference = reported(_BRUISE)
    assert in_one_line(said("in-danger", reference)) == shipped_replies().say("handoff.line.emergency")
    assert _case(reference).emergency
    assert EventKind.IN_DANGER in _kinds(reference)


def test_in_danger_says_999_whatever_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number does not wait for the database."""

    def broken(*_: object) -> Case:
        raise CaseStoreError("out of reach")

    monkeypatch.setattr(DeskJourney, "in_danger", broken)
    done = CliRunner().invoke(app, ["in-danger", "AAAA-AAAA"])
    assert isinstance(done.exception, CaseStoreError)
    assert "ring 999 first" in done.stdout


def test_where_a_school_keeps_no_words_none_are_taken(in_own_school: SmallSchool) -> None:
    """A note that would vanish is refused; the case itself is there without words."""
    contact = "[contacts.safeguarding_lead]"
    words = '[words]\nkeep = "never"\n\n'
    in_own_school.edit("corpus/school.toml", contact, words + contact)
    reference = reported(_BRUISE)
    keeps_none = "This school keeps no words here. Please tell them by voice."
    assert refused("add", reference, "more") == keeps_none
    assert refused("note", reference, "more", "--as", "safeguarding_lead") == keeps_none
    assert "bruise" not in said("open", reference, "--as", "safeguarding_lead")
