"""A run on the terminal: the bar while it goes on, then the table of scores."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from assistant.evaluation.page_meanings import STAGES, title
from assistant.evaluation.page_words import between, counted, percent
from assistant.evaluation.results import Run
from assistant.evaluation.score import Score, rounded
from assistant.ports import Progress


def console() -> Console:
    """As wide as the terminal; wide enough for the table through a pipe."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else 100)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """One bar for each kind of work, on standard error."""
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True)) as bar:
        tasks: dict[str, int] = {}

        def told(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)  # type: ignore[arg-type]

        yield told


def show_scores(out: Console, scores: Sequence[Score], run: Run) -> None:
    """Every score with its interval and floor, and how many cases broke."""
    table = Table(title="Scores; in brackets where the true value lies in 95 of 100 such sets")
    table.add_column("Score")
    for heading in ("Reached", "Interval", "Cases", "Floor"):
        table.add_column(heading, justify="right")
    table.add_column("")
    stage = ""
    for score in scores:
        if score.stage != stage:
            stage = score.stage
            table.add_section()
            table.add_row(f"[bold]{STAGES[stage][0]}[/]")
        within = f"({between(rounded(score.low), rounded(score.high))})"
        floor = "" if score.floor is None else percent(score.floor)
        mark = "" if score.floor is None else "[bold red]below[/]" if score.below else "[green]reached[/]"
        table.add_row(title(score.name), _shown(score), within, str(score.n), floor, mark)
    out.print(table)
    asked, sent = counted(len(run.answers), "question"), counted(len(run.triage), "message")
    out.print(f"{asked} and {sent}; {run.errors} broke or took too long.")


def show_end(out: Console, scores: Sequence[Score]) -> None:
    """Whether every floor is reached, and else which is not."""
    below = [score for score in scores if score.below]
    for score in below:
        words = f"“{title(score.name)}” is {_shown(score)}"
        out.print(f"{words}, and must be {percent(score.floor or 0.0)} at least.", style="bold red")
    if not below:
        out.print("Every floor is reached.")


def _shown(score: Score) -> str:
    return percent(rounded(score.value))
