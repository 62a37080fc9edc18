"""Whom to tell, by subject. The person a concern is about is never among them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from assistant.domain.school import Role, School
from assistant.domain.telling import about_roles, roles_for
from assistant.domain.triage import Triage
from assistant.incidents.people import held_together

_HEAD, _LEAD, _CHAIR = Role.HEADTEACHER, Role.SAFEGUARDING_LEAD, Role.CHAIR_OF_GOVERNORS
_DATA, _DEPUTY = Role.DATA_PROTECTION_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD


@dataclass(frozen=True, slots=True)
class Routing:
    """`first` are told at once, `ladder` is everybody who may be told, in order.

    `excluded` and `doubtful` are roles whose holders it is, or may be, about. `must_choose` says that
    everybody whom the subject asks for is among them, so that the reporter is asked first.
    """

    first: tuple[Role, ...]
    ladder: tuple[Role, ...]
    excluded: tuple[Role, ...] = ()
    doubtful: tuple[Role, ...] = ()
    must_choose: bool = False


def routed_in(school: School, triage: Triage, also_about: tuple[Role, ...] = ()) -> Routing:
    """The routing in a school, where one person may hold several roles."""
    own = school.escalation.first.get(triage.categories[0].value) if triage.categories else None
    if own is not None:
        triage = replace(triage, roles=own)
    return routed(triage, school.escalation.ladders, also_about, held_together(school))


def routed(
    triage: Triage,
    ladders: Mapping[Role, tuple[Role, ...]],
    also_about: tuple[Role, ...] = (),
    together: Mapping[Role, tuple[Role, ...]] = MappingProxyType({}),
) -> Routing:
    """The routing of a hand-off, around the people it is about by triage or by what the reporter said.

    `together` has for each role the others that the same person holds.
    """
    excluded = _with_others((*about_roles(triage.categories, triage.concerns), *also_about), together)
    doubtful = tuple(role for role in _with_others(triage.perhaps, together) if role not in excluded)
    return _around(_wanted(triage, excluded), ladders, excluded, doubtful)


def _with_others(roles: tuple[Role, ...], together: Mapping[Role, tuple[Role, ...]]) -> tuple[Role, ...]:
    return tuple(dict.fromkeys(one for role in roles for one in (role, *together.get(role, ()))))


def _around(
    wanted: tuple[Role, ...],
    ladders: Mapping[Role, tuple[Role, ...]],
    excluded: tuple[Role, ...],
    doubtful: tuple[Role, ...],
) -> Routing:
    barred = {*excluded, *doubtful}
    named = tuple(dict.fromkeys(role for want in wanted for role in (want, *ladders.get(want, ()))))
    ladder = [role for role in named if role not in barred]
    # A concern about everyone on the ladder still has to reach somebody.
    ladder = ladder or [role for role in (_CHAIR, _HEAD, _LEAD, _DEPUTY, _DATA) if role not in barred]
    first = tuple(role for role in wanted if role not in barred) or tuple(ladder[:1])
    rest = (role for role in ladder if role not in first)
    return Routing(first, (*first, *rest), excluded, doubtful, barred.issuperset(wanted) and bool(doubtful))


def asked_for(triage: Triage) -> tuple[Role, ...]:
    """The roles that triage names; where it has failed, those whom anything may be for."""
    return (_LEAD, _HEAD) if triage.failed else triage.roles


def _wanted(triage: Triage, excluded: tuple[Role, ...]) -> tuple[Role, ...]:
    """The roles that the subject asks for, before anybody is left out."""
    if triage.failed:
        return asked_for(triage)
    if triage.roles and not excluded:
        return tuple(dict.fromkeys(triage.roles))
    return roles_for(triage.categories, triage.concerns, excluded)
