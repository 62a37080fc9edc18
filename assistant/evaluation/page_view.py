"""What the page shows, made from report.json and what has changed: the template only lays it out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.evaluation.page_cases import CaseShown, KindShown, MissShown, failures, misses
from assistant.evaluation.page_changes import ChangesShown, changes_shown
from assistant.evaluation.page_groups import Group, groups
from assistant.evaluation.page_model import ModelShown, model_shown
from assistant.evaluation.page_scores import Headline, StageShown, headline, stages
from assistant.evaluation.page_words import Json, counted, day, listed, percent

_ROUTES = {
    "live incident": "Live incident",
    "unclear": "Unclear",
    "policy question": "Policy question",
    "out of scope": "Out of scope",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that stands large at the top."""

    number: str
    what: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A cell of the confusion table; `state` is right, wrong (a missed incident) or empty."""

    number: int
    state: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the confusion table."""

    name: str
    cells: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Confusion:
    """What each kind of message was taken for."""

    columns: tuple[str, ...]
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The page, part by part."""

    date: str
    headline: Headline
    figures: tuple[Figure, ...]
    stages: tuple[StageShown, ...]
    changes: ChangesShown | None
    model: ModelShown | None
    confusion: Confusion
    misses: tuple[KindShown[MissShown], ...]
    failures: tuple[KindShown[CaseShown], ...]
    groups: tuple[Group, ...]
    reviews: tuple[str, ...]
    repeats: tuple[str, ...]
    made_with: tuple[tuple[str, str], ...]

    @property
    def before(self) -> str:
        """The date of the report that this one is compared with, empty where there is none."""
        return self.changes.before if self.changes else ""


def shown(report: Json, changes: Json | None) -> View:
    """The page of a report."""
    errors, late = report["errors"]["broken"], report["errors"]["timeouts"]
    return View(
        day(report["date"]),
        headline(report["scores"], errors, late),
        (
            _failed(report["answers"], "question"),
            _failed(report["triage"], "message"),
            Figure(f"{errors + late:,}", "errors and time-outs, counted as failures"),
        ),
        stages(report["scores"]),
        changes_shown(changes, report) if changes else None,
        model_shown(report["with_model"], report) if report["with_model"] else None,
        _confusion(report["triage"]),
        misses(report),
        failures(report),
        groups(report),
        _reviews(report["reviews"]),
        _repeats(report["repeats"]),
        (("date", day(report["date"])), *_facts(report["made_with"])),
    )


def _failed(cases: Sequence[Json], what: str) -> Figure:
    wrong = sum(bool(case["why"]) for case in cases)
    return Figure(f"{wrong:,} of {len(cases):,}", f"{what}s with something wrong")


def _confusion(cases: Sequence[Json]) -> Confusion:
    count = Counter((case["expected"]["route"], (case["given"] or {}).get("route", "")) for case in cases)
    broken = {"": "Error or time-out"} if any(not found for _, found in count) else {}
    columns = {**_ROUTES, **broken}
    return Confusion(
        tuple(columns.values()),
        tuple(
            Line(name, tuple(_tally(route, found, count[route, found]) for found in columns))
            for route, name in _ROUTES.items()
            if any(count[route, found] for found in columns)
        ),
    )


def _tally(route: str, found: str, number: int) -> Tally:
    if route == found:
        return Tally(number, "right")
    missed = route == "live incident" and found != "unclear"
    return Tally(number, "wrong" if number and (missed or not found) else "")


def _reviews(reviews: Json | None) -> tuple[str, ...]:
    if not reviews or not reviews["pairs"]:
        return ("No case has been judged by two leads yet. `assistant evaluate review` begins one.",)
    waiting = reviews["open"]
    return (
        *(_agreed(pair) for pair in reviews["pairs"]),
        "Kappa is Cohen's measure of agreement: 1 is full agreement, 0 is no more than chance would bring.",
        f"{counted(waiting, 'case')} still to be decided." if waiting else "Every one of them is decided.",
    )


def _agreed(pair: Json) -> str:
    judged = f"{listed(pair['leads'])} judged {counted(pair['cases'], 'case')} apart"
    return f"{judged}, and said the same of {pair['same']:,}: kappa {pair['kappa']:.2f}."


def _repeats(repeats: Json | None) -> tuple[str, ...]:
    if not repeats:
        return ()
    answers, triage = percent(repeats["answers"]), percent(repeats["triage"])
    times = counted(repeats["runs"], "time")
    ended = f"{answers} of the questions and {triage} of the messages did not always end alike"
    return (f"Every case ran {times}: {ended}.",)


def _facts(made_with: Mapping[str, Any], under: str = "") -> Iterator[tuple[str, str]]:
    for name, value in sorted(made_with.items()):
        spoken = f"{under}{name.replace('_', ' ')}"
        if isinstance(value, Mapping):
            yield from _facts(value, f"{spoken}: ")
        elif isinstance(value, list):
            yield spoken, ", ".join(str(one) for one in value)
        elif isinstance(value, bool):
            yield spoken, "yes" if value else "no"
        else:
            yield spoken, str(value)
