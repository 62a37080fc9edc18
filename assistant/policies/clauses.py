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
from assistant.policies.item_marks import ItemMarks
from assistant.policies.outline import Part, PartKind, outline
from assistant.policies.sentences import sentences

SIGN_OFF = "Sign-off"


def make_policy(record: PolicyRecord, source: SourceText) -> Policy:
    """Clauses of one policy file.

    Raises PolicyFileError where the file holds no clause or a number stands twice.
    """
    parts = outline(source)
    counter = _Counter(record, source.text, *_own_numbers(parts))
    counter.section = 0 if any(part.kind is PartKind.HEADING for part in parts) else 1
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


def _own_numbers(parts: Iterable[Part]) -> tuple[frozenset[int], frozenset[str]]:
    """The numbers that the file itself gives to sections and to paragraphs; counting keeps clear of them."""
    own = [(part.kind, part.own) for part in parts if part.own]
    sections = frozenset(int(number) for kind, number in own if kind is PartKind.HEADING)
    return sections, frozenset(number for kind, number in own if kind is PartKind.PARAGRAPH)


@dataclass(slots=True)
class _Counter:
    """Where the numbering stands; lives while one policy is read."""

    record: PolicyRecord
    text: str
    own_sections: frozenset[int]
    own_paragraphs: frozenset[str]
    section: int = 0
    headings: list[tuple[int, str]] = field(default_factory=list)
    paragraph: int = 0
    before: str = ""
    continued: int = 0
    parent: str = ""
    parent_level: int = 0
    lead_in: str | None = None
    items: ItemMarks = field(default_factory=ItemMarks)
    seen: Counter[str] = field(default_factory=Counter)

    def next(self, part: Part) -> Clause | None:
        if part.kind is PartKind.HEADING:
            self._open_section(part)
            return None
        if part.kind is PartKind.SIGN_OFF and self._heading() != SIGN_OFF:
            self._count_from(self.section + 1)
            self.headings = [(1, SIGN_OFF)]
        if part.kind is PartKind.ITEM and self.parent and part.level > self.parent_level:
            number = self.parent + self.items.next(part.level, part.own)
            return self._clause(part, number, self.lead_in)
        return self._paragraph(part)

    def _heading(self) -> str:
        return self.headings[-1][1] if self.headings else ""

    def _open_section(self, part: Part) -> None:
        if not self.headings or part.level <= self.headings[0][0]:
            if part.own:
                self._count_from(int(part.own))
            elif self.section + 1 not in self.own_sections:
                self._count_from(self.section + 1)
        kept = [(level, words) for level, words in self.headings if level < part.level]
        self.headings = [*kept, (part.level, _single_spaced(self.text[part.start : part.end]))]
        self.parent, self.lead_in = "", None

    def _count_from(self, section: int) -> None:
        self.section, self.paragraph, self.before = section, 0, ""

    def _paragraph(self, part: Part) -> Clause:
        words = self.text[part.start : part.end]
        number = self._paragraph_number(part.own if part.kind is PartKind.PARAGRAPH else None)
        clause = self._clause(part, number, None)
        is_item = part.kind is PartKind.ITEM
        self.parent, self.items, self.parent_level = number, ItemMarks(), part.level if is_item else 0
        last = clause.sentences[-1].of(self.text)
        self.lead_in = _single_spaced(last) if words.endswith(":") else None
        return clause

    def _paragraph_number(self, own: str | None) -> str:
        """The file's own number, else the count; '1.2A' for what stands between the file's 1.2 and 1.3."""
        if own:
            self.before, self.continued = own, 0
            return own
        counted = f"{self.section}.{self.paragraph + 1}"
        if not self.before and counted not in self.own_paragraphs:
            self.paragraph += 1
            return counted
        if not self.before:
            self.before, self.continued = f"{self.section}.{self.paragraph}", 0
            if self.paragraph == 0:
                return self.before
        letter = chr(ord("A") + self.continued % 26) * (1 + self.continued // 26)
        self.continued += 1
        return self.before + letter

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
