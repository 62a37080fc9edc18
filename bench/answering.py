"""Answer the questions given as a JSON list, one after the other, and print how long each took.

Everything counts from the message to the verified answer, with the queue of gaps
written; printing does not, as it does not for the plain script. bench/speed.py runs
this in a process of its own.
"""

import json
import sys
import time

from assistant.bootstrap import assistant
from assistant.domain.message import Message

_FIRST = 10


def main() -> None:
    """Print the seconds as JSON."""
    made = assistant()
    questions = [Message(text) for text in json.load(sys.stdin)]
    for message in questions[:_FIRST]:
        made.ask.ask(message)
    seconds = []
    for message in questions:
        begin = time.perf_counter()
        made.ask.ask(message)
        seconds.append(time.perf_counter() - begin)
    json.dump({"seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
