"""The console that commands print to."""

import sys

from rich.console import Console


def console() -> Console:
    """As wide as the terminal; 80 columns through a pipe."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else 80)
