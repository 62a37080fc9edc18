"""How much a language model is used, for those who pay for it."""

from datetime import timedelta
from typing import Annotated

import typer
from rich.table import Table

from assistant.bootstrap import assistant
from assistant.terminal import console


def usage(
    days: Annotated[int, typer.Option("--days", help="How many days to go back.", min=1, max=3660)] = 30,
) -> None:
    """Show by day how often the language model was asked and what came of it; never who asked."""
    made = assistant()
    table = Table("Day", "Calls", "Tokens", "Shown", "Fell back")
    for day in made.allowance.usage(made.clock.today() - timedelta(days=days - 1)):
        figures = (day.calls, day.tokens, day.shown, day.fell_back)
        table.add_row(f"{day.day:%d.%m.%y}", *map(str, figures))
    console().print(table if table.row_count else "No language model has been asked.")
