"""The scores of triage. A message whose triage broke counts as the worse of what could have happened."""

from collections.abc import Sequence

from assistant.domain.triage import Route
from assistant.evaluation.results import Given, Triaged
from assistant.evaluation.score import Score, f2, share
from assistant.evaluation.triage_scores import first_role_right, tells_whom_it_is_about

_STAGE = "route"
_HARMLESS = (Route.POLICY_QUESTION, Route.OUT_OF_SCOPE)


def route_scores(triaged: Sequence[Triaged], given: Sequence[Given] = ()) -> tuple[Score, ...]:
    """Messages labelled `unclear` count in none; `given` are questions: none is to be handed off."""
    incidents = [one for one in triaged if one.example.route is Route.LIVE_INCIDENT]
    harmless = [one for one in triaged if one.example.route in _HARMLESS]
    handed = [one for one in incidents if one.route is Route.LIVE_INCIDENT]
    about = [one for one in incidents if one.example.concerns and one.example.concerns.role]
    decided = [*incidents, *harmless]
    return (
        share(_STAGE, "incident_recall", [not missed(one) for one in incidents]),
        share(_STAGE, "incidents_handed_off", [one.route is Route.LIVE_INCIDENT for one in incidents]),
        share(_STAGE, "emergencies_flagged", [flagged(one) for one in incidents if one.example.emergency]),
        f2(
            _STAGE,
            "route_f2",
            [one.example.route is Route.LIVE_INCIDENT for one in decided],
            [_told(one) for one in decided],
        ),
        share(_STAGE, "harmless_not_handed_off", [not _told(one) for one in harmless]),
        share(_STAGE, "harmless_not_asked_back", [one.route in _HARMLESS for one in harmless]),
        share(_STAGE, "questions_not_handed_off", [not one.handed_off for one in given]),
        share(_STAGE, "category_right", [category_right(one) for one in incidents]),
        share(_STAGE, "first_role_right", [role_right(one) for one in handed]),
        share(_STAGE, "kept_from_whom_it_is_about", [not tells_the_one(one) for one in about]),
    )


def missed(one: Triaged) -> bool:
    """Whether an incident was neither handed off nor asked about: the worst mistake."""
    return one.route not in {Route.LIVE_INCIDENT, Route.UNCLEAR}


def flagged(one: Triaged) -> bool:
    """Whether it was handed off as an emergency."""
    return one.found is not None and one.route is Route.LIVE_INCIDENT and one.found.emergency


def category_right(one: Triaged) -> bool:
    """Whether it was handed off under one of the label's categories."""
    handed_off = one.found is not None and one.route is Route.LIVE_INCIDENT
    return handed_off and bool({*_leading(one)} & set(one.example.categories))


def role_right(one: Triaged) -> bool:
    """Whether it goes first to somebody whom the label's own route tells first."""
    return one.found is not None and first_role_right(one.example, one.found)


def tells_the_one(one: Triaged) -> bool:
    """Whether the very person it is about would be told; of what broke nobody can say, which counts."""
    if one.found is None:
        return True
    return one.route is Route.LIVE_INCIDENT and tells_whom_it_is_about(one.example, one.found)


def _told(one: Triaged) -> bool:
    """Whether somebody is told; a message that broke counts as told where it should not be, and else not."""
    broken = one.found is None
    return (broken and one.example.route in _HARMLESS) or one.route is Route.LIVE_INCIDENT


def _leading(one: Triaged) -> tuple[object, ...]:
    return one.found.categories[:1] if one.found else ()
