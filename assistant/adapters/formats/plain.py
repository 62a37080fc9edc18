"""Plain text: blank lines and line ends make the blocks; the shape of a line says the rest."""

from dataclasses import dataclass
from itertools import pairwise

from assistant.domain.list_marks import begins_item
from assistant.domain.source import Block, BlockKind, SourceText

_WRAP_WIDTHS = range(50, 121)


@dataclass(frozen=True, slots=True)
class _Line:
    """The offsets of a line's words; `column` is where they end, indentation counted."""

    start: int
    end: int
    column: int


def read_plain(text: str) -> SourceText:
    """Blocks of a text whose lines are paragraphs, or are wrapped at a fixed width."""
    runs = _runs(text)
    width = _wrapped_at(runs)
    blocks: list[Block] = []
    for run in runs:
        paragraphs = _joined(text, run, width) if width else [(line.start, line.end) for line in run]
        for position, (start, end) in enumerate(paragraphs):
            blocks.append(Block(BlockKind.PLAIN, start, end, spaced=position == 0))
    return SourceText(text, tuple(blocks))


def _runs(text: str) -> list[list[_Line]]:
    """Lines between blank lines."""
    runs: list[list[_Line]] = [[]]
    position = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            indent = line.index(words)
            start = position + indent
            runs[-1].append(_Line(start, start + len(words), indent + len(words)))
        elif runs[-1]:
            runs.append([])
        position += len(line)
    return [run for run in runs if run]


def _wrapped_at(runs: list[list[_Line]]) -> int:
    """The column that lines were wrapped at; 0 where most lines that another follows are no wrapped lines."""
    followed = sorted((line.column for run in runs for line, _ in pairwise(run)), reverse=True)
    longest = max((line.column for run in runs for line in run), default=0)
    if len(followed) < 8 or longest > _WRAP_WIDTHS.stop:
        return 0
    wrapped = sum(width in _WRAP_WIDTHS for width in followed) > len(followed) / 2
    # `fold` lets a paragraph's last line be one longer than all others: too few lines to go by.
    return followed[len(followed) * 3 // 100] if wrapped else 0


def _joined(text: str, run: list[_Line], width: int) -> list[tuple[int, int]]:
    """Wrapped lines as paragraphs: one ends where the next line's first word would still have fitted."""
    joined = [(run[0].start, run[0].end)]
    for before, line in pairwise(run):
        first_word = text[line.start : line.end].split(maxsplit=1)[0]
        room = before.column + 1 + len(first_word) <= width
        if room or begins_item(text[line.start : line.end], text[before.start : before.end]):
            joined.append((line.start, line.end))
        else:
            joined[-1] = (joined[-1][0], line.end)
    return joined
