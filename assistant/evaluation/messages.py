"""The messages of eval/triage, with who sent them and where they stand."""

from pathlib import Path

from assistant.bootstrap import read_table, read_triage_tables
from assistant.evaluation.results import Message


def read_messages(folder: Path) -> tuple[Message, ...]:
    """Every row of every table in the folder. Raises SchoolFileError at a row that does not fit."""
    examples = read_triage_tables(folder)
    rows = [row for path in sorted(folder.glob("*.csv")) for row in read_table(path, ("asker",))]
    return tuple(
        Message(example, row.cells["asker"], row.line) for example, row in zip(examples, rows, strict=True)
    )
