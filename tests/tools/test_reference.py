"""The pages that are made from the code say what the code says."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.__main__ import app
from assistant.settings import Settings
from tools.reference import main, pages

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", ["commands.md", "settings.md"])
def test_the_pages_in_docs_are_up_to_date(name: str) -> None:
    """Each page in docs/ is letter by letter what `make docs` would write."""
    assert (DOCS / name).read_text("utf-8") == pages()[name]


def test_the_commands_page_has_every_command_with_its_options() -> None:
    """What `assistant --help` and `assistant ask --help` list stands on the page."""
    page = pages()["commands.md"]
    for command in app.registered_commands:
        assert command.callback is not None
        assert f"## `assistant {command.name or command.callback.__name__}`" in page
        assert (command.callback.__doc__ or "").strip() in page
    helped = CliRunner().invoke(app, ["ask", "--help"]).output
    for option in ("--json", "--jsonl", "--dry-run"):
        assert option in helped
        assert f"| `{option}` |" in page


def test_the_settings_page_has_every_variable_with_its_default() -> None:
    """Each setting stands under the name of its variable."""
    page = pages()["settings.md"]
    for name, field in Settings.model_fields.items():
        assert f"| `ASSISTANT_{name.upper()}` | `{field.default}` | {field.description} |" in page


def test_writes_what_is_missing_and_then_agrees(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After writing, a check passes and has nothing to say."""
    assert main([], tmp_path) == 0
    assert {path.name for path in tmp_path.iterdir()} == set(pages())
    capsys.readouterr()
    assert main(["--check"], tmp_path) == 0
    assert capsys.readouterr().out == ""


def test_a_check_names_what_differs_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that was edited by hand fails the check and keeps its words."""
    main([], tmp_path)
    (tmp_path / "settings.md").write_text("edited", "utf-8")
    capsys.readouterr()
    assert main(["--check"], tmp_path) == 1
    assert capsys.readouterr().out == "settings.md is not what the code says. Run `make docs`.\n"
    assert (tmp_path / "settings.md").read_text("utf-8") == "edited"
