"""The child process that reads one file of a format that could be abused.

Run as `python -m assistant.adapters.formats.child FORMAT FILE`; prints one line
of JSON, either the blocks or the reason for refusing. It limits itself before
it imports a parser or opens the file.
"""

import json
import resource
import sys
import zipfile
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

from assistant.domain.source import SourceText

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 4
_UNPACKED_BYTES = 100 << 20
_TEXT_CHARACTERS = 5_000_000
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")


def main() -> None:
    """Read the file named on the command line."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    print(json.dumps(_answer(sys.argv[1], Path(sys.argv[2]))))


def _answer(suffix: str, path: Path) -> dict[str, object]:
    try:
        source = _READERS[suffix](path.read_bytes(), path)
    except MemoryError:
        return {"refused": "too_large"}
    except _Refused as refused:
        return {"refused": str(refused)}
    except Exception as error:
        # Parsers raise whatever a broken file leads them to; each means the same to its owner.
        return {"refused": "encrypted" if "Password" in repr(error) else "damaged"}
    if len(source.text) > _TEXT_CHARACTERS:
        return {"refused": "too_large"}
    return {"text": source.text, "blocks": [astuple(block) for block in source.blocks]}


class _Refused(Exception):
    """The reason for which a file is not read."""


def _word(data: bytes, path: Path) -> SourceText:
    if data.startswith(_OLD_OFFICE):
        raise _Refused("encrypted")
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED_BYTES:
            raise _Refused("too_large")
    from assistant.adapters.formats.word import read_word

    return read_word(data)


def _web_page(data: bytes, path: Path) -> SourceText:
    from assistant.adapters.formats.web_page import read_web_page

    return read_web_page(data)


def _pdf(data: bytes, path: Path) -> SourceText:
    from assistant.adapters.formats.pdf import read_pdf

    source = read_pdf(data)
    if not source.text:
        raise _Refused("scanned")
    return source


_READERS: dict[str, Callable[[bytes, Path], SourceText]] = {
    ".docx": _word,
    ".html": _web_page,
    ".htm": _web_page,
    ".pdf": _pdf,
}

if __name__ == "__main__":
    main()
