"""Where a report goes, and with which it is compared: no earlier one is ever written over by another."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.evaluation.reporting import as_text

Json = Mapping[str, Any]
_FOLDER = re.compile(r"(\d{4}-\d\d-\d\d)(?:-(\d+))?")
_PARTS = {"answers", "triage", "scores", "date"}


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of a report, and the last report that says anything else; None where there is none."""

    folder: Path
    before: Json | None


def place_of(report: Json, folder: Path, on: date) -> Place:
    """Below `folder` the day's name, <day>-2 for its second report, and so on.

    A report that says the same as the day's last one, to the byte, takes its place.
    """
    day = on.isoformat()
    held = sorted(_reports(folder, day), reverse=True)
    latest = held[0] if held else None
    if latest and latest[0] == day and _text(latest[2]) == as_text(report):
        return Place(latest[2], _newest(held[1:]))
    number = latest[1] + 1 if latest and latest[0] == day else 1
    return Place(folder / (day if number == 1 else f"{day}-{number}"), _newest(held))


def _reports(folder: Path, day: str) -> Iterator[tuple[str, int, Path]]:
    """Day, number from 1 and folder of each report that is not of a later day."""
    for path in folder.glob("*/report.json"):
        named = _FOLDER.fullmatch(path.parent.name)
        if named and named[1] <= day:
            yield named[1], int(named[2] or 1), path.parent


def _newest(held: list[tuple[str, int, Path]]) -> Json | None:
    """One that an older version wrote, or that somebody cut short, counts as none."""
    for _, _, folder in held:
        try:
            found = json.loads(_text(folder))
        except (OSError, ValueError):
            continue
        if isinstance(found, dict) and found.keys() >= _PARTS:
            return found
    return None


def _text(folder: Path) -> str:
    return (folder / "report.json").read_text(encoding="utf-8", errors="replace")
