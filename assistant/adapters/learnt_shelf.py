"""What a school has learnt from its own tables: a folder each, and a file that says which is in force."""

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.adapters.building_site import building_site, newest_first
from assistant.adapters.heads_file import read_heads, write_heads
from assistant.domain.heads import Heads
from assistant.errors import AssistantError, SchoolFileError

HEADS = "heads.json"
_ABOUT = "about.json"
_KEPT = 3
_GO_BACK = "Run `assistant publish --undo`."
_AGAIN = "Run `assistant publish --retrain`."


@dataclass(frozen=True, slots=True)
class About:
    """When something was learnt, and the digest of the encoder whose vectors it reads."""

    encoder: str
    on: date


class LearntShelf:
    """Folders below `home`, named after their content, that never change once they are written.

    The file `current` has the name in force in its first line, and below it those that were in force
    before; where it is missing or empty, what ships is in force. A process that is answering goes on
    with what it has read until it looks again. The last three stay on disk.
    """

    def __init__(self, home: Path) -> None:
        self._home = home

    @property
    def pointer(self) -> Path:
        """The file that another one replaces at each switch."""
        return self._home / "current"

    def current(self) -> str | None:
        """The name of what is in force, None for what ships."""
        return next(iter(self._history()), None)

    def keep(self, heads: Heads, about: About) -> str:
        """Put it beside the others, not in force; returns its name. The same twice has the same name."""
        with building_site(self._home) as site:
            made = site / "learnt"
            made.mkdir()
            write_heads(made / HEADS, heads)
            told = {"encoder": about.encoder, "on": about.on.isoformat()}
            (made / _ABOUT).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
            name = _name(about.encoder, made)
            target = self._home / name
            if target.exists():
                target.rename(site / "before")
            made.rename(target)
            self._tidy(site)
        return name

    def read(self, name: str, cure: str = _GO_BACK) -> Heads:
        """What was learnt. Raises SchoolFileError where anything of it is missing or has changed."""
        folder, encoder = self._home / name, self.about(name, cure).encoder
        try:
            if _name(encoder, folder) == name:
                return read_heads(folder / HEADS)
        except (OSError, SchoolFileError) as error:
            raise _damaged(name, cure) from error
        raise _damaged(name, cure)

    def whole(self, name: str) -> bool:
        """Whether it can still be read."""
        try:
            self.read(name)
        except SchoolFileError:
            return False
        return True

    def about(self, name: str, cure: str = _GO_BACK) -> About:
        """What it was learnt with. Raises SchoolFileError where that cannot be read."""
        try:
            told = json.loads((self._home / name / _ABOUT).read_text(encoding="utf-8"))
            return About(str(told["encoder"]), date.fromisoformat(told["on"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _damaged(name, cure) from error

    def file(self, name: str) -> Path:
        """Where its heads lie."""
        return self._home / name / HEADS

    def switch(self, name: str, encoder: str) -> None:
        """Put what has this name in force, for every process.

        Raises AssistantError where there is none, or where it was not learnt with `encoder`.
        """
        if name not in self._names():
            there = ", ".join(self._names()) or "none"
            raise AssistantError(f"Nothing that was learnt is called {name}. There are: {there}.")
        self.read(name, _AGAIN)
        if self.about(name).encoder != encoder:
            raise AssistantError(f"{name} was learnt with another encoder. {_AGAIN}")
        with building_site(self._home) as site:
            history = self._history()
            if history[:1] != [name]:
                os.utime(self._home / name)
                self._point([name, *history][:_KEPT], site)

    def undo(self) -> str | None:
        """Go back to what was in force before the last switch; returns its name, None for what ships.

        Raises AssistantError where nothing but what ships has been in force.
        """
        with building_site(self._home) as site:
            history = self._history()
            if not history:
                raise AssistantError("What ships is in force: there is nothing to go back to.")
            self._point(history[1:], site)
        return self.current()

    def _history(self) -> list[str]:
        try:
            return self.pointer.read_text(encoding="utf-8", errors="replace").split()
        except FileNotFoundError:
            return []

    def _point(self, history: list[str], site: Path) -> None:
        fresh = site / "current"
        fresh.write_text("".join(f"{name}\n" for name in history), encoding="utf-8")
        fresh.replace(self.pointer)

    def _names(self) -> list[str]:
        """All folders, the last one that was learnt or switched to first."""
        return [path.name for path in newest_first(self._home)] if self._home.is_dir() else []

    def _tidy(self, site: Path) -> None:
        """The oldest go, but for those that an undo may go back to."""
        needed = self._history()
        for name in self._names()[_KEPT:]:
            if name not in needed:
                (self._home / name).rename(site / name)


def _name(encoder: str, folder: Path) -> str:
    whole = hashlib.sha256(encoder.encode())
    whole.update((folder / HEADS).read_bytes())
    return whole.hexdigest()[:12]


def _damaged(name: str, cure: str) -> SchoolFileError:
    return SchoolFileError(f"learnt/{name}", "What was learnt is missing or damaged.", cure)
