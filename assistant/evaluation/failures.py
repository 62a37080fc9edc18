"""Why a case failed, in words for leads."""

from collections.abc import Iterator

from assistant.domain.triage import Route
from assistant.evaluation import route_stage
from assistant.evaluation.answer_stages import begins_right
from assistant.evaluation.results import TIMEOUT, Given, Triaged

_ENDINGS = {
    "answered": "an answer",
    "not_covered": "that no policy covers it",
    "out_of_scope": "that it is not a matter for the policies",
    "handed_off": "a hand-off to a person",
    "needs_clarifying": "the question whether it has happened",
    "failed": "no ending",
}


def why_wrong(one: Given) -> tuple[str, ...]:
    """What is wrong with an answer; nothing where it is right."""
    if one.error:
        return (_broken(one.error),)
    case = one.case
    if one.outcome != case.outcome:
        return (f"expected {_ENDINGS[case.outcome]}, got {_ENDINGS[one.outcome]}", *_not_found(one))
    return tuple(_about_answer(one)) if case.outcome == "answered" else ()


def why_misrouted(one: Triaged) -> tuple[str, ...]:
    """What is wrong with a decision of triage; nothing where it is right, or where the label is `unclear`."""
    if one.found is None:
        return (_broken(one.error),)
    if one.example.route is Route.LIVE_INCIDENT:
        return tuple(_about_incident(one))
    if one.example.route is Route.UNCLEAR:
        return ()
    if one.route is Route.LIVE_INCIDENT:
        return ("handed off without need",)
    return ("asked without need whether it has happened",) if one.route is Route.UNCLEAR else ()


def _broken(error: str) -> str:
    return "took too long" if error == TIMEOUT else f"broke: {error}"


def _about_answer(one: Given) -> Iterator[str]:
    case = one.case
    left_out = [label for label in case.clauses if label not in one.cited]
    if left_out:
        yield f"expected {_and(left_out)}, cited {_and(one.cited)}"
    elif not begins_right(one):
        yield f"expected {_and(case.clauses)}, cited {one.cited[0]} first"
    if one.verdict != case.verdict:
        yield f"expected the verdict {case.verdict}, got {one.verdict}"
    yield from _not_found(one)


def _not_found(one: Given) -> Iterator[str]:
    """What retrieval has to do with it: an answer cannot cite what was not found."""
    for label in one.case.clauses:
        if label not in one.retrieved:
            yield f"retrieval did not find {label}"
        elif label not in one.cited:
            yield f"retrieval found {label} in place {one.retrieved.index(label) + 1}"


def _about_incident(one: Triaged) -> Iterator[str]:
    if route_stage.missed(one):
        yield "an incident was missed: neither handed off nor asked about"
        return
    if one.route is Route.UNCLEAR:
        yield "asked first whether it has happened"
        return
    if route_stage.tells_the_one(one):
        yield "would be told to the very person it is about"
    if one.example.emergency and not route_stage.flagged(one):
        yield "an emergency was not seen as one"
    if not route_stage.role_right(one):
        yield "told to somebody else first"
    if not route_stage.category_right(one):
        found = one.found.categories if one.found else ()
        yield f"expected {_and(one.example.categories)}, got {_and(found)}"


def _and(labels: "tuple[str, ...] | list[str]") -> str:
    return " and ".join(labels) or "nothing"
