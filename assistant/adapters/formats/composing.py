"""Put extracted pieces together into one source text with offsets."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.domain.source import Block, BlockKind, SourceText


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph as a format gave it; white space inside is already single."""

    text: str
    kind: BlockKind = BlockKind.PLAIN
    level: int = 1
    spaced: bool = True
    page: int | None = None


def compose(pieces: Iterable[Piece]) -> SourceText:
    """Join the pieces with line breaks, a blank line where they stand apart."""
    blocks: list[Block] = []
    parts: list[str] = []
    position = 0
    for piece in pieces:
        if not piece.text:
            continue
        if parts:
            gap = "\n\n" if piece.spaced else "\n"
            parts.append(gap)
            position += len(gap)
        end = position + len(piece.text)
        blocks.append(Block(piece.kind, position, end, piece.level, piece.spaced, piece.page))
        parts.append(piece.text)
        position = end
    return SourceText("".join(parts), tuple(blocks))
