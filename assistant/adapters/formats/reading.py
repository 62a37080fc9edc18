"""Read a policy file of any format, or refuse it with the cure, within seconds."""

import json
import subprocess
import sys
from pathlib import Path

from assistant.adapters.formats.markdown import read_markdown
from assistant.adapters.formats.plain import read_plain
from assistant.domain.source import Block, BlockKind, SourceText
from assistant.errors import UnreadableFile

WALL_SECONDS = 4.5
_LARGEST_FILE = 30 << 20
_LARGEST_TEXT = 5 << 20
_IN_CHILD = {".docx", ".html", ".htm", ".pdf"}
_AS_TEXT = {".txt": read_plain, ".md": read_markdown}
_REFUSALS = {
    "too_large": (
        "The file unpacks to far more than a policy holds.",
        "Save it again from the word processor, or as plain text.",
    ),
    "too_slow": (
        "The file takes too long to read.",
        "Save it again from the word processor, or as plain text.",
    ),
    "encrypted": (
        "The file is protected with a password, or is an old .doc.",
        "Save it without a password as .docx, .pdf or .txt.",
    ),
    "damaged": (
        "The file is damaged or is not what its ending says.",
        "Open it in the program that made it and save it again.",
    ),
    "scanned": (
        "The PDF holds pictures of pages and no text.",
        "Use the file that it was scanned from, or have its text recognised first.",
    ),
}


def read_policy_file(path: Path) -> SourceText:
    """The blocks of one file. Raises UnreadableFile with the reason and the cure."""
    suffix = path.suffix.lower()
    if suffix not in _IN_CHILD and suffix not in _AS_TEXT:
        raise UnreadableFile(
            path.name, f"The ending '{suffix}' is not known.", "Use .txt, .md, .docx, .html or .pdf."
        )
    try:
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise UnreadableFile(
            path.name, "The file is missing.", "Put it into corpus/policies or correct the manifest."
        ) from error
    if size > (_LARGEST_TEXT if suffix in _AS_TEXT else _LARGEST_FILE):
        raise _refusal(path, "too_large")
    if suffix in _AS_TEXT:
        return _AS_TEXT[suffix](_decoded(path))
    return _in_child(suffix, path)


def _decoded(path: Path) -> str:
    """The text of a file as Notepad, Word or a Mac saves it."""
    data = path.read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise _refusal(path, "damaged")
    return text


def _in_child(suffix: str, path: Path) -> SourceText:
    command = [sys.executable, "-m", "assistant.adapters.formats.child", suffix, str(path)]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=WALL_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired as error:
        raise _refusal(path, "too_slow") from error
    if done.returncode:
        # The kernel ends a child that uses up its time; a parser in C may die of its memory limit.
        raise _refusal(path, "too_slow" if done.returncode < 0 else "too_large")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise _refusal(path, answer["refused"])
    blocks = tuple(Block(BlockKind(kind), *rest) for kind, *rest in answer["blocks"])
    return SourceText(answer["text"], blocks)


def _refusal(path: Path, reason: str) -> UnreadableFile:
    return UnreadableFile(path.name, *_REFUSALS[reason])
