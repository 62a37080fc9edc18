"""The published indexes on disk: one folder each, and a pointer that is switched in one rename."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.adapters.building_site import building_site, newest_first
from assistant.adapters.index_builder import build, content_digest
from assistant.adapters.index_folder import Content, FolderIndex
from assistant.domain.example import Example
from assistant.domain.policy import Policy
from assistant.ports import Encoder, Progress, Published

_KEPT = 3


class FolderShelf:
    """Indexes below `home`; the file `current` names the one that answers.

    A process that is answering keeps the folder it opened; the last three stay on disk.
    """

    def __init__(self, home: Path, encoder: Callable[[], Encoder]) -> None:
        self._home = home
        self._encoder = encoder
        self._opened: FolderIndex | None = None

    def current(self) -> FolderIndex | None:
        """The published index, opened once for as long as it stays current; None if it cannot be opened."""
        try:
            name = (self._home / "current").read_text().strip()
        except FileNotFoundError:
            return None
        return self._open(name)

    def publish(
        self, policies: Sequence[Policy], examples: Sequence[Example], progress: Progress
    ) -> Published:
        """Build beside the current index, then switch; the same content is only switched to."""
        encoder = self._encoder()
        digest = content_digest(policies, examples, encoder.digest)
        content = Content(digest, encoder.digest, tuple(policies), tuple(examples))
        target = self._home / digest[:16]
        embedded = 0
        with building_site(self._home) as site:
            before = self.current()
            index = self._open(target.name)
            if index is None:
                made = site / "index"
                made.mkdir()
                embedded = build(made, content, encoder, before, progress)
                if target.exists():
                    target.rename(site / "damaged")
                made.rename(target)
                index = self._opened = FolderIndex(target)
            self._switch(target, site)
        return Published(index, embedded)

    def _open(self, name: str) -> FolderIndex | None:
        """The index in the folder `name`; None where nothing is there that this version can read."""
        index = self._opened
        if index is None or index.folder.name != name:
            try:
                index = self._opened = FolderIndex(self._home / name)
            except (FileNotFoundError, EOFError, ValueError):
                return None
        return index

    def _switch(self, target: Path, site: Path) -> None:
        os.utime(target)
        fresh = site / "current"
        fresh.write_text(target.name + "\n")
        fresh.replace(self._home / "current")
        for old in newest_first(self._home)[_KEPT:]:
            # In one step, so that no half of an index keeps an index's name; deleted with the site.
            old.rename(site / old.name)
