"""The default answers and those with the language model on the terminal, side by side."""

from rich.console import Console
from rich.table import Table

from assistant.evaluation.page_meanings import title
from assistant.evaluation.page_model import facts, faults, must_be_none, say, verdict
from assistant.evaluation.page_words import Json, percent


def show_beside(out: Console, part: Json | None) -> None:
    """The part `with_model` of a report; nothing where there is no model."""
    if part is None:
        return
    table = Table(title=say(part))
    table.add_column("Score")
    for heading in ("Without", "With the model", "Points"):
        table.add_column(heading, justify="right")
    for one in part["scores"]:
        points = 100 * (one["with_model"] - one["default"])
        shown = f"[bold red]{points:+.1f}[/]" if one["lost"] else f"{points:+.1f}"
        table.add_row(title(one["name"]), percent(one["default"]), percent(one["with_model"]), shown)
    out.print(table)
    for name, value in facts(part):
        out.print(f"{name}: {value}", soft_wrap=True, highlight=False)
    for row in must_be_none(part):
        out.print(f"{row.what}: {row.number:,}", style="bold red" if row.number else "")
    out.print(verdict(part), style="bold red" if faults(part) else "")
