"""prompts/triage/: messages that teach triage, and the words it looks for."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from assistant.adapters.school_files.table_file import Row, read_table
from assistant.adapters.school_files.toml_file import TomlFile
from assistant.domain.phrases import plain_words
from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned, Route, TriageExample, TriageWords

COLUMNS = ("message", "route", "category", "emergency", "concerns", "style", "asker")
_Choice = TypeVar("_Choice", bound=StrEnum)


def read_triage_tables(folder: Path) -> tuple[TriageExample, ...]:
    """Every message of the tables in `folder`, in the order of file names and rows.

    Raises SchoolFileError at a row that contradicts itself or holds an unknown word.
    """
    return tuple(example for path in sorted(folder.glob("*.csv")) for example in _examples(path))


def read_triage_words(path: Path) -> TriageWords:
    """The words that triage looks for."""
    file = TomlFile(path)
    roles = file.table("roles")
    for name in roles:
        if name not in {role.value for role in Role}:
            choice = ", ".join(role.value for role in Role)
            raise file.wrong(f"There is no role '{name}'.", f"Choose one of: {choice}.", f"{name} =")
    return TriageWords(
        danger=_phrases(file, file.tables, "danger"),
        roles={Role(name): _phrases(file, roles, name) for name in roles},
        restricted=_phrases(file, file.tables, "restricted"),
        yes=_phrases(file, file.tables, "yes"),
        no=_phrases(file, file.tables, "no"),
    )


def _phrases(file: TomlFile, entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    phrases = (plain_words(phrase).strip() for phrase in file.list_of_words(entry, key))
    return tuple(phrase for phrase in phrases if phrase)


def _examples(path: Path) -> Iterator[TriageExample]:
    for row in read_table(path, COLUMNS):
        cells = row.cells
        if not cells["message"]:
            raise row.wrong("message", "The message is empty.", "Type one or take the row out.")
        route = _chosen(row, "route", cells["route"], Route)
        names = [name.strip() for name in cells["category"].split(";") if name.strip()]
        categories = tuple(dict.fromkeys(_chosen(row, "category", name, Category) for name in names))
        if (route is Route.LIVE_INCIDENT) != bool(categories):
            raise row.wrong(
                "category",
                f"The route is '{route.value}' and the category '{cells['category']}'.",
                "Give a live incident a category, and nothing else one.",
            )
        concerns, emergency = cells["concerns"], _yes_or_no(row)
        if route is not Route.LIVE_INCIDENT and (concerns or emergency):
            raise row.wrong(
                "emergency" if emergency else "concerns",
                f"The route is '{route.value}', but the row names an emergency or whom it concerns.",
                "Say so of a live incident only.",
            )
        yield TriageExample(
            cells["message"],
            route,
            categories,
            emergency,
            _chosen(row, "concerns", concerns, Concerned) if concerns else None,
            cells["style"],
            path.stem,
        )


def _chosen(row: Row, column: str, given: str, choices: type[_Choice]) -> _Choice:
    try:
        return choices(given)
    except ValueError:
        allowed = ", ".join(choice.value for choice in list(choices))
        raise row.wrong(column, f"The {column} is '{given}'.", f"Choose one of: {allowed}.") from None


def _yes_or_no(row: Row) -> bool:
    given = row.cells["emergency"].lower()
    if given not in {"yes", "no", ""}:
        raise row.wrong("emergency", f"The emergency is '{given}'.", "Write yes or no.")
    return given == "yes"
