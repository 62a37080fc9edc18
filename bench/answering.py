"""Answer the questions given as a JSON list, one after the other, and print how long each took.

Everything counts: from the message to the answer as `assistant chat` prints it,
with the queue of gaps written. bench/speed.py runs this in a process of its own.
"""

import io
import json
import sys
import time

from rich.console import Console

from assistant.bootstrap import assistant
from assistant.channels.cli.answers import show
from assistant.domain.message import Message

_FIRST = 10


def main() -> None:
    """Print the seconds as JSON."""
    made, console = assistant(), Console(file=io.StringIO(), width=80)
    questions = [Message(text) for text in json.load(sys.stdin)]
    for message in questions[:_FIRST]:
        made.ask.ask(message)
    seconds = []
    for message in questions:
        begin = time.perf_counter()
        show(console, made.ask.ask(message))
        seconds.append(time.perf_counter() - begin)
    json.dump({"seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
