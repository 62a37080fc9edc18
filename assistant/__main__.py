"""The `assistant` command, also as python -m assistant: what channels, evaluation and learning offer.

None of these may import another, so that they are joined here.
"""

from pathlib import Path

from assistant.bootstrap import Assistant
from assistant.channels.cli import publishing
from assistant.channels.cli.app import app, main
from assistant.domain.trial import Trial
from assistant.evaluation.commands import evaluate
from assistant.evaluation.lead_commands import quiz
from assistant.ports import Progress

__all__ = ["app", "main", "retrained"]


def retrained(made: Assistant, cases: Path, progress: Progress) -> Trial:
    """Learn the heads anew from the published index, keep them aside, and try them on the cases.

    The encoder stays as it ships. Raises AssistantError, before anything is learnt, where there are no
    cases or where what is in force cannot be read.
    """
    # Only now: no other command may wait for what learning needs.
    from assistant.evaluation.trying import cases_to_try, tried
    from assistant.learning.training import train

    asked = cases_to_try(cases)
    made.load_all()
    index = made.published()
    name = made.keep_aside(train(index, made.encoder(), progress), index)
    return tried(made.settings, name, asked, progress)


publishing.register(app, retrained)
app.add_typer(evaluate, name="evaluate")
app.command()(quiz)

if __name__ == "__main__":
    main()
