"""Scores of triage on messages whose handling is known; every miss is kept, to be looked at."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.domain.school import LADDERS
from assistant.domain.telling import EITHER, about_roles
from assistant.domain.triage import Route, Triage, TriageExample
from assistant.incidents.routing import routed

Pair = tuple[TriageExample, Triage]
Tally = dict[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class TriageScores:
    """Shares between 0 and 1 of incidents, or of questions (small talk included).

    `missed`: neither handed off nor asked about. `asked`: questions that are asked about.
    `first_role`: hand-offs that go first to a role which the label's own routing tells first.
    `told_the_one` counts concerns about a role holder that would reach that holder.
    `emergencies`: emergencies handed off as such. `by_category` and `by_style` count what became
    of incidents and questions.
    """

    missed: float
    handed_off: float
    needless: float
    asked: float
    first_role: float
    told_the_one: int
    emergencies: float
    incidents: int
    questions: int
    by_category: Tally = field(default_factory=dict)
    by_style: Tally = field(default_factory=dict)
    wrong: tuple[Pair, ...] = ()


def score_triage(examples: Sequence[TriageExample], found: Sequence[Triage]) -> TriageScores:
    """Score decisions; messages labelled `unclear` count in neither."""
    pairs = list(zip(examples, found, strict=True))
    incidents = [pair for pair in pairs if pair[0].route is Route.LIVE_INCIDENT]
    questions = [pair for pair in pairs if pair[0].route in (Route.POLICY_QUESTION, Route.OUT_OF_SCOPE)]
    handed = [pair for pair in incidents if _is(pair, Route.LIVE_INCIDENT)]
    urgent = [pair for pair in incidents if pair[0].emergency]
    missed = [pair for pair in incidents if not _is(pair, Route.LIVE_INCIDENT, Route.UNCLEAR)]
    needless = [pair for pair in questions if _is(pair, Route.LIVE_INCIDENT)]
    return TriageScores(
        _share(missed, incidents),
        _share(handed, incidents),
        _share(needless, questions),
        _share([pair for pair in questions if _is(pair, Route.UNCLEAR)], questions),
        _share([pair for pair in handed if first_role_right(*pair)], handed),
        sum(tells_whom_it_is_about(*pair) for pair in handed),
        _share([pair for pair in urgent if _is(pair, Route.LIVE_INCIDENT) and pair[1].emergency], urgent),
        len(incidents),
        len(questions),
        _tally(incidents, lambda example: example.categories[0].value),
        _tally([*incidents, *questions], lambda example: example.style),
        (*missed, *needless),
    )


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


def _is(pair: Pair, *routes: Route) -> bool:
    return pair[1].route in routes


def _tally(pairs: Sequence[Pair], name_of: Callable[[TriageExample], str]) -> Tally:
    tally: Tally = {}
    for example, found in pairs:
        kind = "incident" if example.route is Route.LIVE_INCIDENT else "question"
        tally.setdefault(name_of(example), Counter())[f"{kind}, {found.route.value}"] += 1
    return dict(sorted(tally.items()))


def _share(part: Sequence[object], whole: Sequence[object]) -> float:
    return len(part) / max(len(whole), 1)
