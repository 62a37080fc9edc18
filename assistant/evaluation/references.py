"""What the labels in the leads' tables mean, so that a renumbering does not change it.

A clause keeps its id when it is renumbered or reworded (policies/difference.py). eval/references.csv keeps
the id and the first words behind each label; where another machine has published and given other ids, the
first words find the clause again.
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.bootstrap import append_rows, new_table, read_table
from assistant.domain.policy import Clause, Policy

COLUMNS = ("label", "clause", "words")
_KEPT = 12
_SAME = 0.6


@dataclass(frozen=True, slots=True)
class Reference:
    """A label, the id of the clause that it meant, and how that began."""

    label: str
    clause: str
    words: str


@dataclass(frozen=True, slots=True)
class Clauses:
    """Every published clause by label and by id."""

    by_label: Mapping[str, Clause]
    by_id: Mapping[str, Clause]

    def meant(self, reference: Reference) -> Clause | None:
        """The clause that a label meant, wherever it stands now; None where it is gone."""
        if found := self.by_id.get(reference.clause):
            return found
        policy = reference.clause.partition(":")[0]
        alike = [one for one in self.by_id.values() if one.policy == policy and _begins(one, reference)]
        if len(alike) == 1:
            return alike[0]
        there = self.by_label.get(reference.label)
        same = there is not None and _likeness(there, reference.words) >= _SAME
        return there if same else None

    def nearest(self, words: str) -> Clause:
        """The clause that shares most words with `words`, the best in their order among equals."""
        wanted = set(_plain(words))
        shared = {one.id: len(wanted & set(_plain(one.text))) for one in self.by_id.values()}
        most = max(shared.values())
        close = [one for one in self.by_id.values() if shared[one.id] == most]
        return max(close, key=lambda clause: _likeness(clause, words))


def clauses_of(policies: Iterable[Policy]) -> Clauses:
    """The clauses of published policies."""
    found = [clause for policy in policies for clause in policy.clauses]
    return Clauses({one.label: one for one in found}, {one.id: one for one in found})


def reference_to(clause: Clause) -> Reference:
    """What is kept of a clause."""
    return Reference(clause.label, clause.id, " ".join(clause.text.split()[:_KEPT]))


def read_references(path: Path) -> dict[str, Reference]:
    """The references by label; none where nothing has been checked yet. Raises SchoolFileError."""
    if not path.exists():
        return {}
    rows = read_table(path, COLUMNS)
    return {row.cells["label"]: Reference(*(row.cells[name] for name in COLUMNS)) for row in rows}


def write_references(path: Path, references: Iterable[Reference]) -> None:
    """Write them anew, in the order of their labels, where anything of them is new."""
    wanted = {one.label: one for one in sorted(references, key=lambda one: one.label)}
    if path.exists() and wanted == read_references(path):
        return
    fresh = path.with_name(f".{path.name}")
    new_table(fresh, COLUMNS)
    append_rows(fresh, [dict(zip(COLUMNS, _cells(one), strict=True)) for one in wanted.values()])
    fresh.replace(path)


def note_references(path: Path, clauses: Clauses, labels: Iterable[str]) -> None:
    """Keep what labels mean that were chosen just now, beside those that are kept already."""
    known = read_references(path)
    fresh = {label: reference_to(clauses.by_label[label]) for label in labels if label not in known}
    write_references(path, (known | fresh).values())


def _cells(one: Reference) -> tuple[str, str, str]:
    return one.label, one.clause, one.words


def _begins(clause: Clause, reference: Reference) -> bool:
    return bool(reference.words) and reference_to(clause).words == reference.words


def _likeness(clause: Clause, words: str) -> float:
    there = _plain(clause.text)[: len(_plain(words))]
    return difflib.SequenceMatcher(None, _plain(words), there, autojunk=False).ratio()


def _plain(words: str) -> list[str]:
    return [word.strip(".,;:()'\"").lower() for word in words.split()]
