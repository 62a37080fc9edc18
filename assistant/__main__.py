"""The `assistant` command, also as python -m assistant: what the channels offer, and the evaluation.

Neither of these may import the other, so that they are joined here.
"""

from assistant.channels.cli.app import app, main
from assistant.evaluation.commands import evaluate
from assistant.evaluation.lead_commands import quiz

__all__ = ["app", "main"]

app.add_typer(evaluate, name="evaluate")
app.command()(quiz)

if __name__ == "__main__":
    main()
