"""The bench on a terminal and as JSON."""

import hashlib
import json
import os
import platform
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.measure import Measure

Parts = Mapping[str, Sequence[Measure]]
_MEASURED = ("", "s", "ms", "MB")
_MARKS = {True: "[green]met[/]", False: "[bold red]not met[/]", None: ""}


def show(console: Console, parts: Parts) -> None:
    """A table for each part."""
    for title, measures in parts.items():
        compared = any(measure.other is not None for measure in measures)
        table = Table(title=title, title_justify="left", title_style="bold")
        table.add_column("What")
        table.add_column("Measured", justify="right")
        if compared:
            table.add_column("Against", justify="right")
            table.add_column("Ratio", justify="right")
        table.add_column("Target")
        table.add_column("")
        for measure in measures:
            beside = [number(measure.other, measure.unit), number(measure.ratio)] if compared else []
            mark = _MARKS[measure.met]
            table.add_row(measure.what, number(measure.value, measure.unit), *beside, measure.target, mark)
        console.print(table)
    judged = [measure.met for measures in parts.values() for measure in measures if measure.met is not None]
    console.print(f"{sum(judged)} of {len(judged)} targets met.")


def number(value: float | None, unit: str = "") -> str:
    """A number as people read it: three figures or more, and its unit."""
    if value is None:
        return ""
    if value == int(value) and unit not in _MEASURED:
        said = f"{int(value)}"
    else:
        said = f"{value:.0f}" if abs(value) >= 100 else f"{value:.2f}"
    return f"{said} {unit}".rstrip()


def fingerprint(folders: Sequence[Path]) -> str:
    """Names the content of all files below the folders, compiled ones left out."""
    digest = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def write(path: Path, parts: Parts, seconds: float, source: str, steady: bool) -> None:
    """Keep every number, with what was measured, on which machine, and how busy that was.

    `source` is the fingerprint of what was measured; `steady` says that it was the same at the end.
    """
    about = {
        "at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
        "source": source,
        "steady": steady,
        "processors": len(os.sched_getaffinity(0)),
        "machine": platform.platform(),
        "python": platform.python_version(),
        "load": os.getloadavg(),
    }
    listed = {title: [measure.as_json() for measure in measures] for title, measures in parts.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"about": about, "parts": listed}, indent=2) + "\n")
