"""Decide which blocks are headings, list items, paragraphs or the sign-off.

Where the format says what a block is, that stands. Where it says nothing, the
shape decides: a short line that stands alone and ends without a stop is a heading.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.list_marks import LIST_MARK, OWN_NUMBER
from assistant.domain.source import Block, BlockKind, SourceText

_OWN_HEADING = re.compile(r"([0-9]{1,3})(?:[.)]\s*(?=[^\s\d.])|\s+(?=[A-Z]))")
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
    return tuple(_without_title(_without_cover(source.text, _with_sign_off(source.text, parts))))


def _part(source: SourceText, position: int, block: Block, styled: bool) -> Part:
    words = source.text[block.start : block.end]
    if block.kind is BlockKind.HEADING and not _numbered_sentence(words):
        return _heading(words, block)
    if block.kind is not BlockKind.PARAGRAPH and not styled and _looks_like_heading(source, position):
        return _heading(words, block)
    if numbered := OWN_NUMBER.match(words):
        return _cut(block, PartKind.PARAGRAPH, numbered.end(), numbered.group(1))
    marker = LIST_MARK.match(words)
    if block.kind is BlockKind.ITEM or (marker and block.kind is BlockKind.PLAIN):
        own = marker and (marker["letter"] or marker["digits"] or marker["dotted"])
        return _cut(block, PartKind.ITEM, marker.end() if marker else 0, own)
    return _cut(block, PartKind.PARAGRAPH, 0, None)


def _cut(block: Block, kind: PartKind, lead: int, own: str | None) -> Part:
    return Part(kind, block.start + lead, block.end, block.level, own, block.page)


def _numbered_sentence(words: str) -> bool:
    """Whether a heading is a clause: Word users number '1.1 Staff must ...' by making it a heading."""
    return bool(OWN_NUMBER.match(words)) and words[-1] in ".;:"


def _heading(words: str, block: Block) -> Part:
    if deep := OWN_NUMBER.match(words):
        return _cut(block, PartKind.HEADING, deep.end(), None)
    numbered = _OWN_HEADING.match(words)
    lead, own = (numbered.end(), numbered.group(1)) if numbered else (0, None)
    return _cut(block, PartKind.HEADING, lead, own)


def _looks_like_heading(source: SourceText, position: int) -> bool:
    block = source.blocks[position]
    words = source.text[block.start : block.end]
    alone = block.spaced and position + 1 < len(source.blocks) and source.blocks[position + 1].spaced
    starts = words[0].isupper() or bool(re.match(r"[0-9]{1,3}[.)]?\s+[A-Z]", words))
    return alone and _has_no_sentence(words) and starts and not OWN_NUMBER.match(words)


def _has_no_sentence(words: str) -> bool:
    return len(words) <= _LONGEST_HEADING and words[-1] not in ".;:,!" and ": " not in words


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


def _without_cover(text: str, parts: list[Part]) -> list[Part]:
    """Leave out the lines above the first heading if none is a sentence: a title without a style."""
    first = next((at for at, part in enumerate(parts) if part.kind is PartKind.HEADING), 0)
    above = parts[:first]
    titles = all(
        part.kind is PartKind.PARAGRAPH and part.own is None and _has_no_sentence(text[part.start : part.end])
        for part in above
    )
    return parts[first:] if titles else parts


def _without_title(parts: Sequence[Part]) -> Sequence[Part]:
    """Leave out the headings on top that no text follows: the school's name, the title."""
    first_text = next((at for at, part in enumerate(parts) if part.kind is not PartKind.HEADING), len(parts))
    leading, rest = parts[:first_text], [part for part in parts[first_text:] if part.kind is PartKind.HEADING]
    above = [part for part in leading[:-1] if part.own is None and _is_title(part, leading[-1], rest)]
    if len(leading) == 1 and leading[0].own is None and _is_above_all(leading[0], rest):
        above = [leading[0]]
    return [part for part in parts if part not in above]


def _is_title(part: Part, section: Part, rest: Sequence[Part]) -> bool:
    """A chapter stands above its sections and has chapters beside it; a title does not."""
    return part.level >= section.level or all(other.level != part.level for other in rest)


def _is_above_all(first: Part, rest: Sequence[Part]) -> bool:
    """A title that an introduction follows: all the sections are one level below it."""
    return len(rest) > 1 and all(other.level > first.level for other in rest)
