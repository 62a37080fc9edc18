"""One person behind several roles, or in the place of others."""

import pytest

from assistant.domain.case import Shift
from assistant.domain.school import Role
from assistant.incidents.people import addresses, held_together, is_holder, shift_for
from tests.fakes.staffed_school import AT_NIGHT, IN_THE_MORNING, mail, pager, staffed, stand_in

_LEAD, _DEPUTY, _HEAD = Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEADTEACHER


def test_one_name_is_one_person() -> None:
    """However it is written, with or without a title; a name that is not set is nobody's."""
    school = staffed(
        {_LEAD: {"name": "Cora  HEAD"}, _DEPUTY: {"name": ""}, Role.DATA_PROTECTION_LEAD: {"name": ""}}
    )
    assert held_together(school) == {
        **dict.fromkeys(Role, ()),
        _LEAD: (_HEAD,),
        _HEAD: (_LEAD,),
    }


@pytest.mark.parametrize(
    ("name", "holds"), [("Cora Head", True), ("dr. cora head", True), ("Ada Lead", False), ("", False)]
)
def test_a_holder_is_known_by_name(name: str, holds: bool) -> None:
    """Nobody is known by no name, even where the role has none."""
    school = staffed({_DEPUTY: {"name": ""}})
    assert is_holder(name, (_HEAD, _DEPUTY), school) is holds


def test_out_of_hours_it_is_whoever_stands_in() -> None:
    """Where nobody does it is the holder at all hours, by the contact of that time."""
    school = staffed({_LEAD: stand_in("Nina Night", "night@school.example")})
    assert shift_for(_LEAD, (), school, IN_THE_MORNING) is Shift.SCHOOL_HOURS
    assert shift_for(_LEAD, (), school, AT_NIGHT) is Shift.OUT_OF_HOURS
    assert addresses(_LEAD, Shift.OUT_OF_HOURS, (), school) == {0: "night@school.example"}
    assert addresses(_HEAD, Shift.OUT_OF_HOURS, (), school) == {0: mail(_HEAD), 1: pager(_HEAD)}


def test_whom_it_is_about_stands_in_for_nobody() -> None:
    """The holder is reached at night instead; where it is about the holder too, nobody is."""
    school = staffed({_LEAD: stand_in("Cora Head", "cora@home.example")})
    assert shift_for(_LEAD, (_HEAD,), school, AT_NIGHT) is Shift.SCHOOL_HOURS
    assert addresses(_LEAD, Shift.OUT_OF_HOURS, (_HEAD,), school) == {}
    assert shift_for(_LEAD, (_HEAD, _LEAD), school, IN_THE_MORNING) is None
    assert addresses(_LEAD, Shift.SCHOOL_HOURS, (_LEAD,), school) == {}


def test_an_address_that_whom_it_is_about_reads_is_left_out() -> None:
    """A mailbox of both would show the alert to the wrong one; the other addresses keep their places."""
    shared = "Office@school.example"
    school = staffed({_LEAD: {"channels": (shared, pager(_LEAD))}, _HEAD: {"channels": (shared.lower(),)}})
    assert addresses(_LEAD, Shift.SCHOOL_HOURS, (_HEAD,), school) == {1: pager(_LEAD)}
    assert shift_for(_LEAD, (_HEAD,), school, IN_THE_MORNING) is Shift.SCHOOL_HOURS
