"""Whom a subject asks for, before anybody is left out: the school's routes as a table."""

from collections.abc import Mapping, Sequence

from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned

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


# Where the school's own rules name either of two: whoever of them is told first is right.
EITHER: Mapping[Category, frozenset[Role]] = {
    category: frozenset({_LEAD, _HEAD})
    for category in (
        Category.ONLINE_CONTACT_PUPIL_STAFF,
        Category.SELF_REPORT,
        Category.CYBERBULLYING_PUPIL,
        Category.ABUSE_OF_STAFF,
    )
}


def about_roles(categories: Sequence[Category], concerns: Concerned | None) -> tuple[Role, ...]:
    """The roles whose holders it is about."""
    found = [] if concerns is None or concerns.role is None else [concerns.role]
    if Category.HEADTEACHER_CONDUCT in categories:
        found.append(_HEAD)
    return tuple(dict.fromkeys(found))


def roles_for(
    categories: Sequence[Category], concerns: Concerned | None, about: Sequence[Role] = ()
) -> tuple[Role, ...]:
    """The roles to tell first, the leading category's first of all.

    About the Headteacher it goes to the chair of governors, about any other holder of a role to the
    Headteacher. A colleague's conduct and a colleague in crisis are the Headteacher's too.
    """
    about = (*about_roles(categories, concerns), *about)
    if _HEAD in about:
        return (_CHAIR,)
    if about:
        return (_HEAD,)
    wanted: list[Role] = []
    own_crisis = concerns is Concerned.MYSELF and Category.SELF_HARM in categories[:1]
    if concerns is Concerned.COLLEAGUE or own_crisis:
        wanted.append(_HEAD)
    for category in categories:
        wanted += _FIRST.get(category, (_LEAD,))
    return tuple(dict.fromkeys(wanted)) or (_LEAD,)
