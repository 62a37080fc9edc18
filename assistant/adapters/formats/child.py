"""The child process that reads one file that could be made to hang or to fill the memory.

Run as `python -m assistant.adapters.formats.child FORMAT FILE`; prints one line
of JSON, either the blocks or the reason for refusing. It limits itself before
it imports a parser or opens the file.
"""

import contextlib
import io
import json
import resource
import sys
import zipfile
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

from assistant.adapters.plain_text import decoded
from assistant.domain.source import SourceText

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 4
_UNPACKED_BYTES = 100 << 20
_XML_BYTES = 20 << 20
_TEXT_CHARACTERS = 5_000_000
_LXML_NO_MEMORY = 2
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")


def main() -> None:
    """Read the file named on the command line."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.redirect_stdout(sys.stderr):
        answer = _answer(sys.argv[1], Path(sys.argv[2]))
    print(json.dumps(answer))


def _answer(suffix: str, path: Path) -> dict[str, object]:
    try:
        source = _READERS[suffix](path.read_bytes())
    except MemoryError:
        return {"refused": "too_large"}
    except _Refused as refused:
        return {"refused": str(refused)}
    except Exception as error:
        return {"refused": _reason(error)}
    if len(source.text) > _TEXT_CHARACTERS:
        return {"refused": "too_large"}
    blocks = [astuple(block) for block in source.blocks]
    return {"text": source.text, "blocks": blocks, "front_matter": source.front_matter}


def _reason(error: Exception) -> str:
    """Parsers raise whatever a broken file leads them to; nearly all of it means the same to its owner."""
    if getattr(error, "code", None) == _LXML_NO_MEMORY:
        return "too_large"
    return "encrypted" if "Password" in type(error).__name__ else "damaged"


class _Refused(Exception):
    """The reason for which a file is not read."""


def _word(data: bytes) -> SourceText:
    if data.startswith(_OLD_OFFICE):
        raise _Refused("encrypted")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > _UNPACKED_BYTES:
        raise _Refused("too_large")
    if sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))) > _XML_BYTES:
        raise _Refused("too_large")
    from assistant.adapters.formats.word import read_word

    return read_word(data)


def _web_page(data: bytes) -> SourceText:
    from assistant.adapters.formats.web_page import PageTooDeep, read_web_page

    try:
        return read_web_page(data)
    except PageTooDeep as error:
        raise _Refused("nested") from error


def _pdf(data: bytes) -> SourceText:
    from assistant.adapters.formats.pdf import read_pdf

    source = read_pdf(data)
    if not source.text:
        raise _Refused("scanned")
    if source.text.count("(cid:") > len(source.text) / 100:
        raise _Refused("garbled")
    return source


def _plain(data: bytes) -> SourceText:
    from assistant.adapters.formats.plain import read_plain

    return read_plain(decoded(data))


def _markdown(data: bytes) -> SourceText:
    from assistant.adapters.formats.markdown import read_markdown

    return read_markdown(decoded(data))


_READERS: dict[str, Callable[[bytes], SourceText]] = {
    ".docx": _word,
    ".html": _web_page,
    ".htm": _web_page,
    ".pdf": _pdf,
    ".txt": _plain,
    ".md": _markdown,
}

if __name__ == "__main__":
    main()
