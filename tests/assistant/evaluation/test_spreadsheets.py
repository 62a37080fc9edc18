"""The tables that ship, opened and saved by a real spreadsheet program."""

import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.bootstrap import read_table
from assistant.evaluation.cases import COLUMNS, read_cases
from assistant.evaluation.folder import CASE_COLUMNS
from tests.fakes.small_school import PROJECT

_TABLES = sorted((PROJECT / "eval" / "cases").glob("*.csv"))
# Separators, quotes, character set, first line; all cells as text on the way in.
# As LibreOffice's help has it under 'Filter Options for CSV'.
_IN = "CSV:44,34,UTF8,1," + "/".join(f"{column}/2" for column in range(1, len(CASE_COLUMNS) + 1))
pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("told_text", [True, False])
def test_a_table_comes_back_as_the_same_cases(
    tmp_path: Path, kind: str, separator: str, told_text: bool
) -> None:
    """CSV to a spreadsheet and back, with commas and with semicolons: not one case has changed."""
    # With a mark, as Excel saves.
    source = tmp_path / "cases"
    source.mkdir()
    for table in _TABLES:
        (source / table.name).write_text(table.read_text("utf-8-sig"), "utf-8-sig")
    opened = [f"--infilter={_IN}"] if told_text else ["--infilter=CSV:44,34,UTF8"]
    _converted(source, tmp_path / "sheets", kind, opened, tmp_path)
    back = tmp_path / "back"
    _converted(
        tmp_path / "sheets", back, f"csv:Text - txt - csv (StarCalc):{ord(separator)},34,76,1", [], tmp_path
    )
    assert read_cases(back) == read_cases(source)
    assert [path.name for path in sorted(back.iterdir())] == [path.name for path in _TABLES]
    assert all(read_table(path, COLUMNS) for path in back.iterdir())


def _converted(source: Path, target: Path, kind: str, options: list[str], home: Path) -> None:
    files = [str(path) for path in sorted(source.iterdir())]
    profile = f"-env:UserInstallation=file://{home}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        *options,
        "--convert-to",
        kind,
        "--outdir",
        str(target),
        *files,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
