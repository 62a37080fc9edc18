"""Text PDF: lines by their place on the page, joined into paragraphs.

A line goes on with the paragraph before it when its first word would not have
fitted there, which is how the line came to be broken in the first place.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pdfplumber
from pdfplumber.page import Page

from assistant.adapters.formats.composing import Piece, compose
from assistant.domain.source import SourceText

_MARKER = re.compile(r"(?:[-*•–▪o]|\(?[a-z]{1,4}\)|\(?\d{1,3}[.)]|\d{1,3}(?:\.\d{1,3})+)\s")  # noqa: RUF001
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: of \d{1,4})?", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float

    @property
    def first_word_width(self) -> float:
        return (self.right - self.left) * (len(self.text.split(" ", 1)[0]) + 1) / len(self.text)


def read_pdf(data: bytes) -> SourceText:
    """Blocks with the page on which each begins; no text at all gives no blocks."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        pages = [_lines(page, number) for number, page in enumerate(document.pages, start=1)]
    return compose(_pieces(_without_margins(pages)))


def _lines(page: Page, number: int) -> list[_Line]:
    found = page.extract_text_lines(strip=True, return_chars=False)
    page.close()
    return [
        _Line(_SPACE.sub(" ", line["text"]), number, line["x0"], line["x1"], line["top"], line["bottom"])
        for line in found
        if line["text"].strip()
    ]


def _without_margins(pages: list[list[_Line]]) -> list[_Line]:
    """Leave out page numbers, and running headers and footers that most pages repeat."""
    edges = Counter(line.text for lines in pages for line in (*lines[:1], *lines[1:][-1:]))
    repeated = {text for text, count in edges.items() if len(pages) > 2 and count > len(pages) / 2}

    def is_margin(lines: list[_Line], position: int) -> bool:
        text = lines[position].text
        at_edge = position == 0 or position == len(lines) - 1
        return at_edge and (text in repeated or bool(_PAGE_NUMBER.fullmatch(text)))

    return [line for lines in pages for at, line in enumerate(lines) if not is_margin(lines, at)]


def _pieces(lines: list[_Line]) -> Iterator[Piece]:
    if not lines:
        return
    margin = max(line.right for line in lines)
    paragraph = [lines[0]]
    spaced = True
    for before, line in pairwise(lines):
        apart = _apart(before, line)
        if apart or _MARKER.match(line.text) or before.right + line.first_word_width <= margin:
            yield _piece(paragraph, spaced)
            paragraph, spaced = [line], apart or line.page != before.page
        else:
            paragraph.append(line)
    yield _piece(paragraph, spaced)


def _apart(before: _Line, line: _Line) -> bool:
    """Whether more than half a line of white space stands between two lines of one page."""
    return line.page == before.page and line.top - before.bottom > 0.5 * (line.bottom - line.top)


def _piece(paragraph: list[_Line], spaced: bool) -> Piece:
    text = paragraph[0].text
    for line in paragraph[1:]:
        glue = "" if re.search(r"\w[-/]$", text) else " "
        text += glue + line.text
    return Piece(text, spaced=spaced, page=paragraph[0].page)
