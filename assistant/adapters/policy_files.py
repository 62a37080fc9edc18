"""The leads' folders corpus/ and prompts/ as the port `PolicyFiles`."""

from collections.abc import Iterator
from pathlib import Path

from assistant.adapters.formats.reading import read_policy_file
from assistant.adapters.school_files.manifest import read_manifest
from assistant.adapters.school_files.table_file import read_table
from assistant.answering.following_up import standing_alone
from assistant.domain.answer import Verdict
from assistant.domain.example import Example
from assistant.domain.policy import PolicyRecord
from assistant.domain.source import SourceText
from assistant.errors import PolicyFileError

_COLUMNS = ("question", "expected_clauses", "verdict", "outcome", "history")
_ALLOWED = {
    "verdict": ("", *(verdict.value for verdict in Verdict)),
    "outcome": ("answered", "not_covered", "out_of_scope"),
}


class FolderPolicyFiles:
    """Reads corpus/manifest.toml, corpus/policies/ and prompts/questions/."""

    def __init__(self, corpus: Path, prompts: Path) -> None:
        self._corpus = corpus
        self._prompts = prompts

    def records(self) -> tuple[PolicyRecord, ...]:
        """The manifest's policies."""
        return read_manifest(self._corpus / "manifest.toml")

    def read(self, record: PolicyRecord) -> SourceText:
        """The blocks of one policy file; what its front matter says must be what the manifest says."""
        source = read_policy_file(self._corpus / "policies" / record.file)
        for line, (key, value) in enumerate(source.front_matter, start=2):
            listed = {"title": record.title, "short": record.short, "status": record.status.value}
            if listed.get(key, value) != value:
                raise PolicyFileError(
                    record.file,
                    f"The file says {key} '{value}', the manifest '{listed[key]}'.",
                    "Make the two the same.",
                    line,
                )
        return source

    def examples(self) -> tuple[Example, ...]:
        """Every question in prompts/questions/*.csv, in the order of file names and rows."""
        folder = self._prompts / "questions"
        return tuple(example for path in sorted(folder.glob("*.csv")) for example in _examples(path))


def _examples(path: Path) -> Iterator[Example]:
    for row in read_table(path, _COLUMNS):
        labels = tuple(part.strip() for part in row.cells["expected_clauses"].split(";") if part.strip())
        earlier = tuple(turn.strip() for turn in row.cells["history"].split("||") if turn.strip())
        for key, allowed in _ALLOWED.items():
            if row.cells[key] not in allowed:
                choice = ", ".join(filter(None, allowed))
                raise row.wrong(key, f"The {key} is '{row.cells[key]}'.", f"Choose one of: {choice}.")
        question = standing_alone(row.cells["question"], earlier)
        yield Example(question, labels, row.cells["verdict"], row.cells["outcome"], path.stem)
