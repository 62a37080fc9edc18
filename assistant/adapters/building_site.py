"""A place to build a folder beside the finished ones, so that a killed builder leaves nothing that counts."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = ".building-"


@contextmanager
def building_site(home: Path) -> Iterator[Path]:
    """An empty folder below `home` for one builder at a time; it is gone afterwards.

    Waits while another process or thread builds below the same `home`.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # The system takes the lock from a dead process: whoever holds it finds only what was left behind.
        for left in home.glob(f"{_PREFIX}*"):
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=home, prefix=_PREFIX) as site:
            yield Path(site)


def newest_first(home: Path) -> list[Path]:
    """The finished folders below `home`, the last one that was built or touched first."""
    folders = [path for path in home.iterdir() if path.is_dir() and path.name[0] != "."]
    return sorted(folders, key=lambda path: path.stat().st_mtime, reverse=True)
