"""docker/Dockerfile: lint-free, copies what is there, runs as nobody in particular; no engine is needed.

What it builds is proven by tools/prove_image.py, which takes minutes.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import Settings
from tools.dockerfile import Stage, pairs, stages
from tools.prove_image import context_of

PROJECT = Path(__file__).parents[2]
DOCKERFILE = PROJECT / "docker" / "Dockerfile"


@pytest.fixture
def image() -> Stage:
    """The last stage: the image."""
    return stages(DOCKERFILE.read_text("utf-8"))[-1]


def test_the_linter_has_nothing_to_say() -> None:
    """Hadolint passes, warnings and notes included."""
    linter = shutil.which("hadolint", path=Path(sys.executable).parent)
    assert linter, "hadolint is installed with the development packages"
    done = subprocess.run([linter, "--no-fail", str(DOCKERFILE)], capture_output=True, text=True, check=True)
    assert done.stdout == ""


def test_everything_it_copies_is_let_in_and_nothing_else(tmp_path: Path) -> None:
    """.dockerignore lets in what COPY names; no database, key, secret or test."""
    context = context_of(PROJECT, tmp_path)
    copied = {
        source
        for stage in stages(DOCKERFILE.read_text("utf-8"))
        for one in stage.instructions
        if one.name == "COPY"
        for source in one.rest.split()[:-1]
    }
    assert all((context / source).exists() for source in copied)
    let_in = {str(path.relative_to(context)) for path in context.rglob("*") if path.is_file()}
    assert not [
        path for path in let_in if not any(path == one or path.startswith(f"{one}/") for one in copied)
    ]


def test_torch_comes_without_cuda() -> None:
    """The lock names the build, and the Dockerfile the index that has it, for torch alone."""
    (torch,) = re.findall(r"^torch==.*$", (PROJECT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    assert torch.endswith("+cpu")
    first = stages(DOCKERFILE.read_text("utf-8"))[0]
    indexed = [one.rest for one in first.instructions if "--index-url" in one.rest]
    assert len(indexed) == 1
    assert "--no-deps" in indexed[0]
    assert "^torch==" in indexed[0]


def test_it_runs_as_a_user_without_a_name_of_its_own(image: Stage) -> None:
    """By number, so that volumes and files can be given to it, and never as root."""
    assert image.last("USER").rest == "10001:10001"
    order = [one.name for one in image.instructions]
    assert "RUN" not in order[order.index("USER") :]


def test_its_variables_are_settings(image: Stage) -> None:
    """Each ASSISTANT_ variable is one that the settings know, and its folders are volumes."""
    env = pairs(image.last("ENV").rest)
    ours = {name.removeprefix("ASSISTANT_").lower() for name in env if name.startswith("ASSISTANT_")}
    assert ours <= set(Settings.model_fields)
    home, key = json.loads(image.last("VOLUME").rest)
    assert env["ASSISTANT_HOME"] == home
    assert Path(env["ASSISTANT_WORDS_KEY"]).parent == Path(key)
    assert not Path(key).is_relative_to(home)


def test_it_serves_unless_told_otherwise(image: Stage) -> None:
    """The entry point is the command line and hears signals itself: no shell before it."""
    assert json.loads(image.last("ENTRYPOINT").rest) == ["assistant"]
    assert json.loads(image.last("CMD").rest) == ["serve"]
