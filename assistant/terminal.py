"""The terminal of whoever runs a command: what is printed to it, and what shows that work goes on."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from rich.console import Console

from assistant.ports import Progress

# All control characters but the tab and the end of a line.
_MARKS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def console(piped: int = 80) -> Console:
    """As wide as the terminal; `piped` columns through a pipe."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else piped)


def harmless(words: str) -> str:
    """Words that somebody typed, without the marks that would tell a terminal what to do."""
    return _MARKS.sub("\N{REPLACEMENT CHARACTER}", words)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """One bar for each kind of work, on standard error."""
    # Only now: an answer has no bar, and must not wait for one.
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True)) as bar:
        tasks: dict[str, TaskID] = {}

        def told(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield told


@contextmanager
def spinner() -> Iterator[Callable[[str], None]]:
    """Shows the sentence it was last told until the block ends, on standard error, and in no pipe or file."""
    if not sys.stderr.isatty():
        yield lambda sentence: None
        return
    # Only now, as for the bar.
    from rich.live import Live
    from rich.spinner import Spinner
    from rich.text import Text

    # It may be told something by a thread that outlasts the block.
    over, turn = False, Lock()
    shown = Live(console=Console(stderr=True), transient=True)

    def told(sentence: str) -> None:
        with turn:
            if not over:
                shown.start()
                shown.update(Spinner("dots", Text(sentence)), refresh=True)

    try:
        yield told
    finally:
        with turn:
            over = True
            shown.stop()
