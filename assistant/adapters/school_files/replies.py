"""prompts/replies.toml: every fixed sentence, its blanks checked when the file is read."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.adapters.school_files.blanks import BLANKS
from assistant.adapters.school_files.slack_blanks import longest
from assistant.adapters.school_files.toml_file import TomlFile
from assistant.domain.replies import Replies, blanks_of


def read_replies(path: Path) -> Replies:
    """All sentences by their dotted names.

    Raises SchoolFileError where one is missing, unknown, too long for its place, or has other blanks than
    the code fills.
    """
    file = TomlFile(path)
    sentences = dict(_flat(file, file.tables))
    for name in [*BLANKS, *sentences]:
        if name not in sentences:
            raise file.wrong(f"The sentence '{name}' is missing.", "Put it back.")
        if name not in BLANKS:
            cure = "Take it out or correct its name."
            raise file.wrong(f"No sentence is called '{name}'.", cure, name.rsplit(".", 1)[-1] + " =")
        try:
            blanks = blanks_of(sentences[name])
        except ValueError as error:
            cure = "Close every { with a }."
            raise file.wrong(f"'{name}' has an open brace.", cure, sentences[name]) from error
        if blanks != BLANKS[name]:
            wanted = ", ".join(f"{{{blank}}}" for blank in sorted(BLANKS[name])) or "none"
            cure = f"Use exactly these blanks: {wanted}."
            raise file.wrong(f"'{name}' has other blanks than it should.", cure, sentences[name])
        most = longest(name)
        if most and len(sentences[name]) > most:
            cure = f"At most {most} characters fit there."
            raise file.wrong(f"'{name}' is too long.", cure, sentences[name])
    return Replies(sentences)


def _flat(file: TomlFile, table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        name = f"{above}{key}"
        if isinstance(value, Mapping):
            yield from _flat(file, value, f"{name}.")
        elif isinstance(value, str):
            yield name, value
        else:
            raise file.wrong(f"'{name}' is not a sentence.", f'Write {key} = "...".', f"{key} =")
