"""Every error this software raises on purpose, as one tree.

    AssistantError            shown to whoever runs the command, as one sentence
      PolicyFileError         a policy owner: names the file, the line and the cure
        UnreadableFile        the file is damaged, locked, scanned, or hostile
      SchoolFileError         a lead: corpus/, prompts/ or eval/ holds something we cannot read
        TableError            a row of a table: names the file, the row, the column and the cure
      NotPublished            whoever asks before `assistant publish` has run
      EncoderError            whoever set up the machine: weights missing or not what was published
      SettingsError           whoever set up the machine: an ASSISTANT_... variable cannot be read
      CaseStoreError          whoever set up the machine: the database of cases cannot be reached or written
      CaseError               a role holder: no such case, or not theirs to act on
      SlackNotReady           whoever starts `assistant serve`: Slack cannot be reached or takes no token
      NotReady                whoever starts live mode before the school's details are filled in

Vendor errors are translated in the adapters. Staff never see exception text:
a channel turns anything unexpected into the `failed` outcome and its fixed words.
No message of staff is ever put into an error.
"""


class AssistantError(Exception):
    """One sentence for the person who can cure it."""


class _LocatedError(AssistantError):
    """An error in a file that people edit.

    `line` counts from 1; None where the whole file is meant.
    """

    def __init__(self, file: str, problem: str, cure: str, line: int | None = None) -> None:
        self.file, self.problem, self.cure, self.line = file, problem, cure, line
        place = file if line is None else f"{file}, line {line}"
        super().__init__(f"{place}: {problem} {cure}")


class PolicyFileError(_LocatedError):
    """A policy file cannot become clauses; the other policies publish without it."""


class UnreadableFile(PolicyFileError):
    """The file itself is refused: damaged, encrypted, scanned, too large or too slow to read."""


class SchoolFileError(_LocatedError):
    """A file of the leads (manifest, school, replies, tables) is not as its README says."""


class TableError(SchoolFileError):
    """A row of a table cannot be read.

    `row` counts from 1 as a spreadsheet counts, which is not the line where cells hold several;
    `column` is its letter and name.
    """

    def __init__(self, file: str, problem: str, cure: str, row: int, column: str = "") -> None:
        super().__init__(file, problem, cure)
        self.row, self.column = row, column
        place = ", ".join(filter(None, (file, f"row {row}", f"column {column}" if column else "")))
        self.args = (f"{place}: {problem} {cure}",)


class NotPublished(AssistantError):
    """No index has been published yet."""


class EncoderError(AssistantError):
    """The encoder's files are missing or differ from what their publisher lists."""


class SettingsError(AssistantError):
    """A variable of the environment is not what its setting takes."""


class SlackNotReady(AssistantError):
    """Slack cannot be reached, or does not take the tokens in the settings."""


class NotReady(AssistantError):
    """Live mode is refused until the school's details are complete."""


class CaseStoreError(AssistantError):
    """The database of cases cannot be reached, written, or read with this key."""


class CaseError(AssistantError):
    """A role holder asked for something that this case does not allow."""
