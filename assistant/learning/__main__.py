"""python -m assistant.learning: train what ships, from the leads' tables and the published index."""

import sys
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from assistant.bootstrap import Assistant, assistant
from assistant.errors import AssistantError, NotPublished
from assistant.learning.training import train
from assistant.learning.triage_adapter import train_adapter
from assistant.ports import Progress as Told


def main() -> None:
    """Train, and write what was learnt where it ships."""
    made = assistant()
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        tasks = {}

        def progress(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        written = (*_triage(made, progress), *_retrieval(made, progress))
    for path in written:
        Console().print(f"Written: {path}")


def _triage(made: Assistant, progress: Told) -> tuple[Path, Path]:
    layers, run = made.adaptable_layers()
    encoder = made.triage_encoder()
    learnt = train_adapter(made.triage_examples, made.policy_questions, encoder, layers, run, progress)
    return made.keep_adapter(*learnt, progress)


def _retrieval(made: Assistant, progress: Told) -> tuple[Path, Path]:
    index = made.shelf.current()
    if index is None:
        raise NotPublished("No policies have been published yet. Run `assistant publish`.")
    learnt = train(index, made.encoder(), progress)
    return made.keep_learnt(learnt.heads, learnt.bridge)


if __name__ == "__main__":
    try:
        main()
    except AssistantError as error:
        sys.exit(str(error))
