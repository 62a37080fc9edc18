"""The people behind the roles: one may hold several, or stand in for others while the school is closed.

The person a concern is about must not hear of it by a role, or at an address, that is theirs as well.
"""

import re
from collections.abc import Collection, Mapping
from datetime import datetime

from assistant.domain.case import Case, Shift
from assistant.domain.school import Reach, Role, School

_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|sir|dame|rev)\.? ")


def barred(case: Case) -> tuple[Role, ...]:
    """The roles whose holders the case is, or may be, about."""
    return (*case.excluded, *case.doubtful)


def held_together(school: School) -> Mapping[Role, tuple[Role, ...]]:
    """For each role the others that the same person holds, by their name."""
    names = {role: _plain(school.contact(role).name) for role in Role}
    return {
        role: tuple(
            other for other in Role if other is not role and names[role] and names[other] == names[role]
        )
        for role in Role
    }


def is_holder(name: str, roles: Collection[Role], school: School) -> bool:
    """Whether somebody of this name holds one of `roles`."""
    return _plain(name) in {_plain(school.contact(role).name) for role in roles} - {""}


def is_theirs(address: str, roles: Collection[Role], school: School) -> bool:
    """Whether an address is one at which a holder of `roles` is told."""
    return address.casefold() in {
        theirs.casefold() for role in roles for theirs in school.contact(role).channels
    }


def is_same_person(role: Role, others: Collection[Role], school: School) -> bool:
    """Whether every address of a role is one of `others` as well; not where it has none."""
    theirs = {address for shift in Shift for address in reach_of(role, shift, school).channels}
    return bool(theirs) and all(is_theirs(address, others, school) for address in theirs)


def reach_of(role: Role, shift: Shift, school: School) -> Reach:
    """One of the two contacts of a role."""
    return school.contact(role).reach(shift is Shift.SCHOOL_HOURS)


def shift_for(role: Role, about: Collection[Role], school: School, now: datetime) -> Shift | None:
    """Which contact of a role is to be reached now, None where it is a person whom it is about.

    Where that is so of the one who stands in, it is the holder at all hours.
    """
    usual = Shift.SCHOOL_HOURS if school.opening.open_at(now) else Shift.OUT_OF_HOURS
    for shift in (usual, Shift.SCHOOL_HOURS):
        if role not in about and not is_holder(reach_of(role, shift, school).name, about, school):
            return shift
    return None


def addresses(role: Role, shift: Shift, about: Collection[Role], school: School) -> dict[int, str]:
    """The addresses of a role's contact by their places, but for those of a person whom it is about."""
    reach = reach_of(role, shift, school)
    if role in about or is_holder(reach.name, about, school):
        return {}
    return {
        place: address
        for place, address in enumerate(reach.channels)
        if not is_theirs(address, about, school)
    }


def _plain(name: str) -> str:
    return _TITLE.sub("", " ".join(name.casefold().split()))


def reached_at(address: str, school: School) -> tuple[tuple[Role, str], ...]:
    """The roles whose contacts have this address, each with the person's name or the role's title."""
    return tuple(
        (role, reach.name or school.contact(role).title)
        for role in Role
        for reach in dict.fromkeys(reach_of(role, shift, school) for shift in Shift)
        if address in reach.channels
    )
