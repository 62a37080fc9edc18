"""`assistant publish`: the policies become the index that answers, and what leads teach comes into force."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.bootstrap import Assistant, assistant
from assistant.channels.cli.reading import show_publish
from assistant.domain.trial import Trial
from assistant.ports import Progress
from assistant.terminal import console, harmless, progress_bar

Retrain = Callable[[Assistant, Path, Progress], Trial]


def register(app: typer.Typer, retrain: Retrain) -> None:
    """Add `publish`. `retrain` learns anew and tries what it has learnt on the cases of a folder."""

    def publish(
        again: Annotated[
            bool,
            typer.Option(
                "--retrain",
                help="Then learn from prompts/questions, and compare before anything is switched.",
            ),
        ] = False,
        yes: Annotated[
            bool, typer.Option("--yes", help="With --retrain: switch to what was learnt without asking.")
        ] = False,
        cases: Annotated[
            Path, typer.Option("--eval", help="With --retrain: the folder of the evaluation.")
        ] = Path("eval"),
        switch: Annotated[
            str | None, typer.Option("--switch", help="Only switch to what was learnt under this name.")
        ] = None,
        undo: Annotated[
            bool, typer.Option("--undo", help="Only go back to what was in force before the last switch.")
        ] = False,
    ) -> None:
        """Read the policy files and make them the index that answers."""
        if sum((again, bool(switch), undo)) > 1:
            raise typer.BadParameter("Give one of --retrain, --switch and --undo.")
        if yes and not again:
            raise typer.BadParameter("--yes goes with --retrain.")
        made = assistant()
        if undo:
            _undone(made)
        elif switch:
            _switched(made, switch)
        else:
            _published(made, cases if again else None, retrain, yes)

    app.command()(publish)


def _published(made: Assistant, cases: Path | None, retrain: Retrain, yes: bool) -> None:
    """Publish; where there are cases, learn and offer what was learnt. Ends with 1 if a file was refused."""
    with progress_bar() as progress:
        report = made.publish.publish(progress)
    show_publish(console(), report)
    if cases is None:
        if made.learnt.current():
            _say_what_is_in_force(made)
    else:
        with progress_bar() as progress:
            trial = retrain(made, cases, progress)
        _offered(made, trial, yes)
    if report.refused:
        raise typer.Exit(1)


def _offered(made: Assistant, trial: Trial, yes: bool) -> None:
    """Show what would change, and switch if that is wanted."""
    out = console()
    _show_trial(out, trial)
    if made.learnt_in_force() == trial.name:
        out.print("This is what is in force already.")
    elif yes or (at_a_terminal() and typer.confirm("Switch to what was learnt?")):
        _switched(made, trial.name)
    else:
        out.print("It is kept, and not in force. To switch to it:")
        out.print(f"  assistant publish --switch {trial.name}")


def at_a_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty()


def _switched(made: Assistant, name: str) -> None:
    made.switch_to(name)
    _say_what_is_in_force(made)
    console().print("To go back: assistant publish --undo")


def _undone(made: Assistant) -> None:
    left = made.learnt.current()
    made.learnt.undo()
    _say_what_is_in_force(made)
    if left and made.learnt.whole(left):
        console().print(f"To take that back: assistant publish --switch {left}")


def _say_what_is_in_force(made: Assistant) -> None:
    """Raises SchoolFileError where it cannot be read."""
    out, name = console(), made.learnt.current()
    if name is None:
        out.print("In force: what ships.")
        return
    made.learnt.read(name)
    named = f"what was learnt on {made.learnt.about(name).on:%d %B %Y} ({name})"
    if made.learnt_in_force():
        out.print(f"In force: {named}.")
    else:
        # Made for the vectors of another encoder it would mislead.
        out.print(f"In force: what ships, for {named} does not fit the encoder of now.", style="yellow")
        out.print("Run `assistant publish --retrain`.", style="yellow")


def _show_trial(out: Console, trial: Trial) -> None:
    table = Table(title="The cases of the evaluation, now and with what was learnt")
    for heading in ("Stage", "Score"):
        table.add_column(heading)
    for heading in ("Now", "Learnt", "Change"):
        table.add_column(heading, justify="right")
    stage = ""
    for score in trial.scores:
        shown, stage = ("" if score.stage == stage else score.stage), score.stage
        now, learnt = (f"{100 * value:.1f} %" for value in (score.before, score.after))
        change = round(100 * (score.after - score.before), 1)
        style = "green" if change > 0 else "red" if change < 0 else ""
        table.add_row(
            shown, score.name.replace("_", " "), now, learnt, Text(f"{change:+.1f}" if change else "", style)
        )
    out.print(table)
    better, worse = len(trial.better), len(trial.worse)
    out.print(f"Of {trial.cases} questions {better} got better and {worse} got worse.")
    for one in trial.worse:
        out.print(Text(f"  worse: {harmless(one.question)}"))
        for reason in one.why:
            out.print(Text(f"         {reason}", style="dim"))
