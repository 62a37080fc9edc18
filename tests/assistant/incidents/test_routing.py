"""Whom to tell, by subject and around whom it is about."""

from dataclasses import replace

import pytest
from hypothesis import given

from assistant.domain.school import LADDERS, Escalation, Role
from assistant.domain.triage import Category, Concerned, Triage
from assistant.incidents.routing import Routing, routed, routed_in
from tests.fakes.staffed_school import staffed
from tests.fakes.triaged import LIVE, SOME_ROLES, live

_LEAD, _DEPUTY, _HEAD = Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEADTEACHER
_CHAIR, _DATA = Role.CHAIR_OF_GOVERNORS, Role.DATA_PROTECTION_LEAD
_HEADS_OWN = {Category.STAFF_CONDUCT, Category.SELF_REPORT, Category.ABUSE_OF_STAFF}
_OTHERS = {
    Category.HEADTEACHER_CONDUCT: (_CHAIR,),
    Category.DATA_BREACH: (_DATA,),
    Category.IMPERSONATION_PHISHING: (_DATA, _HEAD),
    Category.MISSING_OR_TRIP_EMERGENCY: (_LEAD, _HEAD),
    **dict.fromkeys(_HEADS_OWN, (_HEAD,)),
}


@pytest.mark.parametrize("category", Category)
def test_each_subject_has_its_first_roles(category: Category) -> None:
    """Children to the Safeguarding Lead, staff to the Headteacher, data to the Data Protection Lead."""
    assert routed(live(category), LADDERS).first == _OTHERS.get(category, (_LEAD,))


def test_the_ladder_goes_on_behind_the_first() -> None:
    """Everybody once, those told first in front."""
    routing = routed(live(Category.DATA_BREACH, Category.CHILD_PROTECTION), LADDERS)
    assert routing == Routing((_DATA, _LEAD), (_DATA, _LEAD, _HEAD, _DEPUTY))


def test_what_triage_says_of_the_roles_counts() -> None:
    """Each role once; but not past whom it is about."""
    assert routed(live(roles=(_DATA, _LEAD, _DATA)), LADDERS).first == (_DATA, _LEAD)
    assert routed(live(roles=(_HEAD,), concerns=Concerned.HEADTEACHER), LADDERS).first == (_CHAIR,)


@pytest.mark.parametrize(
    ("concerns", "first"),
    [
        (Concerned.COLLEAGUE, (_HEAD, _LEAD)),
        (Concerned.HEADTEACHER, (_CHAIR,)),
        (Concerned.SAFEGUARDING_LEAD, (_HEAD,)),
        (Concerned.DEPUTY_SAFEGUARDING_LEAD, (_HEAD,)),
        (Concerned.DATA_PROTECTION_LEAD, (_HEAD,)),
        (Concerned.CHAIR_OF_GOVERNORS, (_HEAD,)),
        (Concerned.CHILD, (_LEAD,)),
        (Concerned.OUTSIDER, (_LEAD,)),
    ],
)
def test_a_concern_about_staff_goes_around_them(concerns: Concerned, first: tuple[Role, ...]) -> None:
    """About the Headteacher to the chair, about any other holder of a role to the Headteacher."""
    routing = routed(live(concerns=concerns), LADDERS)
    assert routing.first == first
    assert routing.excluded == ((concerns.role,) if concerns.role else ())
    assert concerns.role not in routing.ladder
    assert not routing.must_choose


def test_the_category_alone_keeps_the_headteacher_out() -> None:
    """Also where triage does not say whom it concerns."""
    routing = routed(live(Category.CHILD_PROTECTION, Category.HEADTEACHER_CONDUCT), LADDERS)
    assert (routing.first, routing.excluded) == ((_CHAIR,), (_HEAD,))


def test_the_reporter_is_asked_only_where_everybody_who_is_wanted_may_be_meant() -> None:
    """Otherwise those who are not named are told at once."""
    asked = routed(live(Category.STAFF_CONDUCT, perhaps=(_HEAD,)), LADDERS)
    assert asked == Routing((_LEAD,), (_LEAD, _CHAIR), (), (_HEAD,), must_choose=True)
    told = routed(live(perhaps=(_HEAD,)), LADDERS)
    assert told == Routing((_LEAD,), (_LEAD, _DEPUTY), (), (_HEAD,), must_choose=False)


def test_whom_it_is_about_is_not_in_doubt() -> None:
    """What triage or the reporter says stands over what may be."""
    routing = routed(live(concerns=Concerned.HEADTEACHER, perhaps=(_HEAD, _LEAD)), LADDERS, (_LEAD,))
    assert (routing.excluded, routing.doubtful) == ((_HEAD, _LEAD), ())
    assert routing.ladder == (_CHAIR,)


def test_a_broken_triage_tells_two() -> None:
    """Nothing is known of the subject."""
    assert routed(live(failed=True), LADDERS).first == (_LEAD, _HEAD)


def test_without_a_category_it_is_about_a_child() -> None:
    """The Safeguarding Lead hears of whatever cannot be sorted."""
    assert routed(Triage(live().route), LADDERS).first == (_LEAD,)


def test_a_ladder_that_is_used_up_goes_to_whoever_is_left() -> None:
    """Never to nobody, as long as there is one role whose holder it is not about."""
    ladders = {role: (role,) for role in Role}
    about = (_HEAD, _CHAIR, _LEAD, _DEPUTY)
    assert routed(live(), ladders, about).ladder == (_DATA,)
    assert routed(live(), {}, about[:1]).ladder == (_CHAIR,)
    assert routed(live(), LADDERS, tuple(Role)).ladder == ()


def test_all_roles_of_one_person_are_kept_out() -> None:
    """A Headteacher who is the Safeguarding Lead as well hears by neither role, in doubt by neither too."""
    school = staffed({_LEAD: {"name": "Cora Head"}})
    routing = routed_in(school, live(concerns=Concerned.SAFEGUARDING_LEAD))
    assert (routing.first, routing.excluded) == ((_CHAIR,), (_LEAD, _HEAD))
    doubt = routed_in(school, live(perhaps=(_HEAD,)))
    assert (doubt.first, doubt.doubtful, doubt.must_choose) == ((_DEPUTY,), (_HEAD, _LEAD), True)


@given(LIVE, SOME_ROLES)
def test_nobody_it_is_about_is_on_the_ladder(triage: Triage, about: tuple[Role, ...]) -> None:
    """Whatever triage and reporter say; and everybody stands on it once, the first in front."""
    routing = routed(triage, LADDERS, about)
    barred = {*about, *triage.perhaps, *routing.excluded, *routing.doubtful}
    if triage.concerns and triage.concerns.role:
        barred.add(triage.concerns.role)
    assert barred.isdisjoint(routing.ladder)
    assert len(set(routing.ladder)) == len(routing.ladder)
    assert routing.ladder[: len(routing.first)] == routing.first
    assert routing.first or barred.issuperset(Role)


def test_a_school_may_say_who_is_told_first() -> None:
    """Its own rule comes before what triage makes of a message, but never past whom it is about."""
    own = {Category.DATA_BREACH.value: (_HEAD, _DATA)}
    school = replace(staffed(), escalation=Escalation(first=own))
    assert routed_in(school, live(Category.DATA_BREACH, roles=(_DATA,))).first == (_HEAD, _DATA)
    about_the_head = live(Category.DATA_BREACH, concerns=Concerned.HEADTEACHER)
    assert routed_in(school, about_the_head).first == (_CHAIR,)
