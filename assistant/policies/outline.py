"""Decide which blocks are headings, list items, paragraphs or the sign-off.

Where the format says what a block is, that stands. Where it says nothing, the
shape decides: a short line that stands alone and ends without a stop is a heading.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.source import Block, BlockKind, SourceText

_MARKER = re.compile(
    r"(?:[-*•▪–]\s+)?(?:\(?(?P<letter>[a-z]|[ivx]{2,4})[).]|\(?(?P<digits>\d{1,3})\)|(?P<dotted>\d{1,3})\.)\s+"  # noqa: RUF001
    r"|(?P<bullet>[-*•▪–])\s+"  # noqa: RUF001
)
_OWN_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})+)\.?\s+")
_OWN_HEADING = re.compile(r"(\d{1,3})[.)]?\s+(?=\S)")
_SIGN_OFF = re.compile(r"[A-Z][\w /-]{2,30}: ?\S.{0,60}")
_LONGEST_HEADING = 100


class PartKind(StrEnum):
    """What a block turned out to be."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    SIGN_OFF = "sign_off"


@dataclass(frozen=True, slots=True)
class Part:
    """A block with its role; offsets leave out list markers and the file's own number."""

    kind: PartKind
    start: int
    end: int
    level: int = 1
    own: str | None = None
    page: int | None = None


def outline(source: SourceText) -> tuple[Part, ...]:
    """The parts of a policy in reading order, its title left out."""
    styled = sum(block.kind is BlockKind.HEADING for block in source.blocks) > 1
    parts = [_part(source, position, block, styled) for position, block in enumerate(source.blocks)]
    return tuple(_without_title(_with_sign_off(source.text, parts)))


def _part(source: SourceText, position: int, block: Block, styled: bool) -> Part:
    words = source.text[block.start : block.end]
    if block.kind is BlockKind.HEADING:
        return _heading(words, block)
    if block.kind is not BlockKind.PARAGRAPH and not styled and _looks_like_heading(source, position):
        return _heading(words, block)
    if numbered := _OWN_NUMBER.match(words):
        return _cut(block, PartKind.PARAGRAPH, numbered.end(), numbered.group(1))
    marker = _MARKER.match(words)
    if block.kind is BlockKind.ITEM or (marker and block.kind is BlockKind.PLAIN):
        own = marker and (marker["letter"] or marker["digits"] or marker["dotted"])
        return _cut(block, PartKind.ITEM, marker.end() if marker else 0, own)
    return _cut(block, PartKind.PARAGRAPH, 0, None)


def _cut(block: Block, kind: PartKind, lead: int, own: str | None) -> Part:
    return Part(kind, block.start + lead, block.end, block.level, own, block.page)


def _heading(words: str, block: Block) -> Part:
    numbered = _OWN_HEADING.match(words)
    lead, own = (numbered.end(), numbered.group(1)) if numbered else (0, None)
    return _cut(block, PartKind.HEADING, lead, own)


def _looks_like_heading(source: SourceText, position: int) -> bool:
    block = source.blocks[position]
    words = source.text[block.start : block.end]
    alone = block.spaced and position + 1 < len(source.blocks) and source.blocks[position + 1].spaced
    shaped = len(words) <= _LONGEST_HEADING and words[-1] not in ".;:,!" and ": " not in words
    starts = words[0].isupper() or bool(re.match(r"\d{1,3}[.)]?\s+[A-Z]", words))
    return alone and shaped and starts and not _OWN_NUMBER.match(words)


def _with_sign_off(text: str, parts: list[Part]) -> list[Part]:
    """Mark the last lines of the form 'Ratified by: ...' as the sign-off."""
    at = len(parts)
    while (
        at
        and parts[at - 1].kind is PartKind.PARAGRAPH
        and _SIGN_OFF.fullmatch(text[parts[at - 1].start : parts[at - 1].end])
    ):
        at -= 1
    if len(parts) - at < 2:
        return parts
    signed = [Part(PartKind.SIGN_OFF, part.start, part.end, page=part.page) for part in parts[at:]]
    return parts[:at] + signed


def _without_title(parts: Sequence[Part]) -> Sequence[Part]:
    """Leave out the headings on top that no text follows: the school's name, the title."""
    first_text = next((at for at, part in enumerate(parts) if part.kind is not PartKind.HEADING), len(parts))
    leading = parts[:first_text]
    if len(leading) < 2 or any(part.own for part in leading[:-1]):
        return parts
    deepest = leading[-1].level
    above = [part for part in leading[:-1] if _is_title(part, deepest, parts)]
    return [part for part in parts if part not in above]


def _is_title(part: Part, section_level: int, parts: Sequence[Part]) -> bool:
    """A section's heading has others of its level beside it; a title has none, or is unstyled."""
    peers = sum(other.kind is PartKind.HEADING and other.level == part.level for other in parts)
    return part.level == section_level or peers == 1
