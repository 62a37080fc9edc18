"""A school in which every role is held by somebody who can be reached."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from assistant.domain.school import Contact, OpeningTimes, Reach, Role, School
from tests.fakes.clock import SCHOOL_MORNING

WEEKDAYS = OpeningTimes((0, 1, 2, 3, 4), time(8), time(17))
IN_THE_MORNING = SCHOOL_MORNING
AT_NIGHT = datetime.combine(SCHOOL_MORNING.date(), time(23), SCHOOL_MORNING.tzinfo)
_NAMES = {
    Role.SAFEGUARDING_LEAD: "Mrs Ada Lead",
    Role.DEPUTY_SAFEGUARDING_LEAD: "Mr Ben Deputy",
    Role.HEADTEACHER: "Dr Cora Head",
    Role.CHAIR_OF_GOVERNORS: "Dan Chair",
    Role.DATA_PROTECTION_LEAD: "Eve Data",
}


def mail(role: Role) -> str:
    """The first channel of a role's holder."""
    return f"{role.value}@school.example"


def pager(role: Role) -> str:
    """The second."""
    return f"page://{role.value}"


def staffed(changes: Mapping[Role, Mapping[str, Any]] | None = None, **others: Any) -> School:
    """A school on weekdays from 8 to 17; `changes` of contacts by role, `others` of the school itself."""
    changes = changes or {}
    contacts = tuple(replace(_contact(role), **changes.get(role, {})) for role in Role)
    return replace(School("Small School", contacts, opening=WEEKDAYS), **others)


def stand_in(name: str, *channels: str) -> Mapping[str, Any]:
    """The change of a contact that lets somebody stand in out of hours."""
    return {"out_of_hours": Reach(name, "01632 960999", channels)}


def _contact(role: Role) -> Contact:
    title = role.value.replace("_", " ").title()
    return Contact(role, title, _NAMES[role], "01632 960000", (mail(role), pager(role)))
