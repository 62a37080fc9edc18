"""Markdown: block structure by CommonMark, offsets into the file as it is.

Only blocks are parsed. Inline rules are left out: they change no clause and are
where hostile input makes Markdown parsers slow.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.adapters.formats.plain import read_plain
from assistant.domain.source import Block, BlockKind, SourceText

_FRONT_MATTER = re.compile(r"\A---\r?\n(.*?)\r?\n---\r?\n", re.DOTALL)
_QUOTED = {"blockquote_open": 1, "blockquote_close": -1}
_LISTS = {"bullet_list_open": 1, "ordered_list_open": 1, "bullet_list_close": -1, "ordered_list_close": -1}
_LINE_END = re.compile(r"\r\n?|\n")
_ITEM_MARK = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+")


def read_markdown(text: str) -> SourceText:
    """Headings, paragraphs, list items and rows of tables; block quotes and fenced code are not clauses.

    A file without one heading is plain text that was given Markdown's ending.
    """
    front = _FRONT_MATTER.match(text)
    body_start = front.end() if front else 0
    keys = _keys(front.group(1)) if front else ()
    starts = [body_start, *(match.end() for match in _LINE_END.finditer(text, body_start)), len(text)]
    tokens = MarkdownIt("commonmark").disable(["inline", "code"]).parse(text[body_start:])
    if not any(token.type == "heading_open" for token in tokens):
        blocks = tuple(block for block in read_plain(text).blocks if block.start >= body_start)
    else:
        blocks = tuple(_blocks(text, starts, tokens))
    return SourceText(text, blocks, keys)


def _keys(front: str) -> tuple[tuple[str, str], ...]:
    pairs = (line.partition(":") for line in front.splitlines() if ":" in line)
    return tuple((key.strip(), value.strip().strip("\"'")) for key, _, value in pairs)


def _blocks(text: str, starts: list[int], tokens: list[Token]) -> Iterator[Block]:
    quoted = depth = 0
    opener: Token | None = None
    for token in tokens:
        quoted += _QUOTED.get(token.type, 0)
        depth += _LISTS.get(token.type, 0)
        if token.type in ("heading_open", "list_item_open") or (
            token.type == "paragraph_open" and not opener
        ):
            opener = token
        if token.type == "inline" and token.map and opener and not quoted:
            begin, stop = (starts[min(line, len(starts) - 1)] for line in token.map)
            yield from (block for block in _read(text, begin, stop, opener, depth) if block.end > block.start)
        if token.type in ("inline", "list_item_close"):
            opener = None


def _read(text: str, begin: int, stop: int, opener: Token, depth: int) -> Iterator[Block]:
    raw = text[begin:stop]
    if opener.type == "heading_open":
        yield _block(BlockKind.HEADING, text, _heading(raw), begin, int(opener.tag[1:]))
    elif opener.type == "list_item_open":
        mark = _ITEM_MARK.match(raw)
        yield _block(BlockKind.ITEM, text, raw[mark.end() if mark else 0 :].strip(), begin, depth)
    elif all(line.lstrip().startswith("|") for line in raw.splitlines()):
        for line in raw.splitlines(keepends=True):
            row = line.strip().strip("|").strip()
            if row.strip("|:- \t"):
                yield _block(BlockKind.PARAGRAPH, text, row, begin, 1)
            begin += len(line)
    else:
        yield _block(BlockKind.PARAGRAPH, text, raw.strip(), begin, 1)


def _heading(raw: str) -> str:
    """The words without the marks around them; of an underlined heading the first line."""
    # Written out because a regular expression for it takes cubic time on a line of spaces.
    lines = raw.strip().splitlines()
    if not lines or not lines[0].startswith("#"):
        return lines[0].rstrip() if lines else ""
    words = lines[0].lstrip("#").strip()
    before_closing = words.rstrip("#")
    return words if before_closing[-1:].strip() else before_closing.rstrip()


def _block(kind: BlockKind, text: str, words: str, begin: int, level: int) -> Block:
    start = text.index(words, begin)
    return Block(kind, start, start + len(words), level)
