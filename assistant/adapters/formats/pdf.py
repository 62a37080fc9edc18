"""Text PDF: lines by their place on the page, joined into paragraphs.

A line goes on with the paragraph before it when its first word would not have
fitted there, which is how the line came to be broken in the first place. A short
line that is larger than the text or bold is a heading.
"""

from collections.abc import Iterator
from itertools import pairwise

from assistant.adapters.formats.composing import Piece, compose
from assistant.adapters.formats.pdf_lines import Line, Look, body_look, read_pages, without_margins
from assistant.domain.list_marks import LIST_MARK, begins_item
from assistant.domain.source import BlockKind, SourceText

_LONGEST_HEADING = 100


def read_pdf(data: bytes) -> SourceText:
    """Blocks with the page on which each begins; no text at all gives no blocks."""
    lines = without_margins(read_pages(data))
    return compose(_pieces(lines)) if lines else SourceText("", ())


def _pieces(lines: list[Line]) -> Iterator[Piece]:
    body = body_look(lines)
    paragraphs = list(_paragraphs(lines, body))
    looks = {group[0].look for group, _ in paragraphs if _is_heading(group, body)}
    levels = {look: level for level, look in enumerate(sorted(looks, reverse=True), start=1)}
    for group, spaced in paragraphs:
        text, page = _joined(group), group[0].page
        if _is_heading(group, body):
            yield Piece(text, BlockKind.HEADING, levels[group[0].look], spaced, page)
        else:
            yield Piece(text, spaced=spaced, page=page)


def _paragraphs(lines: list[Line], body: Look) -> Iterator[tuple[list[Line], bool]]:
    """Lines that belong together, and whether white space stands before them."""
    margin = max(line.right for line in lines)
    paragraph, spaced = [lines[0]], True
    for before, line in pairwise(lines):
        apart = _apart(before, line)
        restyled = (before.look > body) != (line.look > body) and not line.text[0].islower()
        room = before.right + line.first_word_width <= margin
        if apart or restyled or room or begins_item(line.text, before.text):
            yield paragraph, spaced
            paragraph, spaced = [line], apart or line.page != before.page
        else:
            paragraph.append(line)
    yield paragraph, spaced


def _apart(before: Line, line: Line) -> bool:
    """Whether more than half a line of white space stands between two lines of one page."""
    return line.page == before.page and line.top - before.bottom > 0.5 * (line.bottom - line.top)


def _is_heading(group: list[Line], body: Look) -> bool:
    text = _joined(group)
    marked = LIST_MARK.match(text)
    return (
        all(line.look > body and not line.has_cells for line in group)
        and len(text) <= _LONGEST_HEADING
        and text[-1] not in ".;:,"
        and not (marked and not marked["dotted"])
    )


def _joined(group: list[Line]) -> str:
    text = group[0].text
    for line in group[1:]:
        text += line.text if text[-1] in "-/" and text[-2:-1].isalnum() else f" {line.text}"
    return text
