"""Whom to tell, by subject. The person a concern is about is never among them."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned, Triage

_HEAD, _LEAD, _CHAIR = Role.HEADTEACHER, Role.SAFEGUARDING_LEAD, Role.CHAIR_OF_GOVERNORS
_DATA = Role.DATA_PROTECTION_LEAD
# Everything that is not here is about a child at risk and goes to the Safeguarding Lead.
_FIRST: Mapping[Category, tuple[Role, ...]] = {
    Category.MISSING_OR_TRIP_EMERGENCY: (_LEAD, _HEAD),
    Category.HEADTEACHER_CONDUCT: (_CHAIR,),
    Category.STAFF_CONDUCT: (_HEAD,),
    Category.SELF_REPORT: (_HEAD,),
    Category.ABUSE_OF_STAFF: (_HEAD,),
    Category.DATA_BREACH: (_DATA,),
    Category.IMPERSONATION_PHISHING: (_DATA, _HEAD),
}
_ADULTS = (Concerned.COLLEAGUE, Concerned.MYSELF)


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


def routed(
    triage: Triage, ladders: Mapping[Role, tuple[Role, ...]], also_about: tuple[Role, ...] = ()
) -> Routing:
    """The routing of a hand-off, around the people it is about by triage or by what the reporter said."""
    excluded = tuple(dict.fromkeys((*_excluded(triage), *also_about)))
    doubtful = tuple(role for role in triage.perhaps if role not in excluded)
    return _around(_wanted(triage, excluded), ladders, excluded, doubtful)


def _around(
    wanted: tuple[Role, ...],
    ladders: Mapping[Role, tuple[Role, ...]],
    excluded: tuple[Role, ...],
    doubtful: tuple[Role, ...],
) -> Routing:
    barred = {*excluded, *doubtful}
    named = tuple(dict.fromkeys(role for want in wanted for role in (want, *ladders[want])))
    ladder = [role for role in named if role not in barred]
    # A concern about everyone on the ladder still has to reach somebody.
    ladder += [role for role in (_CHAIR, _HEAD, _LEAD) if role not in barred and not ladder]
    first = tuple(role for role in wanted if role not in barred) or tuple(ladder[:1])
    rest = (role for role in ladder if role not in first)
    return Routing(first, (*first, *rest), excluded, doubtful, barred.issuperset(wanted) and bool(doubtful))


def _excluded(triage: Triage) -> tuple[Role, ...]:
    found = [] if triage.concerns is None else [triage.concerns.role]
    if Category.HEADTEACHER_CONDUCT in triage.categories:
        found.append(_HEAD)
    return tuple(dict.fromkeys(role for role in found if role is not None))


def _wanted(triage: Triage, excluded: tuple[Role, ...]) -> tuple[Role, ...]:
    """The roles that the subject asks for, before anybody is left out."""
    if triage.failed:
        return (_LEAD, _HEAD)
    if _HEAD in excluded:
        return (_CHAIR,)
    if excluded:
        return (_HEAD,)
    categories = sorted(triage.categories, key=list(Category).index)
    if triage.concerns in _ADULTS and not triage.emergency:
        about_staff = (_HEAD,) if Category.DATA_BREACH not in categories[:1] else ()
    else:
        about_staff = ()
    if triage.impostor:
        return (_HEAD, _DATA)
    leading = triage.categories[:1]
    wanted = [*about_staff]
    for category in (*leading, *categories):
        wanted += _FIRST.get(category, (_LEAD,))
    return tuple(dict.fromkeys(wanted))
