"""`assistant evaluate`: run the cases, show the scores, write the report."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assistant.evaluation.lead_commands import register
from assistant.terminal import console, progress_bar

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
    """Run every case of eval/, show the scores and write the report; exit status 1 below a floor.

    With ASSISTANT_MODEL each answer stands beside itself with the language model, and it is 1 too where that
    one shows anything untrue, or a score is more than a point lower.
    """
    if context.invoked_subcommand:
        return
    # Only now: asking must not wait for what evaluating needs.
    from assistant.evaluation.beside import holds
    from assistant.evaluation.evaluating import FLOORS, evaluated, floors_of, reported
    from assistant.evaluation.terminal import WIDE, show_end, show_scores
    from assistant.evaluation.terminal_model import show_beside
    from assistant.evaluation.thresholds import proposed, with_floors

    given = None if floors else floors_of(folder)
    with progress_bar() as progress:
        done = evaluated(folder, repeat, progress)
    if given is None:
        typer.echo(proposed(done.scores), nl=False)
        return
    scores = with_floors(done.scores, given, folder / FLOORS)
    target, report, _ = reported(done, scores, folder, date.today())
    out = console(WIDE)
    show_scores(out, scores, done.run)
    show_beside(out, report["with_model"])
    out.print(f"The report: {target}", soft_wrap=True)
    show_end(out, scores)
    if any(score.below for score in scores) or not holds(done.run):
        raise typer.Exit(1)
