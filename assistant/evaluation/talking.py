"""A conversation with a lead in a terminal or through a pipe; it may be stopped at any time."""

import re
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

STOP = "stop"
# All control characters but the tab and the end of a line.
_MARKS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Stopped(Exception):
    """The lead has typed 'stop', or there is nothing more to read."""


class Talk:
    """What is said and asked."""

    def __init__(self) -> None:
        self._out = Console(highlight=False, width=None if sys.stdout.isatty() else 80)

    def say(self, words: str = "", style: str = "") -> None:
        """Print words as they are, without the marks that would tell a terminal what to do."""
        self._out.print(Text(_MARKS.sub("\N{REPLACEMENT CHARACTER}", words), style=style))

    def ask(self, question: str, needed: bool = False) -> str:
        """What the lead types, without spaces around it; asked again while it is `needed` and empty."""
        while True:
            self.say(f"\n{question}", style="bold")
            try:
                typed = " ".join(self._out.input("> ").split())
            except (EOFError, KeyboardInterrupt):
                raise Stopped from None
            if typed.lower() == STOP:
                raise Stopped
            if typed or not needed:
                return typed
            self.say("Please type something, or 'stop' to leave everything as it was.")

    def choose(self, question: str, options: Sequence[str]) -> int:
        """The place of the option that the lead chose by its number or its words, from 0."""
        self.say(f"\n{question}", style="bold")
        for number, option in enumerate(options, 1):
            self.say(f"  {number}  {option}")
        while True:
            typed = self.ask(f"A number from 1 to {len(options)}:", needed=True)
            if typed.isdecimal() and 1 <= int(typed) <= len(options):
                return int(typed) - 1
            same = [place for place, option in enumerate(options) if option.lower() == typed.lower()]
            if same:
                return same[0]

    def agrees(self, question: str) -> bool:
        """Whether the lead says yes."""
        while True:
            typed = self.ask(f"{question} (yes or no)", needed=True).lower()
            if typed in {"y", "yes", "n", "no"}:
                return typed.startswith("y")
