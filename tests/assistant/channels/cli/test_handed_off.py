"""A hand-off on a terminal: in the order in which it is needed, and nothing of what was typed."""

import pytest

from tests.assistant.channels.cli.command_line import REFERENCE, in_one_line, said
from tests.fakes.shipped import shipped_replies
from tests.fakes.small_school import SmallSchool
from tests.fakes.triage import FakedTriage

_CANARY = "quetzalcoatlus"
_BRUISE = f"my pupil {_CANARY} has a bruise"
_COLLAPSED = f"{_CANARY} has collapsed"
_IN_DOUBT = "a knife and a phone, must staff keep their own phone silent in lessons"


def _line(name: str, **blanks: str) -> str:
    return shipped_replies().say(f"handoff.line.{name}", **blanks)


@pytest.mark.parametrize("text", [_BRUISE, _COLLAPSED, _IN_DOUBT, "the head shouted", "i sent the register"])
def test_it_fits_eighty_columns_without_colours(in_own_school: SmallSchool, text: str) -> None:
    """Whatever it is about; in a pipe there are no colours."""
    shown = said("ask", text)
    assert max(map(len, shown.splitlines())) <= 80
    assert "\x1b" not in shown


def test_in_an_emergency_999_comes_first(in_own_school: SmallSchool) -> None:
    """The first two lines, before any contact, reference or advice."""
    lines = said("ask", _COLLAPSED).splitlines()
    assert lines[0] == shipped_replies().say("handoff.headline.emergency")
    assert lines[1] == _line("emergency")
    assert [lines[0].count("999"), lines[1].count("999")] == [1, 1]
    assert lines[3] == "Tell by voice"


def test_the_parts_stand_in_the_order_of_their_use(in_own_school: SmallSchool) -> None:
    """999, whom to ring, what to do, what not to do, what has become of it, how to take it back."""
    shown = in_one_line(said("ask", _BRUISE))
    reference = REFERENCE.search(shown)
    assert reference is not None
    parts = [
        shipped_replies().say("handoff.headline.incident"),
        _line("emergency"),
        "Tell by voice",
        "Safeguarding lead Ann Ashdown: 01632 960001",
        "Headteacher Cy Cotterill: 01632 960003",
        "A child may need help",
        " Do - ",
        " Do not - ",
        _line("recorded", reference=reference[0]),
        _line("voice"),
        _line("recorder_not_set"),
        _line("stand_down"),
        _line("not_live", how=f"assistant not-live {reference[0]}"),
    ]
    places = [shown.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize("text", [_BRUISE, _COLLAPSED])
def test_nothing_of_the_message_is_repeated(in_own_school: SmallSchool, text: str) -> None:
    """Somebody may look over the reporter's shoulder; and the assistant asks nothing about it."""
    shown = said("ask", text)
    assert _CANARY not in shown
    assert "?" not in shown


def test_contacts_that_are_not_set_are_said_not_to_be(in_own_school: SmallSchool) -> None:
    """A number that nobody filled in is never an empty line that looks like a number."""
    in_own_school.edit("corpus/school.toml", 'name = "Ann Ashdown"\nphone = "01632 960001"', "")
    in_own_school.edit("corpus/school.toml", 'phone = "01632 960002"', 'phone = ""')
    shown = said("ask", _BRUISE).splitlines()
    listed = [line.strip() for line in shown[4:7]]
    assert listed == [
        "Safeguarding lead: no number is set here",
        "Deputy safeguarding lead Bo Birchall: no number is set here",
        "Headteacher Cy Cotterill: 01632 960003",
    ]


def test_the_schools_recorder_is_named_with_its_address(in_own_school: SmallSchool) -> None:
    """The chat is no record, and says where the record is."""
    contact = "[contacts.safeguarding_lead]"
    recorder = '[recorder]\nname = "CPOMS"\nurl = "https://cpoms.example"\n\n'
    in_own_school.edit("corpus/school.toml", contact, recorder + contact)
    told = in_one_line(said("ask", _BRUISE))
    assert _line("recorder", where="CPOMS", url="https://cpoms.example") in told


def test_a_trial_run_has_no_reference_and_no_way_to_take_it_back(in_own_school: SmallSchool) -> None:
    """It says that nothing was recorded and nothing sent."""
    shown = in_one_line(said("ask", "--dry-run", _BRUISE))
    assert _line("dry_run") in shown
    assert REFERENCE.search(shown) is None
    assert "not-live" not in shown


def test_an_answer_stands_underneath_where_it_may_be_a_question(in_own_school: SmallSchool) -> None:
    """After the whole hand-off, under a line of its own, and without a second way to a person."""
    above, below, answer = in_one_line(said("ask", _IN_DOUBT)).partition(_line("answer_below"))
    assert "01632 960001" in above
    assert "PH 1.1 Phones Policy" not in above
    assert below
    assert "PH 1.1 Phones Policy" in answer
    assert "If this has already happened" not in above + answer


def test_where_triage_broke_the_reply_says_so_and_names_people(
    in_own_school: SmallSchool, triage: FakedTriage
) -> None:
    """The general advice, and no kind of incident that nobody has recognised."""
    triage.model.breaks_with = RuntimeError(_BRUISE)
    shown = in_one_line(said("ask", _BRUISE))
    assert shown.startswith(shipped_replies().say("handoff.headline.unknown"))
    assert shipped_replies().say("handoff.unknown.title") in shown
    assert "Safeguarding lead Ann Ashdown: 01632 960001" in shown
    assert "Headteacher Cy Cotterill: 01632 960003" in shown
