"""Number the parts of a policy and make its clauses.

The file's own numbers stand where it has them. Where it has none the product
counts headings and paragraphs: 'SM 12.3' is the third paragraph under the
twelfth heading, 'SM 7.1(a)' a list item under paragraph 7.1.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.domain.policy import Clause, Policy, PolicyRecord, Span
from assistant.domain.source import SourceText
from assistant.errors import PolicyFileError
from assistant.policies.outline import Part, PartKind, outline
from assistant.policies.sentences import sentences

SIGN_OFF = "Sign-off"


def make_policy(record: PolicyRecord, source: SourceText) -> Policy:
    """Clauses of one policy file.

    Raises PolicyFileError where the file holds no clause or a number stands twice.
    """
    parts = outline(source)
    counter = _Counter(record, source.text)
    clauses = tuple(clause for part in parts if (clause := counter.next(part)) is not None)
    if not clauses:
        raise PolicyFileError(
            record.file,
            "No paragraph was found under a heading.",
            "Check that the file holds the policy's text.",
        )
    _refuse_twins(record, source.text, clauses)
    front = dict(source.front_matter)
    digest = hashlib.sha256(source.text.encode()).hexdigest()
    numbered = sum(part.own is not None for part in parts if part.kind is PartKind.PARAGRAPH)
    own_numbers = numbered > sum(part.kind is PartKind.PARAGRAPH for part in parts) / 2
    return Policy(record, source.text, digest, clauses, own_numbers, front.get("banner"))


@dataclass(slots=True)
class _Counter:
    """Where the numbering stands; lives while one policy is read."""

    record: PolicyRecord
    text: str
    section: int = 0
    headings: list[tuple[int, str]] = field(default_factory=list)
    paragraph: int = 0
    parent: str = ""
    lead_in: str | None = None
    items: list[int] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def next(self, part: Part) -> Clause | None:
        if part.kind is PartKind.HEADING:
            self._open_section(part)
            return None
        if part.kind is PartKind.SIGN_OFF and self._heading() != SIGN_OFF:
            self.section += 1
            self.headings, self.paragraph = [(1, SIGN_OFF)], 0
        if part.kind is PartKind.ITEM and self.parent:
            return self._clause(part, self._item_number(part), self.lead_in)
        return self._paragraph(part)

    def _heading(self) -> str:
        return self.headings[-1][1] if self.headings else ""

    def _open_section(self, part: Part) -> None:
        top = not self.headings or part.level <= self.headings[0][0]
        if top:
            self.section = int(part.own) if part.own else self.section + 1
            self.paragraph = 0
        kept = [(level, words) for level, words in self.headings if level < part.level]
        self.headings = [*kept, (part.level, _single_spaced(self.text[part.start : part.end]))]
        self.parent, self.lead_in = "", None

    def _paragraph(self, part: Part) -> Clause:
        words = self.text[part.start : part.end]
        numbered = part.own if part.kind is PartKind.PARAGRAPH else None
        self.paragraph = int(numbered.rsplit(".", 1)[1]) if numbered else self.paragraph + 1
        number = numbered or f"{max(self.section, 1)}.{self.paragraph}"
        clause = self._clause(part, number, None)
        if part.kind is not PartKind.ITEM:
            self.parent, self.items = number, []
            last = clause.sentences[-1].of(self.text)
            self.lead_in = _single_spaced(last) if words.endswith(":") else None
        return clause

    def _item_number(self, part: Part) -> str:
        depth = max(part.level, 1)
        self.items = (self.items + [0] * depth)[:depth]
        self.items[-1] += 1
        marks = [str(count) for count in self.items[:-1]] + [part.own or str(self.items[-1])]
        return self.parent + "".join(f"({mark})" for mark in marks)

    def _clause(self, part: Part, number: str, lead_in: str | None) -> Clause:
        words = self.text[part.start : part.end]
        return Clause(
            id=self._id(words),
            policy=self.record.id,
            label=f"{self.record.short} {number}",
            number=number,
            headings=tuple(words for _, words in self.headings),
            span=Span(part.start, part.end),
            text=words,
            sentences=sentences(self.text, part.start, part.end),
            lead_in=lead_in,
            page=part.page,
        )

    def _id(self, words: str) -> str:
        """The policy and the digest of the first wording; the diff carries it on to later ones."""
        digest = hashlib.sha256(f"{self._heading()}\n{_single_spaced(words)}".encode()).hexdigest()[:10]
        self.seen[digest] += 1
        twin = f"-{self.seen[digest]}" if self.seen[digest] > 1 else ""
        return f"{self.record.id}:{digest}{twin}"


def _single_spaced(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _refuse_twins(record: PolicyRecord, text: str, clauses: Iterable[Clause]) -> None:
    seen: set[str] = set()
    for clause in clauses:
        if clause.number in seen:
            raise PolicyFileError(
                record.file,
                f"The clause number {clause.number} stands twice.",
                "Give each clause a number of its own.",
                text.count("\n", 0, clause.span.start) + 1,
            )
        seen.add(clause.number)
