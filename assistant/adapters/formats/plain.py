"""Plain text: blank lines and line ends make the blocks; the shape of a line says the rest."""

import re
from itertools import pairwise

from assistant.domain.source import Block, BlockKind, SourceText

_WRAP_WIDTHS = range(50, 121)
_MARKER = re.compile(r"\s*(?:[-*•–]|\(?[a-z]{1,4}[.)]|\(?\d{1,3}[.)])\s")  # noqa: RUF001
_Line = tuple[int, int]


def read_plain(text: str) -> SourceText:
    """Blocks of a text whose lines are paragraphs, or are wrapped at a fixed width."""
    runs = _runs(text)
    wrapped = _is_wrapped(runs)
    blocks: list[Block] = []
    for run in runs:
        for position, (start, end) in enumerate(_joined(text, run) if wrapped else run):
            blocks.append(Block(BlockKind.PLAIN, start, end, spaced=position == 0))
    return SourceText(text, tuple(blocks))


def _runs(text: str) -> list[list[_Line]]:
    """Lines between blank lines, each as the offsets of its words."""
    runs: list[list[_Line]] = [[]]
    position = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = position + line.index(words)
            runs[-1].append((start, start + len(words)))
        elif runs[-1]:
            runs.append([])
        position += len(line)
    return [run for run in runs if run]


def _is_wrapped(runs: list[list[_Line]]) -> bool:
    """Whether most lines that another follows have the width of a wrapped line."""
    followed = [end - start for run in runs for (start, end), _ in pairwise(run)]
    longest = max((end - start for run in runs for start, end in run), default=0)
    if len(followed) < 8 or longest > _WRAP_WIDTHS.stop:
        return False
    return sum(width in _WRAP_WIDTHS for width in followed) > len(followed) / 2


def _joined(text: str, run: list[_Line]) -> list[_Line]:
    """Wrapped lines as paragraphs; a list marker starts a new one."""
    joined = [run[0]]
    for start, end in run[1:]:
        if _MARKER.match(text, start):
            joined.append((start, end))
        else:
            joined[-1] = (joined[-1][0], end)
    return joined
