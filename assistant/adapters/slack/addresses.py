"""Addresses of role holders in Slack: `slack:U…` is a person, `slack:C…` or `slack:G…` a private channel."""

import re
from collections.abc import Iterator
from datetime import datetime

from assistant.domain.case import Case, Shift
from assistant.domain.school import Role, School
from assistant.incidents.people import addresses, barred, reach_of, shift_for
from assistant.ports import DeliveryFailed

_PREFIX = "slack:"
_ADDRESS = re.compile(r"slack:([UWCG][A-Z0-9]+)")
_PERSON = re.compile(r"slack:([UW][A-Z0-9]+)")


def is_slack(address: str) -> bool:
    """Whether an address is meant for Slack, well formed or not."""
    return address.startswith(_PREFIX) and "://" not in address


def channel_of(address: str) -> str:
    """The id in an address. Raises DeliveryFailed where there is none."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise DeliveryFailed("This is not an address in Slack: write slack: and the id.", for_good=True)
    return found[1]


def person_of(address: str) -> str:
    """The id of the person in an address, empty where it is another kind of address."""
    found = _PERSON.fullmatch(address)
    return found[1] if found else ""


def may_see(address: str, case: Case, school: School) -> bool:
    """Whether an address belongs to somebody who may see the case, and to nobody whom it is about."""
    return any(
        address in addresses(role, shift, barred(case), school).values()
        for role in case.ladder
        for shift in Shift
    )


def kept_out(case: Case, school: School) -> frozenset[str]:
    """The people in Slack whom the case is, or may be, about."""
    theirs = (address for role in barred(case) for address in school.contact(role).channels)
    return frozenset(filter(None, map(person_of, theirs)))


def to_call(address: str, role: Role | None, case: Case, school: School, now: datetime) -> tuple[str, ...]:
    """The people to call by name at an address: the holder of `role` who has it, where Slack knows them."""
    if role is None:
        return ()
    usual = shift_for(role, barred(case), school, now)
    for shift in filter(None, (usual, *Shift)):
        usable = addresses(role, shift, barred(case), school).values()
        if address in usable:
            return tuple(filter(None, map(person_of, usable)))
    return ()


def slack_addresses(school: School) -> Iterator[tuple[Role, Shift, str]]:
    """Every address in Slack that the school has given, with whose it is."""
    for contact in school.contacts:
        for shift in Shift:
            if shift is Shift.OUT_OF_HOURS and contact.out_of_hours is None:
                continue
            for address in reach_of(contact.role, shift, school).channels:
                if is_slack(address):
                    yield contact.role, shift, address
