"""What is made from files once, and made again when another process has put other files there."""

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

_Made = TypeVar("_Made")


class Renewed(Generic[_Made]):
    """What `make` makes of `files`, for as long as these stay the same; threads may share it."""

    def __init__(self, make: Callable[[], _Made], *files: Path) -> None:
        self._make, self._files = make, files
        self._held: tuple[object, _Made] | None = None

    def current(self) -> _Made:
        """What was made last, made anew where a file has been replaced. Raises whatever making it raises."""
        # Before it is made: a file that is replaced meanwhile is noticed the next time.
        stamps = tuple(map(_stamp, self._files))
        held = self._held
        if held is None or held[0] != stamps:
            held = self._held = (stamps, self._make())
        return held[1]


def _stamp(file: Path) -> tuple[int, int, int] | None:
    """Tells a file from the one that stood there before, None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
