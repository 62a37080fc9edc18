"""What one row of each kind of table must hold; every mistake is named with its column and its cure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.bootstrap import Row
from assistant.domain.answer import Verdict
from assistant.domain.triage import Route
from assistant.errors import SchoolFileError
from assistant.evaluation.folder import labels_in

OUTCOMES = ("answered", "not_covered", "out_of_scope")


def case_problems(row: Row) -> Iterator[SchoolFileError]:
    """A case: an answer has clauses and a verdict, and nothing else has."""
    cells = row.cells
    yield from _no_question(row)
    if cells["outcome"] not in OUTCOMES:
        yield row.wrong(
            "outcome", f"The outcome is '{cells['outcome']}'.", f"Choose one of: {', '.join(OUTCOMES)}."
        )
    elif cells["outcome"] == "answered":
        if not labels_in(cells["expected_clauses"]):
            yield row.wrong(
                "expected_clauses", "An answer rests on clauses.", "Name one, or change the outcome."
            )
        if cells["verdict"] not in {*Verdict}:
            choice = ", ".join(Verdict)
            yield row.wrong("verdict", f"The verdict is '{cells['verdict']}'.", f"Choose one of: {choice}.")
        for label in sorted({*labels_in(cells["also_right"])} & {*labels_in(cells["expected_clauses"])}):
            yield row.wrong("also_right", f"{label} is expected already.", "Take it out here.")
    else:
        for name in ("verdict", "expected_clauses", "also_right"):
            if cells[name]:
                problem = f"The outcome is '{cells['outcome']}', but there is something here."
                yield row.wrong(name, problem, "Empty the cell, or make the outcome 'answered'.")


def draft_problems(row: Row) -> Iterator[SchoolFileError]:
    """A draft: all but the question may still be missing."""
    yield from _no_question(row)


def message_problems(row: Row) -> Iterator[SchoolFileError]:
    """A message to triage: every one that is measured counts in a score."""
    if row.cells["route"] == Route.UNCLEAR:
        problem = "Where leads cannot tell, no score can count what the assistant made of it."
        yield row.wrong("route", problem, "Say what it is, or take the row out.")


def pair_problems(rows: Sequence[Row]) -> Iterator[SchoolFileError]:
    """Look-alikes: at least one has happened and at least one is harmless."""
    pairs: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.cells["pair"]:
            pairs[row.cells["pair"]].append(row)
    for name, members in pairs.items():
        if len({member.cells["route"] == Route.LIVE_INCIDENT for member in members}) < 2:
            problem = f"The pair '{name}' has no incident and harmless look-alike."
            yield members[0].wrong("pair", problem, "Give both the same name, or empty the cell.")


def quiz_problems(row: Row) -> Iterator[SchoolFileError]:
    """A question of a quiz: its answer is one of its options and rests on a clause."""
    options = [option.strip() for option in row.cells["options"].split("|")]
    yield from _no_question(row)
    if len(options) < 2 or not all(options) or len(set(options)) < len(options):
        yield row.wrong("options", "There are not two different options at least.", "Separate them by |.")
    if row.cells["answer"] not in options:
        yield row.wrong("answer", "The answer is none of the options.", "Copy it from there.")
    if not labels_in(row.cells["clauses"]):
        yield row.wrong("clauses", "No clause says so.", "Name the one that the answer rests on.")


def _no_question(row: Row) -> Iterator[SchoolFileError]:
    if not row.cells["question"]:
        yield row.wrong("question", "There is no question.", "Type one, or take the row out.")
