"""Importing does nothing: no file, no setting, no connection, and nothing heavy where it is not needed."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.fakes.small_school import PROJECT


@pytest.fixture(scope="module")
def watched() -> dict[str, Any]:
    """What a process noticed that imported every module, with one of our variables set."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.fakes.watched_imports"],
        cwd=PROJECT,
        env=os.environ | {"ASSISTANT_HOME": "elsewhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_importing_every_module_opens_reads_and_connects_nothing(watched: dict[str, Any]) -> None:
    """No file of the project, no variable of ours, no connection and no other process."""
    on_disk = {".".join(path.with_suffix("").relative_to(PROJECT).parts) for path in
               (PROJECT / "assistant").rglob("*.py")}  # fmt: skip
    assert {name.removesuffix(".__init__") for name in on_disk} == {"assistant", *watched["modules"]}
    assert watched["importing"] == []


def test_the_watch_would_have_seen_it(watched: dict[str, Any]) -> None:
    """The same watch notices a file, a setting and a connection that are used on purpose."""
    noticed = watched["afterwards"]
    assert any(line.startswith("opened ") and line.endswith("pyproject.toml") for line in noticed)
    assert any(line.lower() == "read assistant_home" for line in noticed)
    assert any(line.startswith("socket.connect ") for line in noticed)


def test_the_command_line_starts_without_heavy_libraries() -> None:
    """Asking must not wait for libraries that only publishing and learning need."""
    heavy = (
        "torch",
        "sentence_transformers",
        "transformers",
        "chromadb",
        "langchain",
        "onnxruntime",
        "slack_bolt",
        "slack_sdk",
        "sklearn",
        "scipy.optimize",
    )
    script = "import sys, assistant.__main__; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    loaded = done.stdout.split()
    assert {"assistant.channels.cli.app", "assistant.evaluation.commands"} <= set(loaded)
    assert [name for name in loaded if name.startswith(heavy)] == []
