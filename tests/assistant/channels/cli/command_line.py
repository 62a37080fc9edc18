"""Type a command as staff would, in this process, and look at what it leaves behind."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from assistant.__main__ import app
from assistant.errors import AssistantError

REFERENCE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b")


def said(*words: str, typed: str = "", by: str = "sam") -> str:
    """What a command printed that ended well, with nothing on standard error."""
    done = CliRunner().invoke(app, words, input=typed, env={"LOGNAME": by})
    assert (done.exit_code, done.stderr) == (0, ""), (done.exception, done.output)
    return done.stdout


def refused(*words: str, by: str = "sam") -> str:
    """The one sentence of a command that was refused."""
    done = CliRunner().invoke(app, words, env={"LOGNAME": by})
    assert isinstance(done.exception, AssistantError), (done.exception, done.output)
    return str(done.exception)


def shape(*words: str, by: str = "sam") -> dict[str, Any]:
    """The JSON that asking printed."""
    told: dict[str, Any] = json.loads(said("ask", "--json", *words, by=by))
    return told


def reported(text: str, by: str = "sam") -> str:
    """The reference of the case that a message became."""
    reference = shape(text, by=by)["case"]
    assert REFERENCE.fullmatch(reference)
    return str(reference)


def in_one_line(printed: str) -> str:
    """What was printed, without its line breaks."""
    return " ".join(printed.split())


def files_with(folder: Path, words: str | bytes) -> list[str]:
    """Files below a folder, through its links too, that hold the words."""
    wanted = words if isinstance(words, bytes) else words.encode()
    paths: Sequence[Path] = [path for path in _walked(folder) if path.is_file()]
    return sorted(str(path.relative_to(folder)) for path in paths if wanted in path.read_bytes())


def _walked(folder: Path) -> list[Path]:
    found = list(folder.iterdir())
    return found + [path for inner in found if inner.is_dir() for path in _walked(inner)]
