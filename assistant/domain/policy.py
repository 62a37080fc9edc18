"""Policies, their clauses, and the passages that retrieval ranks."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """Where a policy stands; only `ratified` is the school's own voice."""

    RATIFIED = "ratified"
    MODEL = "model"
    DRAFT = "draft"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class PolicyRecord:
    """What the manifest says about a policy.

    `short` is the prefix of its clause labels ("SM"). `review_due` is the last
    day on which the policy is in date.
    """

    id: str
    title: str
    short: str
    owner: str
    version: str
    status: Status
    applies_to: str
    file: str
    ratified: date | None = None
    review_due: date | None = None
    other_names: tuple[str, ...] = ()

    def overdue(self, today: date) -> bool:
        """Whether the review date has passed on `today`."""
        return self.review_due is not None and today > self.review_due


@dataclass(frozen=True, slots=True)
class Span:
    """Character offsets into a policy's source text, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words between the offsets."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Reference:
    """Words in a clause that point to another policy; `target` is its id, None if not held."""

    span: Span
    words: str
    target: str | None


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest numbered, citable piece of a policy.

    `id` stays the same when the clause is renumbered or reworded; `number` is
    what people read. `lead_in` is the paragraph a list item belongs to.
    `sentences` tile the clause's text. `page` counts from 1.
    """

    id: str
    policy: str
    label: str
    number: str
    headings: tuple[str, ...]
    span: Span
    text: str
    sentences: tuple[Span, ...]
    lead_in: str | None = None
    page: int | None = None
    references: tuple[Reference, ...] = ()

    @property
    def heading(self) -> str:
        """The nearest heading."""
        return self.headings[-1] if self.headings else ""


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy as published: its record, its text, its clauses.

    `own_numbers` is False where the file has no clause numbers and the
    numbering is the product's.
    """

    record: PolicyRecord
    text: str
    digest: str
    clauses: tuple[Clause, ...]
    own_numbers: bool
    banner: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a clause with its headings as context: what retrieval ranks."""

    clause: Clause
    span: Span
    text: str

    @property
    def context(self) -> str:
        """Headings, and the lead-in of a list item, for the heading vector."""
        return " - ".join(self.clause.headings)

    @property
    def searchable(self) -> str:
        """The sentence as it is embedded: a list item is read with its lead-in."""
        lead_in = self.clause.lead_in
        return f"{lead_in} {self.text}" if lead_in else self.text


def passages_of(policy: Policy) -> tuple[Passage, ...]:
    """Every sentence of every clause, in reading order."""
    return tuple(
        Passage(clause, span, span.of(policy.text)) for clause in policy.clauses for span in clause.sentences
    )
