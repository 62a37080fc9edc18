"""How much of what should be masked is masked, and how much else."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assistant.bootstrap import read_table
from assistant.masking.masker import Masker
from assistant.masking.placeholders import PLACEHOLDER

# The columns of eval/masking, with the kinds of placeholders that they stand for.
KINDS = {"names": "name", "e_mails": "e-mail", "numbers": "number", "links": "link"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, the words to mask by column, and words that must stay."""

    text: str
    spans: dict[str, tuple[str, ...]]
    keep: tuple[str, ...]


@dataclass(slots=True)
class Score:
    """Right and wrong: spans by column, placeholders by kind, words to keep, texts to leave alone."""

    recall: Counter[tuple[str, bool]] = field(default_factory=Counter)
    precision: Counter[tuple[str, bool]] = field(default_factory=Counter)
    kept: Counter[bool] = field(default_factory=Counter)
    untouched: Counter[bool] = field(default_factory=Counter)
    letters: Counter[bool] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    needless: list[str] = field(default_factory=list)


def read_labelled(path: Path) -> tuple[Labelled, ...]:
    """The rows of a table of eval/masking."""
    return tuple(
        Labelled(
            row.cells["text"],
            {column: _parts(row.cells[column]) for column in KINDS},
            _parts(row.cells["keep"]),
        )
        for row in read_table(path, ("text", *KINDS, "keep"))
    )


def score(masker: Masker, rows: tuple[Labelled, ...]) -> Score:
    """Every row as a conversation of its own."""
    found = Score()
    for row in rows:
        masked = masker.mask([row.text])
        assert masked.restored(masked.texts[0]) == row.text
        _note(found, row, masked.texts[0], dict(masked.originals))
    return found


def _note(found: Score, row: Labelled, masked: str, originals: dict[str, str]) -> None:
    taken = list(_taken(masked, originals))
    hidden = {place for _, begin, end in taken for place in range(begin, end)}
    wanted: set[int] = set()
    for column, spans in row.spans.items():
        for span in spans:
            for begin, end in _places(row.text, span):
                letters = {place for place in range(begin, end) if row.text[place].isalnum()}
                wanted |= letters
                found.recall[column, letters <= hidden] += 1
                found.letters.update(place in hidden for place in letters)
                if not letters <= hidden:
                    found.missed.append(f"{span}: {masked}")
    for kind, begin, end in taken:
        right = bool(wanted & set(range(begin, end)))
        found.precision[kind, right] += 1
        if not right:
            found.needless.append(f"{row.text[begin:end]}: {masked}")
    if not wanted:
        found.untouched[not taken] += 1
    for word in row.keep:
        begin = row.text.lower().index(word.lower())
        found.kept[not hidden & set(range(begin, begin + len(word)))] += 1


def _taken(masked: str, originals: dict[str, str]) -> Iterator[tuple[str, int, int]]:
    """Kind, begin and end of each original in the text that was masked."""
    at, read = 0, 0
    for holder in PLACEHOLDER.finditer(masked):
        at += holder.start() - read
        original = originals[holder[0]]
        yield holder[1], at, at + len(original)
        at, read = at + len(original), holder.end()


def _places(text: str, span: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(rf"(?<!\w){re.escape(span)}(?!\w)", text):
        yield found.span()
    if not re.search(rf"(?<!\w){re.escape(span)}(?!\w)", text):
        # The Smiths, jaydens mum.
        begin = text.index(span)
        yield begin, begin + len(span)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
