"""A policy file as its format's reader hands it over, before it has clauses."""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What the format itself says a block is; `plain` where it says nothing."""

    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or list item.

    `start` and `end` are character offsets into the source text, end exclusive.
    `level` is the heading's or list's depth, from 1; 0 for a title. `spaced` says that white
    space stands before the block. `page` counts from 1, None where a format has none.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 1
    spaced: bool = True
    page: int | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one policy file and the blocks in it, in reading order.

    `front_matter` holds the key-value lines on top of a Markdown file.
    """

    text: str
    blocks: tuple[Block, ...]
    front_matter: tuple[tuple[str, str], ...] = ()
