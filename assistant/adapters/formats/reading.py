"""Read a policy file of any format, or refuse it with the cure, within seconds."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from assistant.adapters.formats.markdown import read_markdown
from assistant.adapters.formats.plain import read_plain
from assistant.adapters.plain_text import decoded
from assistant.domain.source import Block, BlockKind, SourceText
from assistant.errors import UnreadableFile

WALL_SECONDS = 4.0
_LARGEST_FILE = 30 << 20
_LARGEST_TEXT_FILE = 2 << 20
_SMALL_TEXT_FILE = 100 << 10
_MOST_CHARACTERS = 2_000_000
_MOST_BLOCKS = 10_000
_AS_TEXT = {".txt": read_plain, ".md": read_markdown}
_ENDINGS = {*_AS_TEXT, ".docx", ".html", ".htm", ".pdf"}
_NOT_WRITING = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
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
    "nested": (
        "The page's parts are nested too deeply to read them all.",
        "Save it again from the word processor, or as plain text.",
    ),
    "garbled": (
        "The PDF shows letters but does not say which letters they are.",
        "Use the file that it was made from, or have its text recognised.",
    ),
    "empty": (
        "The file holds no text.",
        "Put the policy's text into it.",
    ),
    "closed": (
        "The file cannot be opened.",
        "Check that it is a file and that the assistant may read it.",
    ),
    "missing": (
        "The file is missing.",
        "Put it into corpus/policies or correct the manifest.",
    ),
    "scanned": (
        "The PDF holds pictures of pages and no text.",
        "Use the file that it was scanned from, or have its text recognised first.",
    ),
}


def read_policy_file(path: Path) -> SourceText:
    """The blocks of one file. Raises UnreadableFile with the reason and the cure."""
    suffix = path.suffix.lower()
    if suffix not in _ENDINGS:
        raise UnreadableFile(
            path.name, f"The ending '{suffix}' is not known.", "Use .txt, .md, .docx, .html or .pdf."
        )
    size = _size(path)
    if not size:
        raise _refusal(path, "empty")
    if size > (_LARGEST_TEXT_FILE if suffix in _AS_TEXT else _LARGEST_FILE):
        raise _refusal(path, "too_large")
    if suffix in _AS_TEXT and size <= _SMALL_TEXT_FILE:
        source = _AS_TEXT[suffix](decoded(path.read_bytes()))
    else:
        source = _in_child(suffix, path)
    if not source.blocks:
        raise _refusal(path, "empty")
    if len(source.text) > _MOST_CHARACTERS or len(source.blocks) > _MOST_BLOCKS:
        raise _refusal(path, "too_large")
    if len(_NOT_WRITING.findall(source.text)) > len(source.text) / 100:
        raise _refusal(path, "damaged")
    return source


def _size(path: Path) -> int:
    """The bytes of a file that can be opened."""
    try:
        if not path.exists():
            raise _refusal(path, "missing")
        if path.is_file():
            with path.open("rb") as file:
                return file.seek(0, os.SEEK_END)
    except OSError as error:
        raise _refusal(path, "closed") from error
    raise _refusal(path, "closed")


def _in_child(suffix: str, path: Path) -> SourceText:
    command = [sys.executable, "-m", "assistant.adapters.formats.child", suffix, str(path)]
    try:
        # What a parser complains of is not kept: a hostile file can make it endless.
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _refusal(path, "too_slow") from error
    if done.returncode:
        # The kernel ends a child that uses up its time; a parser in C may die of its memory limit.
        out_of_time = done.returncode in (-signal.SIGXCPU, -signal.SIGKILL)
        raise _refusal(path, "too_slow" if out_of_time else "too_large")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise _refusal(path, answer["refused"])
    blocks = tuple(Block(BlockKind(kind), *rest) for kind, *rest in answer["blocks"])
    return SourceText(answer["text"], blocks, tuple((key, value) for key, value in answer["front_matter"]))


def _refusal(path: Path, reason: str) -> UnreadableFile:
    return UnreadableFile(path.name, *_REFUSALS[reason])
