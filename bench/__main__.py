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
from bench.report import fingerprint, show, write

_CASES = Path("eval/development/cases")
_MESSAGES = Path("eval/development/triage")
_MEASURED = tuple(map(Path, ("assistant", "bench", "corpus", "eval", "prompts")))
_LATER_STEPS = 16


def main() -> None:
    """Measure, print, keep."""
    began, source = time.perf_counter(), fingerprint(_MEASURED)
    columns = (TextColumn("{task.description:<36}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as scratch,
        Progress(*columns, console=Console(stderr=True)) as bar,
    ):
        task = bar.add_task("starting", total=speed.steps() + _LATER_STEPS)
        parts = _measured(Path(scratch), lambda done: bar.update(task, advance=1, description=done))
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)
    show(console, parts)
    steady = fingerprint(_MEASURED) == source
    if not steady:
        console.print(
            "Files were edited during the run: the tables do not describe one state.", style="bold red"
        )
    write(Settings().home / "bench.json", parts, time.perf_counter() - began, source, steady)


def _measured(scratch: Path, tell: speed.Tell) -> dict[str, list[Measure]]:
    places = speed.Places(scratch, scratch / "home")
    parts = {
        "Publish": speed.publishing(places, tell),
        "Cold": speed.cold(places, tell),
        "Warm": speed.warm(places, _CASES, tell),
    }
    # Only now: whatever this process holds would count as the memory of the processes it measures.
    from assistant.bootstrap import assistant
    from bench.evaluating import evaluating
    from bench.handing_off import deciding, intake
    from bench.quality import quality
    from bench.scale import scale
    from bench.slack import answering_in_slack
    from bench.steps import steps

    made = assistant(Settings(home=places.home))
    parts["Answers to eval/development/cases"] = quality(made, _CASES, places, tell)
    parts["Triage of eval/development/triage"] = deciding(made, _MESSAGES, tell)
    parts["Hand-off"] = intake(made, tell)
    parts["Retrieval, step by step"] = steps(made, _CASES, tell)
    parts["Evaluation"] = evaluating(places, tell)
    parts["Slack"] = answering_in_slack(made, scratch, _CASES, tell)
    parts["Growth"] = scale(made, scratch / "grown", _CASES, tell)
    return parts


if __name__ == "__main__":
    main()
