"""Word .docx: paragraphs in order, with heading styles, list numbering and tables."""

import io
import re
from collections.abc import Iterator

from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table
from docx.text.paragraph import Paragraph

from assistant.adapters.formats.composing import Piece, compose
from assistant.domain.source import BlockKind, SourceText

_HEADING_STYLE = re.compile(r"heading (\d)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def read_word(data: bytes) -> SourceText:
    """Blocks of a .docx; a table row becomes one paragraph, its cells joined by ' | '."""
    document: WordDocument = Document(io.BytesIO(data))
    return compose(_pieces(document))


def _pieces(document: WordDocument) -> Iterator[Piece]:
    spaced = True
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from (Piece(row, BlockKind.PARAGRAPH) for row in _rows(block))
            spaced = True
            continue
        for words in block.text.split("\n"):
            text = _SPACE.sub(" ", words).strip()
            if text:
                yield _piece(block, text, spaced)
            spaced = not text


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells = dict.fromkeys(_SPACE.sub(" ", cell.text).strip() for cell in row.cells)
        yield " | ".join(cell for cell in cells if cell)


def _piece(paragraph: Paragraph, text: str, spaced: bool) -> Piece:
    style = (paragraph.style.name if paragraph.style else None) or ""
    heading = _HEADING_STYLE.match(style)
    if style == "Title" or heading:
        return Piece(text, BlockKind.HEADING, int(heading.group(1)) if heading else 1)
    level = _list_level(paragraph)
    if level or style.startswith("List"):
        return Piece(text, BlockKind.ITEM, level or 1)
    if _all_bold(paragraph) and len(text) < 90 and text[-1] not in ".;:,":
        return Piece(text, BlockKind.HEADING, 2)
    return Piece(text, spaced=spaced)


def _list_level(paragraph: Paragraph) -> int:
    """The depth of an automatic list, from 1; 0 where there is none."""
    properties = paragraph._p.pPr
    numbering = properties.numPr if properties is not None else None
    if numbering is None:
        return 0
    return int(numbering.ilvl.val if numbering.ilvl is not None else 0) + 1


def _all_bold(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)
