"""`assistant evaluate`: run the cases, show the scores, write the report."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assistant.evaluation.lead_commands import register

evaluate = typer.Typer()
register(evaluate)


@evaluate.callback(invoke_without_command=True)
def run(
    context: typer.Context,
    folder: Annotated[Path, typer.Option(help="Where cases, thresholds and reports are.")] = Path("eval"),
    repeat: Annotated[int, typer.Option(help="How often each case runs.", min=1)] = 1,
    floors: Annotated[
        bool, typer.Option("--floors", help="Print floors that follow from the scores, and write nothing.")
    ] = False,
) -> None:
    """Run every case of eval/, show the scores and write the report; exit status 1 below a floor."""
    if context.invoked_subcommand:
        return
    # Only now: asking must not wait for what evaluating needs.
    from assistant.evaluation.evaluating import FLOORS, evaluated, floors_of, reported
    from assistant.evaluation.terminal import console, progress_bar, show_end, show_scores
    from assistant.evaluation.thresholds import proposed, with_floors

    given = None if floors else floors_of(folder)
    with progress_bar() as progress:
        done = evaluated(folder, repeat, progress)
    if given is None:
        typer.echo(proposed(done.scores), nl=False)
        return
    scores = with_floors(done.scores, given, folder / FLOORS)
    target, _, _ = reported(done, scores, folder, date.today())
    out = console()
    show_scores(out, scores, done.run)
    out.print(f"The report: {target}", soft_wrap=True)
    show_end(out, scores)
    if any(score.below for score in scores):
        raise typer.Exit(1)
