"""Whom a decision of triage tells, beside whom the label's own decision would tell."""

from assistant.domain.school import LADDERS
from assistant.domain.telling import EITHER, about_roles
from assistant.domain.triage import Triage, TriageExample
from assistant.incidents.routing import routed


def expected(example: TriageExample) -> Triage:
    """The decision that the label asks for."""
    return Triage(example.route, 1.0, example.categories, example.emergency, example.concerns)


def first_role_right(example: TriageExample, found: Triage) -> bool:
    """Whether whoever is told first is one of those whom the label's routing tells first.

    Where the rules name either of two people (domain/telling.py), both are right.
    """
    wanted = set(routed(expected(example), LADDERS).first)
    if not about_roles(example.categories, example.concerns):
        wanted |= EITHER.get(example.categories[0], frozenset())
    return routed(found, LADDERS).first[0] in wanted


def tells_whom_it_is_about(example: TriageExample, found: Triage) -> bool:
    """Whether the holder of the role that it is about would be told, shown or escalated to."""
    about = example.concerns.role if example.concerns else None
    return about is not None and about in routed(found, LADDERS).ladder
