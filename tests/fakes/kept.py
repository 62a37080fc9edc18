"""A folder for what follows from the project's files alone: made once, and kept for later runs."""

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.fakes.small_school import PROJECT

_PREFIX = "made-from-"
_FILES = ("assistant", "corpus", "prompts", "requirements.lock")


def kept_in(cache: pytest.Cache) -> Path:
    """The folder for the files as they are now; those for earlier states are taken away.

    Processes that test side by side share it: whoever builds there has to lock the others out.
    """
    name = _PREFIX + _digest()
    kept = cache.mkdir(name)
    for earlier in kept.parent.glob(f"{_PREFIX}*"):
        if earlier.name != name:
            shutil.rmtree(earlier, ignore_errors=True)
    return kept


def _digest() -> str:
    found = hashlib.sha256()
    for path in sorted(path for name in _FILES for path in _below(PROJECT / name)):
        found.update(
            f"{path.relative_to(PROJECT)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode()
        )
    return found.hexdigest()[:16]


def _below(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [one for one in path.rglob("*") if one.is_file() and "__pycache__" not in one.parts]
