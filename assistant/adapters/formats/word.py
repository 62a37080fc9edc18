"""Word .docx: paragraphs in order, with heading styles, list numbering and tables."""

import io
import re
from collections.abc import Iterator

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table
from docx.text.paragraph import Paragraph

from assistant.adapters.formats.automatic_numbers import marked
from assistant.adapters.formats.composing import Piece, compose
from assistant.adapters.formats.word_lists import WordLists
from assistant.domain.source import BlockKind, SourceText

_HEADING_STYLE = re.compile(r"heading (\d)", re.IGNORECASE)
_TITLE_STYLES = {"title", "subtitle"}
_SPACE = re.compile(r"\s+")
_PARAGRAPH, _TABLE = qn("w:p"), qn("w:tbl")
_FIELDS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml")}
_SIGNS = {_PARAGRAPH: " ", qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NOT_THERE = {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:pPr"), qn("w:rPr")}


def read_word(data: bytes) -> SourceText:
    """Blocks of a .docx; a table row becomes one paragraph, its cells joined by ' | '."""
    document: WordDocument = Document(io.BytesIO(data))
    return compose(_pieces(document))


def _pieces(document: WordDocument) -> Iterator[Piece]:
    lists = WordLists(document)
    spaced = True
    for element in _blocks(document.element.body):
        if element.tag == _TABLE:
            yield from (Piece(row, BlockKind.PARAGRAPH) for row in _rows(Table(element, document)))
            spaced = True
            continue
        paragraph = Paragraph(element, document)
        level, mark = lists.place(paragraph)
        pieces: list[Piece] = []
        for line in _text(element).split("\n"):
            text = _SPACE.sub(" ", line).strip()
            if text:
                pieces.append(_piece(paragraph, level, text, spaced))
            spaced = not text
        if not _style(paragraph).startswith("toc "):
            yield from marked(iter(pieces), mark)


def _blocks(parent: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Paragraphs and tables in order, also those in the fields of a template."""
    for child in parent.iterchildren("*"):
        if child.tag in {_PARAGRAPH, _TABLE}:
            yield child
        elif child.tag in _FIELDS:
            yield from _blocks(child)


def _text(element: BaseOxmlElement) -> str:
    """The words as they stand if every tracked change is accepted, so that no 'not' gets lost."""
    if element.tag in _NOT_THERE:
        return ""
    if element.tag == qn("w:t"):
        return element.text or ""
    return _SIGNS.get(element.tag, "") + "".join(map(_text, element.iterchildren("*")))


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells = dict.fromkeys(_SPACE.sub(" ", _text(cell._tc)).strip() for cell in row.cells)
        yield " | ".join(cell for cell in cells if cell)


def _style(paragraph: Paragraph) -> str:
    return ((paragraph.style.name if paragraph.style else None) or "").lower()


def _piece(paragraph: Paragraph, level: int, text: str, spaced: bool) -> Piece:
    style = _style(paragraph)
    heading = _HEADING_STYLE.match(style)
    if heading or style in _TITLE_STYLES:
        return Piece(text, BlockKind.HEADING, int(heading.group(1)) if heading else 0)
    if level or style.startswith(("list bullet", "list number")):
        return Piece(text, BlockKind.ITEM, level or 1)
    if _all_bold(paragraph) and len(text) < 90 and text[-1] not in ".;:,":
        return Piece(text, BlockKind.HEADING, 2)
    return Piece(text, spaced=spaced)


def _all_bold(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)
