"""The same scores by policy, section, asker and style."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from assistant.evaluation.answer_stages import answer_scores
from assistant.evaluation.results import Given, Held, Run, Triaged
from assistant.evaluation.route_stage import route_scores
from assistant.evaluation.score import Score

_NO_POLICY = "no policy"
_One = TypeVar("_One")
Groups = Mapping[str, Mapping[str, tuple[Score, ...]]]


def grouped(run: Run) -> Groups:
    """For each kind of group the scores of each group, by name; only those that have cases.

    A case counts for each policy and section it expects; style is a tag of the notes, or the style of a
    message.
    """
    clauses = run.clauses
    return {
        "policy": _answers(run.answers, _policies),
        "section": _answers(run.answers, lambda one: _sections(one, clauses)),
        "asker": _joined(
            _by(run.answers, lambda one: [one.case.asker]), _by(run.triage, lambda one: [one.message.asker])
        ),
        "style": _joined(
            _by(run.answers, lambda one: one.case.tags), _by(run.triage, lambda one: [one.example.style])
        ),
        "category": _joined({}, _by(run.triage, lambda one: one.example.categories[:1])),
    }


def _policies(one: Given) -> list[str]:
    return [label.partition(" ")[0] for label in one.case.clauses] or [_NO_POLICY]


def _sections(one: Given, clauses: Mapping[str, Held]) -> list[str]:
    held = [(label.partition(" ")[0], clauses[label]) for label in one.case.clauses if label in clauses]
    return [f"{short}: {clause.section}" for short, clause in held] or [_NO_POLICY]


def _answers(
    given: Sequence[Given], names_of: Callable[[Given], Iterable[str]]
) -> dict[str, tuple[Score, ...]]:
    return _joined(_by(given, names_of), {})


def _by(ones: Sequence[_One], names_of: Callable[[_One], Iterable[str]]) -> dict[str, list[_One]]:
    found: defaultdict[str, list[_One]] = defaultdict(list)
    for one in ones:
        for name in sorted(set(names_of(one))):
            if name:
                found[str(name)].append(one)
    return dict(found)


def _joined(
    given: Mapping[str, list[Given]], triaged: Mapping[str, list[Triaged]]
) -> dict[str, tuple[Score, ...]]:
    """Scores of answers and of triage under one name, those without cases left out."""
    return {
        name: tuple(
            score
            for score in (
                *route_scores(triaged.get(name, []), given.get(name, [])),
                *answer_scores(given.get(name, [])),
            )
            if score.n
        )
        for name in sorted({*given, *triaged})
    }
