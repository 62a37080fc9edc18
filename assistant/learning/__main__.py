"""python -m assistant.learning: train what ships, from the leads' tables and the published policies."""

import sys
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from assistant.bootstrap import Assistant, assistant
from assistant.errors import AssistantError
from assistant.learning.encoder_training import Material, train_encoder
from assistant.learning.training import taught_and_kept_back, train
from assistant.ports import Progress as Told


def main() -> None:
    """Train, and write what was learnt where it ships."""
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        tasks = {}

        def progress(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        written = (_encoder(assistant(), progress), *_heads(assistant(), progress))
    for path in written:
        Console().print(f"Written: {path}")


def _encoder(made: Assistant, progress: Told) -> Path:
    index, learner = made.published(), made.adaptable_encoder()
    taught, _ = taught_and_kept_back(made.policy_files.examples())
    material = Material(taught, index.passages, made.practice, made.triage_examples)
    return made.keep_adapter(learner, *train_encoder(material, learner, learner.dimensions, progress))


def _heads(made: Assistant, progress: Told) -> tuple[Path, ...]:
    """What reads the vectors of the encoder as it is now."""
    made.publish.publish(progress)
    learnt = train(made.published(), made.encoder(), progress)
    return (made.triage_publisher.ship(), *made.keep_learnt(learnt.heads, learnt.bridge))


if __name__ == "__main__":
    try:
        main()
    except AssistantError as error:
        sys.exit(str(error))
