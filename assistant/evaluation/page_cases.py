"""Cases as the page shows them: what was expected beside what was given, in the policies' words."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from assistant.evaluation.page_kinds import FAILURES, MISSES, Kind, failure_kind, miss_kind
from assistant.evaluation.page_words import Json, day, decision, ending, sentence

_MISSING = "This clause is not in the policies as they were published for this report."


@dataclass(frozen=True, slots=True)
class Mark:
    """A word on a clause, such as "not cited"; `state` is good or bad."""

    state: str
    words: str


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """A clause and its words."""

    label: str
    heading: str
    words: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """What was expected, or what was given."""

    ending: str
    headline: str
    clauses: tuple[ClauseShown, ...]


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A failing answer case; `source` says where to find it."""

    anchor: str
    question: str
    history: tuple[str, ...]
    source: str
    why: tuple[str, ...]
    review: str
    expected: Side
    given: Side


@dataclass(frozen=True, slots=True)
class MissShown:
    """A message that triage did not handle as it should."""

    anchor: str
    text: str
    source: str
    why: tuple[str, ...]
    expected: str
    given: str


Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True)
class KindShown(Generic[Shown]):
    """Failures of one kind, under a heading."""

    name: str
    title: str
    meaning: str
    rows: tuple[Shown, ...]


def failures(report: Json) -> tuple[KindShown[CaseShown], ...]:
    """The failing answer cases, the gravest kind first."""
    clauses = report["clauses"]
    failed = [case for case in report["answers"] if case["why"]]
    return _by_kind(failed, FAILURES, failure_kind, lambda case: case_shown(case, clauses))


def misses(report: Json) -> tuple[KindShown[MissShown], ...]:
    """The messages that triage got wrong, missed incidents first."""
    return _by_kind([case for case in report["triage"] if case["why"]], MISSES, miss_kind, _miss_shown)


def case_shown(case: Json, clauses: Mapping[str, Json]) -> CaseShown:
    """One failing answer case."""
    expected, given = case["expected"], case["given"]
    return CaseShown(
        anchor("case", case),
        case["question"],
        tuple(case["history"]),
        source(case, *case["tags"]),
        tuple(map(sentence, case["why"])),
        _review(case["review"]),
        expected_side(expected, clauses, given["cited"]),
        given_side(given, clauses, expected),
    )


def expected_side(expected: Json, clauses: Mapping[str, Json], cited: Collection[str]) -> Side:
    """What a right answer holds; each clause is marked where the answer does not cite it."""
    shown = tuple(
        clause_shown(label, clauses, "", _mark(label in cited, "cited", "not cited"))
        for label in expected["clauses"]
    )
    return Side(ending(expected), "", shown)


def given_side(given: Json, clauses: Mapping[str, Json], expected: Json | None = None) -> Side:
    """What the assistant gave, with the words that it quoted; marked where what is `expected` is known."""
    quotes: dict[str, list[str]] = {}
    for label, words in given["quotes"]:
        quotes.setdefault(label, []).append(words)
    shown = tuple(
        clause_shown(
            label,
            clauses,
            " … ".join(quotes.get(label, ())),
            None if expected is None else _mark_cited(label, expected),
        )
        for label in given["cited"]
    )
    told = f"{given['error']}: counted as a failure" if given["error"] else ending(given)
    return Side(told, given["headline"], shown)


def anchor(kind: str, case: Json) -> str:
    """Names a case on the page; its place in the tables keeps apart what was asked twice."""
    return f"{kind}-{case['key']}-{case['table']}-{case['line']}".replace(" ", "-")


def source(case: Json, *more: str) -> str:
    """Who asks, where it stands in the tables, and `more`: Asker: ta · trips.csv, line 12 · follow up."""
    asker = case["asker"].replace("_", " ")
    parts = [
        f"Asker: {asker}" if asker else "",
        f"{case['table']}.csv, line {case['line']}",
        *(tag.replace("_", " ") for tag in more if tag),
    ]
    return " · ".join(part for part in parts if part)


def _review(review: Json | None) -> str:
    """What leads said of the case itself, empty where nobody disputed it."""
    if not review:
        return ""
    if not review["by"]:
        return f"In dispute among leads since {day(review['on'])}."
    return f"Decided by {review['by']} on {day(review['on'])}: {sentence(review['why'])}"


def _miss_shown(case: Json) -> MissShown:
    given = case["given"]
    return MissShown(
        anchor("message", case),
        case["text"],
        source(case, case["style"]),
        tuple(map(sentence, case["why"])),
        decision(case["expected"]),
        decision(given) if given else f"{case['error']}: counted as a failure",
    )


def _by_kind(
    cases: Sequence[Json],
    kinds: Mapping[str, Kind],
    kind_of: Callable[[Json], str],
    shown: Callable[[Json], Shown],
) -> tuple[KindShown[Shown], ...]:
    held: dict[str, list[Shown]] = {}
    for case in cases:
        held.setdefault(kind_of(case), []).append(shown(case))
    return tuple(
        KindShown(name, kind.title, kind.meaning, tuple(held[name]))
        for name, kind in kinds.items()
        if name in held
    )


def clause_shown(
    label: str, clauses: Mapping[str, Json], quoted: str, mark: Mark | None = None
) -> ClauseShown:
    """A clause in the words that were quoted, or in all of its own."""
    held = clauses.get(label)
    if held is None:
        return ClauseShown(label, "", quoted or _MISSING, mark)
    heading = f"{held['policy']}: {held['heading']}" if held["heading"] else held["policy"]
    return ClauseShown(label, heading, quoted or held["text"], mark)


def _mark_cited(label: str, expected: Json) -> Mark:
    if label in expected["also_right"]:
        return Mark("good", "also right")
    return _mark(label in expected["clauses"], "expected", "not expected")


def _mark(right: bool, if_right: str, if_not: str) -> Mark:
    return Mark("good", if_right) if right else Mark("bad", if_not)
