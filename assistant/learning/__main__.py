"""python -m assistant.learning: train what ships, from the leads' tables and the published policies."""

import sys
from pathlib import Path

from rich.console import Console

from assistant.bootstrap import Assistant, assistant
from assistant.errors import AssistantError
from assistant.learning.encoder_training import Material, train_encoder
from assistant.learning.training import taught_and_kept_back, train
from assistant.ports import Progress
from assistant.terminal import progress_bar


def main() -> None:
    """Train, and write what was learnt where it ships."""
    with progress_bar() as progress:
        written = (_encoder(assistant(), progress), *_heads(assistant(), progress))
    for path in written:
        Console().print(f"Written: {path}")


def _encoder(made: Assistant, progress: Progress) -> Path:
    index, learner = made.published(), made.adaptable_encoder()
    taught, _ = taught_and_kept_back(made.policy_files.examples())
    material = Material(taught, index.passages, made.practice, made.triage_examples)
    return made.keep_adapter(learner, *train_encoder(material, learner, learner.dimensions, progress))


def _heads(made: Assistant, progress: Progress) -> tuple[Path, ...]:
    """What reads the vectors of the encoder as it is now."""
    made.publish.publish(progress)
    heads = train(made.published(), made.encoder(), progress)
    return made.triage_publisher.ship(), made.keep_learnt(heads)


if __name__ == "__main__":
    try:
        main()
    except AssistantError as error:
        sys.exit(str(error))
