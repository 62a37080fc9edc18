"""The console that commands print to."""

import re
import sys

from rich.console import Console

# All control characters but the tab and the end of a line.
_MARKS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def console() -> Console:
    """As wide as the terminal; 80 columns through a pipe."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else 80)


def harmless(words: str) -> str:
    """Words that somebody typed, without the marks that would tell a terminal what to do."""
    return _MARKS.sub("\N{REPLACEMENT CHARACTER}", words)
