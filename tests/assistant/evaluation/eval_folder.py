"""A leads' folder with a few cases for the small school, and the command line as a lead types it."""

from collections.abc import Sequence
from pathlib import Path

from typer.testing import CliRunner

from assistant.__main__ import app
from assistant.evaluation.cases import COLUMNS
from assistant.evaluation.folder import QUIZ_COLUMNS, EvalFolder

CASES = """\
is my phone to be off when i teach,ta,,PH 1.1,must,answered,
may they ring home,ta,are pupils on the coach,TR 2.2; TR 2.1,yes,answered,follow_up
is there a crèche,ta,,,,not_covered,
"""
QUIZ = """\
May you give parents your number?,Yes|No,No,PH 2.1,It stays private.
Who writes the risk assessment?,The trip leader|The coach driver,The trip leader,TR 1.1,It comes first.
"""


def write_folder(path: Path) -> EvalFolder:
    """A table of three cases with semicolons and a mark, as Excel saves, and a quiz of two questions."""
    for name in ("cases", "triage", "quiz"):
        (path / name).mkdir(parents=True)
    cases = ",".join(COLUMNS) + "\n" + CASES
    lines = cases.replace("; ", "\0").replace(",", ";").replace("TR 2.2\0TR 2.1", '"TR 2.2; TR 2.1"')
    (path / "cases" / "first.csv").write_bytes(lines.replace("\n", "\r\n").encode("utf-8-sig"))
    (path / "quiz" / "trips.csv").write_text(",".join(QUIZ_COLUMNS) + "\n" + QUIZ, "utf-8")
    return EvalFolder(path)


def with_also_right(folder: EvalFolder, cell: str = "") -> None:
    """Give the table the column of clauses that are right as well, and the first case this cell in it."""
    head, first, *others = folder.cases[0].read_text("utf-8").splitlines()
    lines = [f"{head};also_right", first + f';"{cell}"', *(f"{line};" for line in others)]
    folder.cases[0].write_text("\n".join(lines) + "\n", "utf-8")


def typed(*words: str, answers: Sequence[str] = (), status: int = 0) -> str:
    """What a command printed, in one line, when these answers were typed one after the other."""
    done = CliRunner().invoke(app, words, input="".join(f"{answer}\n" for answer in answers))
    assert done.exit_code == status, (done.exception, done.output)
    return " ".join(done.output.split())


def evaluate(folder: EvalFolder, *words: str, answers: Sequence[str] = (), status: int = 0) -> str:
    """The same for `assistant evaluate`."""
    return typed("evaluate", "--folder", str(folder.path), *words, answers=answers, status=status)


def contents(folder: EvalFolder) -> dict[str, bytes]:
    """Every file below it."""
    paths = [path for path in folder.path.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder.path)): path.read_bytes() for path in paths}
