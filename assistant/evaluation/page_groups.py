"""The scores of parts of the cases as the page shows them: a table for each way to part them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluation.page_meanings import title
from assistant.evaluation.page_scores import below
from assistant.evaluation.page_words import Json, counted

_SHOWN_FIRST = 10
_OF_ANSWERS = ("all_right", "citation_recall", "citation_precision", "verdict_accuracy")
_OF_BOTH = ("incident_recall", "harmless_not_handed_off", "all_right", "verdict_accuracy")
_OF_INCIDENTS = ("incident_recall", "incidents_handed_off", "category_right", "right_person_first")
# name in report.json -> heading, head of the first column, the scores shown, the first of which sorts.
_GROUPS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "policy": ("By policy", "Policy", _OF_ANSWERS),
    "section": ("By section of a policy", "Section", _OF_ANSWERS),
    "asker": ("By who asks", "Asker", _OF_BOTH),
    "style": ("By style", "Style", _OF_BOTH),
    "category": ("By kind of incident", "Kind", _OF_INCIDENTS),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One score of a part of the cases; `low_score` says that it is below the floor of the whole."""

    value: float
    low: float
    high: float
    n: int
    low_score: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the cases; a cell is None where the score is about none of them."""

    name: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A table: the worst rows, and the rest, folded away."""

    name: str
    title: str
    what: str
    caption: str
    titles: tuple[str, ...]
    first: tuple[Row, ...]
    rest: tuple[Row, ...]
    rest_said: str


def groups(report: Json) -> tuple[Group, ...]:
    """A table for each way to part the cases, the worst part first."""
    floors = {score["name"]: score["floor"] for score in report["scores"]}
    by = report["by"]
    policies = {label.partition(" ")[0]: held["policy"] for label, held in report["clauses"].items()}
    return tuple(_group(name, by[name], floors, policies) for name in _GROUPS if by.get(name))


def _group(
    name: str, parts: Sequence[Json], floors: Mapping[str, float | None], policies: Mapping[str, str]
) -> Group:
    heading, what, wanted = _GROUPS[name]
    rows = sorted((_row(part, wanted, floors, policies) for part in parts), key=_worst_first)
    shown = len(rows) if len(rows) <= _SHOWN_FIRST + 2 else _SHOWN_FIRST
    return Group(
        name,
        heading,
        what,
        f"Sorted by the first score that a row has, the worst first; {counted(len(rows), 'row')} in all",
        tuple(map(title, wanted)),
        tuple(rows[:shown]),
        tuple(rows[shown:]),
        f"Show the other {len(rows) - shown}, which do better",
    )


def _row(
    part: Json, wanted: Sequence[str], floors: Mapping[str, float | None], policies: Mapping[str, str]
) -> Row:
    found = {score["name"]: score for score in part["scores"]}
    cells = (_cell(found[one], floors.get(one)) if one in found else None for one in wanted)
    name = part["name"]
    called = f"{policies[name]} ({name})" if name in policies else _readable(name)
    return Row(called, tuple(cells))


def _readable(name: str) -> str:
    plain = name.replace("_", " ")
    return plain[:1].upper() + plain[1:]


def _cell(score: Json, floor: float | None) -> Cell:
    low_score = below({"value": score["value"], "floor": floor})
    return Cell(score["value"], score["low"], score["high"], score["n"], low_score)


def _worst_first(row: Row) -> tuple[float, int, str]:
    first = next((cell for cell in row.cells if cell), None)
    return (first.value, -first.n, row.name) if first else (2.0, 0, row.name)
