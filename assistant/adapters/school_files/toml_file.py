"""One reader for every TOML file of the leads, so that all errors speak the same way."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from assistant.adapters.school_files.list_lines import line_in_list
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
            self._text = path.read_text("utf-8-sig")
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

    def wrong(self, problem: str, cure: str, *near: str) -> SchoolFileError:
        """An error at the line of the first of the words `near` that the file has once only."""
        only = next((words for words in near if self._text.count(words) == 1), None)
        line = None if only is None else self._text.count("\n", 0, self._text.index(only)) + 1
        return SchoolFileError(self.name, problem, cure, line)

    def entries(self, name: str, above: Mapping[str, Any] | None = None) -> list[Mapping[str, Any]]:
        """The tables written as [[name]]; those of the entry `above` where `name` has a dot."""
        key = name.rpartition(".")[2]
        found = (self.tables if above is None else above).get(key, [])
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            raise self.wrong(
                f"'{name}' is not a list of tables.", f"Write each as [[{name}]].", f"{key} =", *quoted(above)
            )
        return found

    def table(self, name: str) -> Mapping[str, Any]:
        """The table written as [name]; empty where there is none."""
        found: Mapping[str, Any] = self.tables
        for key in name.split("."):
            found = found.get(key, {})
            if not isinstance(found, dict):
                raise self.wrong(f"'{name}' is not a table.", f"Write it as [{name}].", f"{key} =")
        return found

    def words(self, entry: Mapping[str, Any], key: str, default: str | None = None) -> str:
        """The text under `key`."""
        value = entry.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(f"'{key}' is missing or is not text.", f'Write {key} = "...".', *quoted(entry))
        return value

    def list_of_words(self, entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """The list of texts under `key`; empty where there is none."""
        value = entry.get(key, [])
        problem, cure = f"'{key}' is not a list of texts.", f'Write {key} = ["...", "..."].'
        if not isinstance(value, list):
            raise self.wrong(problem, cure, *quoted(entry))
        for at, item in enumerate(value):
            if not isinstance(item, str):
                raise self._wrong_item(problem, cure, entry, key, at)
        return tuple(value)

    def day(self, entry: Mapping[str, Any], key: str) -> date | None:
        """The date under `key`, None where there is none."""
        value = entry.get(key)
        if value is not None and type(value) is not date:
            raise self.wrong(
                f"'{key}' is not a date.", f"Write {key} = 2026-09-01, without quotes.", *quoted(entry)
            )
        return value

    def one_of(self, entry: Mapping[str, Any], key: str, allowed: Collection[str]) -> str:
        """The text under `key`, which must be one of `allowed`."""
        value = self.words(entry, key)
        if value not in allowed:
            raise self.wrong(*_not_allowed(value, key, allowed), *quoted(value), *quoted(entry))
        return value

    def some_of(self, entry: Mapping[str, Any], key: str, allowed: Collection[str]) -> tuple[str, ...]:
        """The list of texts under `key`, each one of `allowed`; empty where there is none."""
        values = self.list_of_words(entry, key)
        for at, value in enumerate(values):
            if value not in allowed:
                raise self._wrong_item(*_not_allowed(value, key, allowed), entry, key, at)
        return values

    def _wrong_item(
        self, problem: str, cure: str, entry: Mapping[str, Any], key: str, at: int
    ) -> SchoolFileError:
        """An error at the line of item `at` of the list under `key`."""
        line = line_in_list(self._text, key, entry[key], at)
        if line is None:
            return self.wrong(problem, cure, *quoted(entry[key][at]), *quoted(entry))
        return SchoolFileError(self.name, problem, cure, line)


def _not_allowed(value: str, key: str, allowed: Collection[str]) -> tuple[str, str]:
    """The problem and the cure."""
    return f"'{key}' is '{value}'.", f"Choose from: {', '.join(allowed)}."


def quoted(value: Any) -> Iterator[str]:
    """The texts in a value as the file writes them, by which its line is found."""
    if isinstance(value, str):
        yield f'"{value}"'
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from quoted(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quoted(inner)
