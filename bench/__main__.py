"""python -m bench: every measure of the project in one run, printed and kept in var/bench.json."""

import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from assistant.settings import Settings
from bench import speed
from bench.measure import Measure
from bench.report import show, write

_CASES = Path("eval/cases")
_LATER_STEPS = 8


def main() -> None:
    """Measure, print, keep."""
    began = time.perf_counter()
    columns = (TextColumn("{task.description:<36}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as scratch,
        Progress(*columns, console=Console(stderr=True)) as bar,
    ):
        task = bar.add_task("starting", total=speed.steps() + _LATER_STEPS)
        parts = _measured(Path(scratch), lambda done: bar.update(task, advance=1, description=done))
    show(Console(highlight=False, width=None if sys.stdout.isatty() else 110), parts)
    write(Settings().home / "bench.json", parts, time.perf_counter() - began)


def _measured(scratch: Path, tell: speed.Tell) -> dict[str, list[Measure]]:
    places = speed.Places(scratch, scratch / "home")
    parts = {
        "Publish": speed.publishing(places, tell),
        "Cold": speed.cold(places, tell),
        "Warm": speed.warm(places, _CASES, tell),
    }
    # Only now: whatever this process holds would count as the memory of the processes it measures.
    from assistant.bootstrap import assistant
    from bench.quality import quality
    from bench.scale import scale
    from bench.steps import steps

    made = assistant(Settings(home=places.home))
    parts["Answers to eval/cases"] = quality(made, _CASES, places, tell)
    parts["Retrieval, step by step"] = steps(made, _CASES, tell)
    parts["Growth"] = scale(made, scratch / "grown", _CASES, tell)
    return parts


if __name__ == "__main__":
    main()
