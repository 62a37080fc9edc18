"""python -m assistant.learning: train the heads from the published example questions."""

import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from assistant.bootstrap import assistant
from assistant.errors import AssistantError, NotPublished
from assistant.learning.training import train


def main() -> None:
    """Train, and write the heads where they ship."""
    made = assistant()
    index = made.shelf.current()
    if index is None:
        raise NotPublished("No policies have been published yet. Run `assistant publish`.")
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        tasks = {
            what: bar.add_task(what, total=None) for what in ("encoding", "bridges", "ranking", "reading")
        }

        def progress(what: str, done: int, total: int) -> None:
            bar.update(tasks[what], completed=done, total=total)

        learnt = train(index, made.encoder(), progress)
    for path in made.keep_learnt(learnt.heads, learnt.bridge):
        Console().print(f"Written: {path}")


if __name__ == "__main__":
    try:
        main()
    except AssistantError as error:
        sys.exit(str(error))
