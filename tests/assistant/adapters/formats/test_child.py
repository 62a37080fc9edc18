"""Hostile and broken files: each is refused within seconds, with the cure, in bounded memory."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.adapters.formats import reading
from assistant.adapters.formats.reading import read_policy_file
from assistant.errors import UnreadableFile
from tests.fakes import hostile_files as hostile
from tests.fakes.written_policies import SAVED, SEED

_GIGABYTE = 1 << 30
_LOCKED = "protected with a password"
_DAMAGED = "is damaged or is not what its ending says. Open it in the program that made it"
_NO_TEXT = "holds no text. Put the policy's text into it"
_TOO_MUCH = "unpacks to far more than a policy holds. Save it again"
_TOO_DEEP = "nested too deeply to read them all. Save it again"
_COSTS_TOO_MUCH = (_TOO_MUCH, "takes too long to read. Save it again")
_WORDS = "Staff must not."
_JUNK = random.Random(7).randbytes(6000)

_REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "scanned.pdf": (
        hostile.scanned_pdf,
        "pictures of pages and no text. Use the file that it was scanned from",
    ),
    "garbled.pdf": (hostile.unreadable_letters_pdf, "does not say which letters they are. Use the file"),
    "locked.pdf": (lambda: hostile.encrypted_pdf(_WORDS, b"secret"), _LOCKED),
    "half.pdf": (lambda: (SAVED / "styled.pdf").read_bytes()[:40_000], _DAMAGED),
    "no.pdf": (SEED.read_bytes, _DAMAGED),
    "torn.pdf": (lambda: hostile.damaged_stream_pdf(_WORDS), _DAMAGED),
    "lost-page.pdf": (lambda: hostile.missing_page_pdf(_WORDS), _DAMAGED),
    "empty.pdf": (bytes, _NO_TEXT),
    "half.docx": (lambda: (SAVED / "styled.docx").read_bytes()[:20_000], _DAMAGED),
    "old.docx": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(5000), _LOCKED),
    "bomb.docx": (hostile.bomb_word, _TOO_MUCH),
    "costly.docx": (hostile.costly_word, _TOO_MUCH),
    "lying.docx": (hostile.lying_word, _DAMAGED),
    "empty.docx": (bytes, _NO_TEXT),
    "deep.html": (lambda: hostile.nested_html(300), _TOO_DEEP),
    "deepest.html": (lambda: hostile.nested_html(2_000_000), _TOO_DEEP),
    "empty.html": (lambda: b"<html><body><p> </p></body></html>", _NO_TEXT),
    "junk.html": (lambda: _JUNK, _DAMAGED),
    "empty.txt": (bytes, _NO_TEXT),
    "blank.txt": (lambda: b" \r\n\n", _NO_TEXT),
    "empty.md": (lambda: b"---\ntitle: A policy\n---\n", _NO_TEXT),
    "junk.txt": (lambda: _JUNK, _DAMAGED),
    "junk-without-zeros.txt": (lambda: _JUNK.replace(b"\0", b""), _DAMAGED),
    "long.txt": (lambda: SEED.read_bytes() * 550, _TOO_MUCH),
    "endless.md": (lambda: b"# Rules\n\n" + b"- x\n" * 12_000, _TOO_MUCH),
}
_COSTLY: dict[str, Callable[[], bytes]] = {
    "bomb.pdf": hostile.bomb_pdf,
    "hidden.docx": lambda: hostile.costly_word("word/document.bin"),
    "wide.html": lambda: b"<html><body>" + b"<p>x" * 5_000_000,
    "lines.txt": lambda: b"x\n" * 1_000_000,
    "items.md": lambda: b"# Rules\n\n" + b"- x\n" * 500_000,
}


def _measured(path: Path, data: bytes) -> Any:
    path.write_bytes(data)
    command = [sys.executable, "-m", "tests.fakes.measured_reading", str(path)]
    return json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)


@pytest.mark.parametrize("name", _REFUSED)
def test_a_bad_file_is_refused_with_its_cure(tmp_path: Path, name: str) -> None:
    """The sentence names the file, what is wrong and what to do, and comes within 5 seconds."""
    make, sentence = _REFUSED[name]
    found = _measured(tmp_path / name, make())
    assert found["refusal"] is not None, "the file was read"
    assert found["refusal"].startswith(f"{name}: ")
    assert sentence in found["refusal"]
    assert found["seconds"] < 5
    assert found["child"] <= _GIGABYTE


@pytest.mark.parametrize("name", _COSTLY)
def test_a_file_that_needs_gigabytes_or_minutes_is_stopped(tmp_path: Path, name: str) -> None:
    """Whichever limit is met first, time or memory, the child ends in 5 seconds and within its memory."""
    found = _measured(tmp_path / name, _COSTLY[name]())
    assert found["refusal"] is not None, "the file was read"
    assert found["refusal"].startswith(f"{name}: ")
    assert any(sentence in found["refusal"] for sentence in _COSTS_TOO_MUCH)
    assert found["seconds"] < 5
    assert found["child"] <= _GIGABYTE


@pytest.mark.parametrize("make", [hostile.bomb_word, hostile.costly_word])
def test_a_bomb_that_says_how_large_it_is_is_not_unpacked(tmp_path: Path, make: Callable[[], bytes]) -> None:
    """Where the directory of a .docx names sizes that no policy has, none of it is taken into memory."""
    assert _measured(tmp_path / "bomb.docx", make())["child"] < 100 << 20


def test_a_child_that_waits_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time on the clock is limited as well as time on the processor."""
    monkeypatch.setattr(reading, "WALL_SECONDS", 0.001)
    with pytest.raises(UnreadableFile, match="takes too long"):
        read_policy_file(SAVED / "styled.docx")


def test_a_child_that_nobody_waits_for_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child limits its processor time itself, so that it ends even if whoever started it is gone."""
    monkeypatch.setattr(reading, "WALL_SECONDS", 60)
    (tmp_path / "items.md").write_bytes(_COSTLY["items.md"]())
    with pytest.raises(UnreadableFile, match="takes too long"):
        read_policy_file(tmp_path / "items.md")


def test_the_bombs_are_small() -> None:
    """What hangs a reader without limits is no larger than a policy itself."""
    assert len(hostile.bomb_pdf()) < 2_000
    assert len(hostile.costly_word()) < 1_000_000


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("sound.pdf", hostile.readable_pdf(_WORDS)),
        ("not-to-be-printed.pdf", hostile.encrypted_pdf(_WORDS, b"")),
        ("sound.docx", hostile.readable_word()),
        ("sound.html", hostile.nested_html(100)),
    ],
)
def test_the_same_files_without_the_fault_are_read(tmp_path: Path, name: str, data: bytes) -> None:
    """What is refused above is refused for its fault: made soundly the same files give their words."""
    (tmp_path / name).write_bytes(data)
    assert read_policy_file(tmp_path / name).text.endswith(_WORDS)


def test_nothing_but_the_answer_is_printed(tmp_path: Path) -> None:
    """The child prints one line of JSON, whatever a parser has to say about the file."""
    path = tmp_path / "torn.pdf"
    path.write_bytes(hostile.damaged_stream_pdf(_WORDS))
    command = [sys.executable, "-m", "assistant.adapters.formats.child", ".pdf", str(path)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    assert json.loads(done.stdout) == {"refused": "damaged"}
