"""HTML: block elements in reading order; scripts, styles and navigation are not policy."""

import re
from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

from assistant.adapters.formats.composing import Piece, compose
from assistant.adapters.formats.plain import read_plain
from assistant.domain.source import BlockKind, SourceText

_SKIPPED = {"script", "style", "nav", "head", "template", "noscript"}
_BLOCKS = {"p", "li", "div", "section", "article", "main", "body", "td", "th", "dd", "dt", "blockquote"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACE = re.compile(r"\s+")


def read_web_page(data: bytes) -> SourceText:
    """Blocks of a page; text inside <pre> is read as plain text."""
    root = html.document_fromstring(data)
    return compose(_pieces(root, Piece("", BlockKind.PLAIN)))


def _pieces(element: HtmlElement, inherited: Piece) -> Iterator[Piece]:
    """Pieces of one element: its own words, broken wherever a block stands inside it."""
    words = [element.text or ""]
    kind = _kind(element, inherited)
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            pass
        elif child.tag == "pre":
            yield from _flushed(words, kind)
            yield from _plain(child)
        elif child.tag == "br" or child.tag in _BLOCKS or child.tag in _HEADINGS or _holds_block(child):
            yield from _flushed(words, kind)
            yield from _pieces(child, kind)
        else:
            words.append(child.text_content())
        words.append(child.tail or "")
    yield from _flushed(words, kind)


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
