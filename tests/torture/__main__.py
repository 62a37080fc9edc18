"""The torture of the hand-off: workers are killed at random moments, and nothing may be lost.

    python -m tests.torture [--kills 150] [--reports 1000] [--workers 3] [--database sqlite|postgres|URL]

A URL must lead to an empty database. Prints a table; the exit status is 1 if anything was lost or doubled.
"""

import random
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from rich.console import Console

from assistant.adapters.case_store import file_url
from tests.fakes.postgres import postgres_url
from tests.torture.running import show, torture


def main() -> int:
    """Run what the command line says."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=150)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--database", default="sqlite")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    console = Console()
    console.print(f"seed {given.seed}")
    with TemporaryDirectory() as folder, _database(given.database, Path(folder)) as url:
        result = torture(
            url,
            Path(folder),
            reports=given.reports,
            kills=given.kills,
            workers=given.workers,
            seed=given.seed,
        )
    show(console, result)
    return 0 if result.is_good else 1


@contextmanager
def _database(name: str, folder: Path) -> Iterator[str]:
    if name == "sqlite":
        yield file_url(folder / "cases.sqlite3")
    elif name == "postgres":
        with postgres_url() as url:
            yield url
    else:
        yield name


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (pytest.skip.Exception, pytest.fail.Exception) as missing:
        sys.exit(str(missing))
