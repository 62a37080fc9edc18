"""The published indexes on disk: one folder each, and a pointer that is switched in one rename."""

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

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
        """The published index, opened once for as long as it stays current."""
        try:
            name = (self._home / "current").read_text().strip()
        except FileNotFoundError:
            return None
        if self._opened is None or self._opened.folder.name != name:
            self._opened = FolderIndex(self._home / name)
        return self._opened

    def publish(
        self, policies: Sequence[Policy], examples: Sequence[Example], progress: Progress
    ) -> Published:
        """Build beside the current index, then switch; the same content is only switched to."""
        encoder = self._encoder()
        embedded = 0
        digest = content_digest(policies, examples, encoder.digest)
        target = self._home / digest[:16]
        if not target.exists():
            self._home.mkdir(parents=True, exist_ok=True)
            content = Content(digest, encoder.digest, tuple(policies), tuple(examples))
            with tempfile.TemporaryDirectory(dir=self._home, prefix=".building-") as scratch:
                made = Path(scratch) / "index"
                made.mkdir()
                embedded = build(made, content, encoder, self.current(), progress)
                made.rename(target)
        self._switch(target.name)
        index = self.current()
        assert index is not None, "the pointer has just been written"
        return Published(index, embedded)

    def _switch(self, name: str) -> None:
        fresh = self._home / f".current-{os.getpid()}"
        fresh.write_text(name + "\n")
        os.utime(self._home / name)
        fresh.replace(self._home / "current")
        folders = [path for path in self._home.iterdir() if path.is_dir() and path.name[0] != "."]
        folders.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for old in folders[_KEPT:]:
            shutil.rmtree(old, ignore_errors=True)
