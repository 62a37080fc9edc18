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
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.DOTALL)
_QUOTED = {"blockquote_open": 1, "blockquote_close": -1}
_LISTS = {"bullet_list_open": 1, "ordered_list_open": 1, "bullet_list_close": -1, "ordered_list_close": -1}
_ITEM_MARK = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+")


def read_markdown(text: str) -> SourceText:
    """Headings, paragraphs and list items; block quotes and code are not clauses.

    A file without one heading is plain text that was given Markdown's ending.
    """
    front = _FRONT_MATTER.match(text)
    body_start = front.end() if front else 0
    starts = [match.start() for match in re.finditer(r"^", text, re.MULTILINE)] + [len(text)]
    first_line = text.count("\n", 0, body_start)
    tokens = MarkdownIt("commonmark").disable("inline").parse(text[body_start:])
    if not any(token.type == "heading_open" for token in tokens):
        return read_plain(text)
    blocks = tuple(_blocks(text, starts, first_line, tokens))
    return SourceText(text, blocks, _keys(front.group(1)) if front else ())


def _keys(front: str) -> tuple[tuple[str, str], ...]:
    pairs = (line.partition(":") for line in front.splitlines() if ":" in line)
    return tuple((key.strip(), value.strip().strip("\"'")) for key, _, value in pairs)


def _blocks(text: str, starts: list[int], first_line: int, tokens: list[Token]) -> Iterator[Block]:
    quoted = depth = 0
    opener = ""
    for token in tokens:
        quoted += _QUOTED.get(token.type, 0)
        depth += _LISTS.get(token.type, 0)
        if token.type in ("heading_open", "paragraph_open", "list_item_open"):
            opener = token.type if token.type != "paragraph_open" or opener != "list_item_open" else opener
        if token.type == "inline" and token.map and not quoted:
            begin, stop = (starts[min(line + first_line, len(starts) - 1)] for line in token.map)
            yield _block(text, begin, stop, opener, depth, token.level)
        if token.type in ("inline", "list_item_close"):
            opener = ""


def _block(text: str, begin: int, stop: int, opener: str, depth: int, level: int) -> Block:
    raw = text[begin:stop]
    if opener == "heading_open":
        match = _HEADING.match(raw.strip())
        words = match.group(1) if match else raw.strip().splitlines()[0]
        kind, level = BlockKind.HEADING, len(raw) - len(raw.lstrip("#")) or 1
    elif opener == "list_item_open":
        mark = _ITEM_MARK.match(raw)
        words, kind, level = raw[mark.end() if mark else 0 :].strip(), BlockKind.ITEM, depth
    else:
        words, kind, level = raw.strip(), BlockKind.PARAGRAPH, 1
    start = text.index(words, begin)
    return Block(kind, start, start + len(words), level)
