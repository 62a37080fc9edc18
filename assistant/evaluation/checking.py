"""Whether the leads' tables are as their README says, and whether their labels mean what they meant."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from assistant.bootstrap import Row, change_cells, read_table, read_triage_tables
from assistant.errors import SchoolFileError
from assistant.evaluation.cases import COLUMNS, OPTIONAL
from assistant.evaluation.folder import DRAFT_COLUMNS, QUIZ_COLUMNS, EvalFolder, key_of_row, labels_in
from assistant.evaluation.leaks import Learnt, texts_of
from assistant.evaluation.messages import measured_problems, message_rows
from assistant.evaluation.references import (
    Clauses,
    Reference,
    read_references,
    reference_to,
    write_references,
)
from assistant.evaluation.row_problems import case_problems, draft_problems, quiz_problems

_LABELS = ("expected_clauses", "also_right")
_SPREADSHEETS = (".xlsx", ".xls", ".ods", ".numbers")


@dataclass(slots=True)
class Checked:
    """What a check found.

    `problems` are sentences for a lead. `moved` holds the new label for each old one, `edits` the cells to
    rewrite by table. `references` is what to keep, `fresh` how many of them are new. `unread` counts
    tables that cannot be read.
    """

    rows: int = 0
    tables: int = 0
    problems: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    edits: dict[Path, dict[tuple[int, str], str]] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    fresh: int = 0
    unread: int = 0

    def note(self, errors: Iterable[SchoolFileError]) -> None:
        """Keep the sentences of errors."""
        self.problems.extend(map(str, errors))

    def write(self, folder: EvalFolder) -> None:
        """Put the new labels into the tables, and keep what all labels mean now."""
        for path, edits in self.edits.items():
            change_cells(path, edits)
        write_references(folder.references, self.references.values())


def checked(folder: EvalFolder, clauses: Clauses, learnt: Learnt, kept: Collection[str] = ()) -> Checked:
    """Read every table. No case may be near anything `learnt`; `kept` are labels right as they stand."""
    found = Checked()
    labels = _Labels(found, clauses, _references(folder, found, kept))
    seen: dict[str, str] = {}
    for path in (*folder.cases, *folder.development):
        for row in _rows(found, path, COLUMNS):
            found.note(case_problems(row))
            found.note(_repeats(row, path, seen))
            if path in folder.cases:
                found.note(learnt.problems(row, "question", *texts_of(row)))
            for column in _LABELS:
                labels.look_at(path, row, column)
    for path in folder.drafts:
        for row in _rows(found, path, DRAFT_COLUMNS):
            found.note(draft_problems(row))
            for column in _LABELS:
                labels.look_at(path, row, column)
    for path in folder.quizzes:
        for row in _rows(found, path, QUIZ_COLUMNS):
            found.note(quiz_problems(row))
            labels.look_at(path, row, "clauses")
    _check_messages(found, folder, learnt)
    strangers = sorted(path for path in folder.path.rglob("*") if path.suffix.lower() in _SPREADSHEETS)
    for path in strangers:
        found.problems.append(f"{path.name}: Only CSV is read. Save it as CSV with the character set UTF-8.")
    return found


def _references(folder: EvalFolder, found: Checked, kept: Collection[str]) -> dict[str, Reference]:
    read: dict[str, Reference] = {}
    _tried(found, lambda: read.update(read_references(folder.references)))
    return {label: one for label, one in read.items() if label not in kept}


@dataclass(slots=True)
class _Labels:
    found: Checked
    clauses: Clauses
    references: dict[str, Reference]

    def look_at(self, path: Path, row: Row, column: str) -> None:
        """Follow each label of a cell to where its clause stands now."""
        labels = labels_in(row.cells[column])
        now = {label: self._now(row, column, label) for label in labels}
        renewed = ";".join(
            piece.replace(piece.strip(), now[piece.strip()]) if piece.strip() else piece
            for piece in row.cells[column].split(";")
        )
        if renewed != row.cells[column]:
            self.found.edits.setdefault(path, {})[row.number, column] = renewed

    def _now(self, row: Row, column: str, label: str) -> str:
        reference = self.references.get(label)
        clause = self.clauses.meant(reference) if reference else self.clauses.by_label.get(label)
        if clause is None:
            self.found.broken.append(str(self._gone(row, column, label, reference)))
            if reference:
                # Whatever else has the number now: what the label meant must not be forgotten.
                self.found.references[label] = reference
            return label
        if clause.label != label:
            self.found.moved[label] = clause.label
        elif reference is None and label not in self.found.references:
            self.found.fresh += 1
        self.found.references.setdefault(clause.label, reference_to(clause))
        return clause.label

    def _gone(self, row: Row, column: str, label: str, reference: Reference | None) -> SchoolFileError:
        if reference is None:
            near = _same_letters(label, self.clauses.by_label)
            cure = f"Is it {near}?" if near else "Look it up with `assistant policy`."
            return row.wrong(column, f"No published policy has a clause {label}.", cure)
        near_clause = self.clauses.nearest(reference.words)
        words = " ".join(near_clause.text.split())
        return row.wrong(
            column,
            f'The clause that {label} meant is gone: "{reference.words} ..."',
            f'The nearest now is {near_clause.label}: "{words}" Put the right label in, or if {label} is'
            f' right as it stands now, run `assistant evaluate check --write --keep "{label}"`.',
        )


def _check_messages(found: Checked, folder: EvalFolder, learnt: Learnt) -> None:
    for triage in folder.triage:
        _tried(found, partial(read_triage_tables, triage))
    measured: list[Row] = []
    _tried(found, lambda: measured.extend(message_rows(folder.triage[0])))
    found.note(measured_problems(tuple(measured)))
    for row in measured:
        found.note(learnt.problems(row, "message", row.cells["message"]))


def _rows(found: Checked, path: Path, columns: tuple[str, ...]) -> tuple[Row, ...]:
    read: list[Row] = []
    _tried(found, lambda: read.extend(read_table(path, columns, OPTIONAL)))
    found.tables += 1
    found.rows += len(read)
    return tuple(read)


def _tried(found: Checked, read: Callable[[], object]) -> None:
    try:
        read()
    except SchoolFileError as error:
        if str(error) not in found.problems:  # a table is read for more than one check
            found.problems.append(str(error))
            found.unread += 1


def _repeats(row: Row, path: Path, seen: dict[str, str]) -> Iterator[SchoolFileError]:
    key = key_of_row(row)
    if key in seen:
        yield row.wrong("question", f"It stands in {seen[key]} already.", "Take one of the two out.")
    seen.setdefault(key, f"{path.name}, row {row.number}")


def _same_letters(label: str, labels: Iterable[str]) -> str | None:
    """The label that is written with the same letters and figures."""
    plain = "".join(label.upper().split())
    return next((one for one in labels if "".join(one.upper().split()) == plain), None)
