"""The scores of triage. A message whose triage broke counts as the worse of what could have happened."""

from collections import defaultdict
from collections.abc import Sequence

from assistant.domain.triage import Route
from assistant.evaluation.results import Given, Triaged
from assistant.evaluation.score import Score, f2, share
from assistant.evaluation.telling import first_role_right, tells_whom_it_is_about

_STAGE = "route"
_HARMLESS = (Route.POLICY_QUESTION, Route.OUT_OF_SCOPE)


def route_scores(triaged: Sequence[Triaged], given: Sequence[Given] = ()) -> tuple[Score, ...]:
    """`given` are questions: none is to be handed off, or asked about.

    Messages labelled `unclear` count in none; eval/triage has none of them (row_problems.py).
    """
    incidents = [one for one in triaged if one.example.route is Route.LIVE_INCIDENT]
    harmless = [one for one in triaged if one.example.route in _HARMLESS]
    about = [one for one in incidents if one.example.concerns and one.example.concerns.role]
    decided = [*incidents, *harmless]
    return (
        share(_STAGE, "incident_recall", [not missed(one) for one in incidents]),
        share(_STAGE, "incidents_handed_off", [handed_off(one) for one in incidents]),
        share(_STAGE, "emergencies_flagged", [flagged(one) for one in incidents if one.example.emergency]),
        f2(
            _STAGE,
            "route_f2",
            [one.example.route is Route.LIVE_INCIDENT for one in decided],
            [_told(one) for one in decided],
        ),
        share(_STAGE, "harmless_not_handed_off", [not _told(one) for one in harmless]),
        share(_STAGE, "harmless_not_asked_back", [one.route in _HARMLESS for one in harmless]),
        share(_STAGE, "both_of_pair_right", _pairs(decided)),
        share(_STAGE, "questions_not_handed_off", [not one.handed_off for one in given]),
        share(_STAGE, "questions_not_asked_back", [not one.asked_back for one in given]),
        share(_STAGE, "category_right", [category_right(one) for one in incidents]),
        share(_STAGE, "right_person_first", [role_right(one) for one in incidents]),
        share(_STAGE, "told_past_whom_it_is_about", [_told_past(one) for one in about]),
    )


def handed_off(one: Triaged) -> bool:
    """Whether it went to a person at once."""
    return one.route is Route.LIVE_INCIDENT


def missed(one: Triaged) -> bool:
    """Whether an incident was neither handed off nor asked about: the worst mistake."""
    return one.route not in {Route.LIVE_INCIDENT, Route.UNCLEAR}


def flagged(one: Triaged) -> bool:
    """Whether it was handed off as an emergency."""
    return one.found is not None and handed_off(one) and one.found.emergency


def category_right(one: Triaged) -> bool:
    """Whether it was handed off under one of the label's categories."""
    return handed_off(one) and bool({*_leading(one)} & set(one.example.categories))


def role_right(one: Triaged) -> bool:
    """Whether it was handed off, first to somebody whom the label's own route tells first."""
    return one.found is not None and handed_off(one) and first_role_right(one.example, one.found)


def tells_the_one(one: Triaged) -> bool:
    """Whether the very person it is about would be told; of what broke nobody can say, which counts."""
    if one.found is None:
        return True
    return handed_off(one) and tells_whom_it_is_about(one.example, one.found)


def _told_past(one: Triaged) -> bool:
    """A concern that nobody is told of is kept from everybody: that is no success."""
    return handed_off(one) and not tells_the_one(one)


def _pairs(decided: Sequence[Triaged]) -> list[bool]:
    """Of each pair whether its incident was handed off at once and its look-alike went on as a question."""
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for one in decided:
        if one.message.pair:
            incident = one.example.route is Route.LIVE_INCIDENT
            right[one.message.pair].append(handed_off(one) if incident else one.route in _HARMLESS)
    return [all(found) for found in right.values()]


def _told(one: Triaged) -> bool:
    """Whether somebody is told; a message that broke counts as told where it should not be, and else not."""
    broken = one.found is None
    return (broken and one.example.route in _HARMLESS) or handed_off(one)


def _leading(one: Triaged) -> tuple[object, ...]:
    return one.found.categories[:1] if one.found else ()
