"""One reader for every TOML file of the leads, so that all errors speak the same way."""

import re
import tomllib
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import SchoolFileError

_LINE = re.compile(r"\(at line (\d+)")


class TomlFile:
    """A file with its text at hand, to find the line of a mistake.

    Raises SchoolFileError where the file is missing or is not TOML.
    """

    def __init__(self, path: Path) -> None:
        self.name = f"{path.parent.name}/{path.name}"
        self._text = ""
        try:
            self._text = path.read_text("utf-8")
            self.tables: dict[str, Any] = tomllib.loads(self._text)
        except FileNotFoundError as error:
            raise self.wrong("The file is missing.", "Put it back from the last version.") from error
        except UnicodeDecodeError as error:
            raise self.wrong("The file is not UTF-8 text.", "Save it as UTF-8.") from error
        except tomllib.TOMLDecodeError as error:
            line = _LINE.search(str(error))
            raise SchoolFileError(
                self.name,
                "This is not valid TOML.",
                "Check quotes, brackets and commas on this line and the one before.",
                int(line.group(1)) if line else None,
            ) from error

    def wrong(self, problem: str, cure: str, near: str | None = None) -> SchoolFileError:
        """An error at the line that holds the words `near`."""
        found = self._text.find(near) if near else -1
        line = self._text.count("\n", 0, found) + 1 if found >= 0 else None
        return SchoolFileError(self.name, problem, cure, line)

    def entries(self, name: str) -> list[Mapping[str, Any]]:
        """The tables written as [[name]]."""
        found = self.tables.get(name, [])
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            raise self.wrong(f"'{name}' is not a list of tables.", f"Write each as [[{name}]].", name)
        return found

    def table(self, name: str) -> Mapping[str, Any]:
        """The table written as [name]; empty where there is none."""
        found = self.tables.get(name, {})
        if not isinstance(found, dict):
            raise self.wrong(f"'{name}' is not a table.", f"Write it as [{name}].", name)
        return found

    def words(self, entry: Mapping[str, Any], key: str, default: str | None = None) -> str:
        """The text under `key`."""
        value = entry.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(f"'{key}' is missing or is not text.", f'Write {key} = "...".', _near(entry))
        return value

    def list_of_words(self, entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """The list of texts under `key`; empty where there is none."""
        value = entry.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(
                f"'{key}' is not a list of texts.", f'Write {key} = ["...", "..."].', _near(entry)
            )
        return tuple(value)

    def day(self, entry: Mapping[str, Any], key: str) -> date | None:
        """The date under `key`, None where there is none."""
        value = entry.get(key)
        if value is not None and type(value) is not date:
            raise self.wrong(
                f"'{key}' is not a date.", f"Write {key} = 2026-09-01, without quotes.", _near(entry)
            )
        return value

    def one_of(self, entry: Mapping[str, Any], key: str, allowed: Collection[str]) -> str:
        """The text under `key`, which must be one of `allowed`."""
        value = self.words(entry, key)
        if value not in allowed:
            choice = ", ".join(allowed)
            raise self.wrong(f"'{key}' is '{value}'.", f"Choose one of: {choice}.", _near(entry))
        return value


def _near(entry: Mapping[str, Any]) -> str | None:
    """Words of the entry by which its line is found."""
    return next((f'"{value}"' for value in entry.values() if isinstance(value, str)), None)
