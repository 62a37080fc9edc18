"""What leads wrote down in prompts/triage/ about a message that somebody types word for word."""

from functools import cached_property
from pathlib import Path

from assistant.adapters.school_files.table_file import read_table
from assistant.adapters.school_files.triage_tables import read_triage_tables
from assistant.domain.triage import TriageExample
from assistant.triage.known import Known, known_messages, letters


class DecidedMessages:
    """Finds what is written in the tables of `folder`, as they were when it was made.

    Most messages stand in no table: what the rows say of theirs is read once somebody types one of them.
    """

    def __init__(self, folder: Path) -> None:
        """Raises SchoolFileError where a table cannot be read at all."""
        self._folder = folder
        rows = (row for path in sorted(folder.glob("*.csv")) for row in read_table(path, ("message",)))
        self._letters = {letters(row.cells["message"]) for row in rows}

    def __call__(self, text: str) -> TriageExample | None:
        """What leads decided, None where they have not. Raises SchoolFileError at a row with a mistake."""
        return self._found(text) if letters(text) in self._letters else None

    @cached_property
    def _found(self) -> Known:
        return known_messages(read_triage_tables(self._folder))
