"""A run on the terminal: the table of scores."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from assistant.evaluation.page_meanings import STAGES, title
from assistant.evaluation.page_words import between, counted, percent
from assistant.evaluation.results import Run
from assistant.evaluation.score import Score, rounded

# Columns through a pipe: the table has to fit.
WIDE = 100


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
