"""A folder for what follows from the project's files alone: made once, and kept for later runs."""

import shutil
from pathlib import Path

import pytest

from assistant.evaluation.provenance import digest_of
from tests.fakes.small_school import PROJECT

_PREFIX = "made-from-"
_FOLDERS = ("assistant", "corpus", "prompts")


def kept_in(cache: pytest.Cache) -> Path:
    """The folder for the files as they are now; those for earlier states are taken away.

    Processes that test side by side share it: whoever builds there has to lock the others out.
    """
    below = (path for folder in _FOLDERS for path in (PROJECT / folder).rglob("*") if path.is_file())
    name = _PREFIX + digest_of([PROJECT / "requirements.lock", *sorted(below)], PROJECT)
    kept = cache.mkdir(name)
    for earlier in kept.parent.glob(f"{_PREFIX}*"):
        if earlier.name != name:
            shutil.rmtree(earlier, ignore_errors=True)
    return kept
