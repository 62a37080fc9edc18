"""The messages of eval/triage, with who sent them and where they stand."""

from collections.abc import Iterator
from pathlib import Path

from assistant.bootstrap import Row, read_table, read_triage_tables
from assistant.errors import SchoolFileError
from assistant.evaluation.results import Message
from assistant.evaluation.row_problems import message_problems, pair_problems


def read_messages(folder: Path) -> tuple[Message, ...]:
    """Every row of every table in the folder. Raises SchoolFileError at a row that does not fit."""
    examples = read_triage_tables(folder)
    return tuple(
        Message(example, row.cells["asker"], row.line, row.cells["pair"])
        for example, row in zip(examples, message_rows(folder), strict=True)
    )


def read_measured(folder: Path) -> tuple[Message, ...]:
    """The same, of messages that scores count. Raises SchoolFileError at one that no score could."""
    for problem in measured_problems(message_rows(folder)):
        raise problem
    return read_messages(folder)


def measured_problems(rows: tuple[Row, ...]) -> Iterator[SchoolFileError]:
    """What is wrong with messages that scores are to count."""
    for row in rows:
        yield from message_problems(row)
    yield from pair_problems(rows)


def message_rows(folder: Path) -> tuple[Row, ...]:
    """The rows, in the order of the messages. Raises SchoolFileError."""
    paths = sorted(folder.glob("*.csv"))
    return tuple(row for path in paths for row in read_table(path, ("message", "route", "asker"), ("pair",)))
