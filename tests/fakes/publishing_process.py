"""A process of its own that publishes or reads a small school.

    python -m tests.fakes.publishing_process FOLDER publish [MOMENT]
    python -m tests.fakes.publishing_process FOLDER read WORD

It prints "ready", waits for a line of input, works, and prints one line of JSON. A publisher kills itself
(as `kill -9` would) at MOMENT: a step of the work such as "passages 1", "switch" or "sweep". A reader asks
without a pause until a passage holds WORD.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import numpy as np

from assistant.adapters.index_folder import FolderIndex
from assistant.adapters.shelf import FolderShelf
from tests.fakes.encoder import FakeEncoder
from tests.fakes.small_school import school_in


def main() -> None:
    """Do what the command line says."""
    folder, work, word = Path(sys.argv[1]), sys.argv[2], " ".join(sys.argv[3:])
    shelf = FolderShelf(folder / "home", FakeEncoder)
    print("ready", flush=True)
    sys.stdin.readline()
    done = _publish(folder, shelf, word) if work == "publish" else _read(shelf, word)
    print(json.dumps(done), flush=True)


def _publish(folder: Path, shelf: FolderShelf, moment: str) -> dict[str, Any]:
    school = school_in(folder)
    if moment == "switch":
        os.utime = _die
    if moment == "sweep":
        os.unlink = _remove_and_die  # type: ignore[assignment]

    def progress(what: str, done: int, total: int) -> None:
        if moment == f"{what} {done}":
            _die()

    published = shelf.publish(school.policies, school.files.examples(), progress)
    return {"digest": published.index.digest, "embedded": published.embedded}


def _read(shelf: FolderShelf, word: str) -> dict[str, Any]:
    seen: list[str] = []
    rounds = 0
    while True:
        index = shelf.current()
        assert index is not None, "an index that was current is gone"
        _look_through(index)
        rounds += 1
        if not seen or seen[-1] != index.digest:
            seen.append(index.digest)
        if any(word in passage.text for passage in index.passages):
            return {"seen": seen, "rounds": rounds}


def _look_through(index: FolderIndex) -> None:
    """Use every part of the index; a half one would raise or contradict itself."""
    rows = np.arange(len(index.passages))
    for row, vector in zip(rows, index.vectors(rows), strict=True):
        assert row in index.nearest(vector, 5)
    assert len(index.heading_vectors(rows)) == len(index.token_vectors(rows).lengths) == len(rows)
    assert index.lexical("school mobile").any()
    assert len(index.example_vectors) == len(index.examples)


def _remove_and_die(path: str, *, dir_fd: int | None = None) -> None:
    """What `shutil.rmtree` calls for each file: its first one is the last."""
    os.remove(path, dir_fd=dir_fd)
    if dir_fd is not None:
        _die()


def _die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
