"""HTML: block elements in reading order; scripts, styles and navigation are not policy."""

import re
from collections.abc import Iterator

from lxml import etree, html
from lxml.html import HtmlElement

from assistant.adapters.formats.automatic_numbers import marked, numeral
from assistant.adapters.formats.composing import Piece, compose
from assistant.adapters.formats.plain import read_plain
from assistant.adapters.plain_text import decoded
from assistant.domain.source import BlockKind, SourceText

_SKIPPED = {"script", "style", "nav", "head", "template", "noscript", "footer"}
_MARGINS = {"header", "footer"}
_BLOCKS = {"p", "li", "div", "section", "article", "main", "body", "td", "th", "tr", "dd", "dt", "blockquote"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NEVER_IN_A_ROW = {"li", "table", "pre", *_HEADINGS}
_LIST_STYLES = {"1": "decimal", "a": "lowerLetter", "i": "lowerRoman"}
_SPACE = re.compile(r"\s+")


class PageTooDeep(Exception):
    """The parser gave up within the page and would keep the rest back without a word."""


def read_web_page(data: bytes) -> SourceText:
    """Blocks of a page; text inside <pre> is read as plain text.

    Raises PageTooDeep, and what lxml raises for a page it cannot read.
    """
    parser = html.HTMLParser(encoding=None if _says_its_encoding(data) else "utf-8")
    root = html.document_fromstring(
        data if _says_its_encoding(data) else decoded(data).encode(), parser=parser
    )
    for entry in parser.error_log.filter_from_fatals():
        raise PageTooDeep if entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT else ValueError(entry.message)
    for part in root.iter("br", *_BLOCKS, *_HEADINGS):
        part.tail = ("\n" if part.tag == "br" else " ") + (part.tail or "")
    return compose(_pieces(root, Piece("", BlockKind.PLAIN)))


def _says_its_encoding(data: bytes) -> bool:
    """Whether a page that is not UTF-8 says what it is."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return b"charset" in data[:4096].lower()
    return False


def _pieces(element: HtmlElement, inherited: Piece) -> Iterator[Piece]:
    """Pieces of one element: its own words, broken wherever a block stands inside it."""
    words = [element.text or ""]
    kind = _kind(element, inherited)
    number = _whole(element.get("start"), 1) - 1
    for child in element:
        if _is_skipped(child):
            pass
        elif child.tag == "pre":
            yield from _flushed(words, kind)
            yield from _plain(child)
        elif child.tag == "tr" and not any(part.tag in _NEVER_IN_A_ROW for part in child.iter()):
            yield from _flushed(words, kind)
            yield _row(child)
        elif child.tag == "li":
            yield from _flushed(words, kind)
            number = _whole(child.get("value"), number + 1)
            yield from marked(_pieces(child, kind), _mark(element, number))
        elif child.tag == "br" or child.tag in _BLOCKS or child.tag in _HEADINGS or _holds_block(child):
            yield from _flushed(words, kind)
            yield from _pieces(child, kind)
        else:
            words.append(child.text_content())
        words.append(child.tail or "")
    yield from _flushed(words, kind)


def _is_skipped(element: HtmlElement) -> bool:
    """Comments, what is not text, and the running header and footer as LibreOffice saves them."""
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return True
    return bool(element.tag == "div" and element.get("title") in _MARGINS)


def _holds_block(element: HtmlElement) -> bool:
    return any(
        child.tag in _BLOCKS or child.tag in _HEADINGS or child.tag == "pre" for child in element.iter()
    )


def _kind(element: HtmlElement, inherited: Piece) -> Piece:
    if element.tag in _HEADINGS:
        return Piece("", BlockKind.HEADING, _HEADINGS[element.tag])
    if element.tag == "li":
        depth = inherited.level + 1 if inherited.kind is BlockKind.ITEM else 1
        return Piece("", BlockKind.ITEM, depth)
    return inherited


def _mark(parent: HtmlElement, number: int) -> str:
    style = _LIST_STYLES.get(parent.get("type") or "1", "") if parent.tag == "ol" else ""
    return f"{numeral(style, number)}."


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"[0-9]{1,4}", value) else otherwise


def _row(row: HtmlElement) -> Piece:
    """A table's row as one paragraph, its cells apart."""
    cells = (_SPACE.sub(" ", cell.text_content()).strip() for cell in row)
    return Piece(" | ".join(cell for cell in cells if cell), BlockKind.PARAGRAPH)


def _flushed(words: list[str], kind: Piece) -> Iterator[Piece]:
    text = _SPACE.sub(" ", "".join(words)).strip()
    words.clear()
    if text:
        yield Piece(text, kind.kind, kind.level)


def _plain(element: HtmlElement) -> Iterator[Piece]:
    source = read_plain(element.text_content())
    for block in source.blocks:
        text = _SPACE.sub(" ", source.text[block.start : block.end])
        yield Piece(text, block.kind, block.level, block.spaced)
