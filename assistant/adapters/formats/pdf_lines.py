"""The lines of a PDF's pages: where each stands and how it looks, without what every page repeats."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTComponent, LTFigure, LTPage
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, dict_value, int_value, resolve1

_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: of \d{1,4})?", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:\.\s?){5,}\s*\d{1,4}$")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"})
_SPACE = re.compile(r"\s+")
_PACKED_NOTHING = 16
_MARGIN_LINES = 3
_WORD_GAP = 0.15
_CELL_GAP = 2.0


class Look(NamedTuple):
    """The size of letters in points, and whether all are bold; a heading's look is the greater one."""

    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, in points from the page's top left; `has_cells` where it is a table's row.

    `first_word_width` counts the space that the word would need on the line before.
    """

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    look: Look
    has_cells: bool
    first_word_width: float


class PageLost(Exception):
    """The parser would leave a page out without a word, and with it a part of the policy."""


def read_pages(data: bytes) -> list[list[Line]]:
    """The lines of each page from top to bottom; those of a table of contents are left out.

    Raises PageLost, and what pdfminer raises for a file that is no PDF or is encrypted.
    """
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    pages: list[list[Line]] = []
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    for page in PDFPage.create_pages(document):
        _refuse_lost_text(page)
        interpreter.process_page(page)
        layout = device.get_result()
        rows = (list(_words(row)) for row in _rows(_letters(layout)))
        lines = [_line(words, layout, len(pages) + 1) for words in rows if words]
        pages.append([line for line in lines if not _CONTENTS.search(line.text)])
    if len(pages) < int_value(dict_value(document.catalog.get("Pages", {})).get("Count", 0)):
        raise PageLost
    return pages


def without_margins(pages: list[list[Line]]) -> list[Line]:
    """Leave out page numbers, and running headers and footers: what most pages repeat at an edge."""
    edges: Counter[str] = Counter()
    for lines in pages:
        edges.update({_numberless(line) for line in (*lines[:_MARGIN_LINES], *lines[-_MARGIN_LINES:])})
    repeated = {text for text, count in edges.items() if len(pages) > 1 and count > len(pages) / 2}

    def is_margin(line: Line) -> bool:
        return _numberless(line) in repeated or bool(_PAGE_NUMBER.fullmatch(line.text))

    return [line for lines in pages for line in _between(lines, [is_margin(line) for line in lines])]


def body_look(lines: list[Line]) -> Look:
    """How most of the text looks."""
    letters: Counter[Look] = Counter()
    for line in lines:
        letters[line.look] += len(line.text)
    return letters.most_common(1)[0][0]


def _refuse_lost_text(page: PDFPage) -> None:
    """The parser takes what it cannot unpack for an empty page."""
    for content in page.contents:
        stream = resolve1(content)
        packed = len(stream.rawdata or b"") if isinstance(stream, PDFStream) else 0
        if packed > _PACKED_NOTHING and not stream.get_data():
            raise PageLost


def _letters(parent: Iterable[LTComponent]) -> Iterator[LTChar]:
    """Upright letters; a watermark across the page is none."""
    for part in parent:
        if isinstance(part, LTFigure):
            yield from _letters(part)
        elif isinstance(part, LTChar) and part.upright and part.size > 0:
            yield part


def _rows(letters: Iterable[LTChar]) -> Iterator[list[LTChar]]:
    """Letters that stand beside each other, raised ones too, from left to right."""
    row: list[LTChar] = []
    for letter in sorted(letters, key=lambda letter: -(letter.y0 + letter.y1)):
        if row and letter.y0 + letter.y1 <= 2 * row[0].y0:
            yield row
            row = []
        row.append(letter)
    yield row


def _words(row: list[LTChar]) -> Iterator[list[LTChar]]:
    word: list[LTChar] = []
    for letter in sorted(row, key=lambda letter: letter.x0):
        blank = letter.get_text().isspace()
        if word and (blank or letter.x0 - word[-1].x1 > _WORD_GAP * letter.size):
            yield word
            word = []
        if not blank:
            word.append(letter)
    if word:
        yield word


def _line(words: list[list[LTChar]], page: LTPage, number: int) -> Line:
    row = [letter for word in words for letter in word]
    text = " ".join("".join(letter.get_text() for letter in word) for word in words)
    left = row[0].x0
    return Line(
        text=_SPACE.sub(" ", text.translate(_LIGATURES)),
        page=number,
        left=left,
        right=row[-1].x1,
        top=page.y1 - max(letter.y1 for letter in row),
        bottom=page.y1 - min(letter.y0 for letter in row),
        look=_look(row),
        has_cells=_has_cells(words),
        first_word_width=_end_of_first(words) - left,
    )


def _end_of_first(words: list[list[LTChar]]) -> float:
    """Where the first word and a space of the usual width end."""
    last = words[0][-1]
    spaces = [two[0].x0 - one[-1].x1 for one, two in pairwise(words)]
    return last.x1 + min([last.size / 3, *spaces])


def _look(row: list[LTChar]) -> Look:
    letters = [letter for letter in row if letter.get_text().isalpha()] or row
    size = Counter(round(letter.size * 2) / 2 for letter in letters).most_common(1)[0][0]
    return Look(size, all(_BOLD.search(letter.fontname) for letter in letters))


def _has_cells(words: list[list[LTChar]]) -> bool:
    """Whether words stand far apart, the number in front of a heading not counted."""
    wordy = [any(letter.get_text().isalpha() for letter in word) for word in words]
    gaps = (two[0].x0 - one[-1].x1 > _CELL_GAP * one[-1].size for one, two in pairwise(words))
    return any(apart and any(wordy[: at + 1]) for at, apart in enumerate(gaps))


def _numberless(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _between(lines: list[Line], margins: list[bool]) -> list[Line]:
    """The lines from the first to the last that is no margin."""
    inner = [at for at, margin in enumerate(margins) if not margin]
    return lines[inner[0] : inner[-1] + 1] if inner else []
