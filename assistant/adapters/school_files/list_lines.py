"""Where an item of a list stands in a TOML file: the parser itself tells no places."""

import re
import tomllib
from collections.abc import Sequence
from typing import Any

_TOKEN = re.compile(
    r'"""(?:\\.|.)*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{},]|[^\s\[\]{},#"\']+',
    re.DOTALL,
)


def line_in_list(text: str, key: str, items: Sequence[Any], at: int) -> int | None:
    """The line, counted from 1, of item `at` of the first list `key = [...]` that holds `items`.

    None where no list that is written so holds them.
    """
    for found in re.finditer(rf"(?<![\w-])[\"']?{re.escape(key)}[\"']?\s*=\s*(?=\[)", text):
        begins, end = _items(text, found.end() + 1)
        if len(begins) == len(items) and _parsed(text[found.end() : end]) == items:
            return text.count("\n", 0, begins[at]) + 1
    return None


def _items(text: str, begin: int) -> tuple[list[int], int]:
    """Where the items of a list begin, and where the list ends, from the place after its bracket."""
    begins: list[int] = []
    depth, awaited = 1, True
    for token in _TOKEN.finditer(text, begin):
        mark = token[0]
        if mark[0] == "#":
            continue
        depth -= mark in ("]", "}")
        if depth == 0:
            return begins, token.end()
        if mark == "," and depth == 1:
            awaited = True
        elif awaited:
            begins.append(token.start())
            awaited = False
        depth += mark in ("[", "{")
    return begins, len(text)


def _parsed(written: str) -> Any:
    try:
        return tomllib.loads(f"list = {written}")["list"]
    except tomllib.TOMLDecodeError:
        return None
