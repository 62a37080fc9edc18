"""A conversation with a lead in a terminal or through a pipe; it may be stopped at any time."""

from collections.abc import Sequence

from rich.text import Text

from assistant.terminal import console, harmless

STOP = "stop"


class Stopped(Exception):
    """The lead has typed 'stop', or there is nothing more to read."""


class Talk:
    """What is said and asked."""

    def __init__(self) -> None:
        self._out = console()

    def say(self, words: str = "", style: str = "") -> None:
        """Print words as they are, without the marks that would tell a terminal what to do."""
        self._out.print(Text(harmless(words), style=style))

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
