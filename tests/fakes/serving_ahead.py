"""`assistant serve` on a clock that a test may put forward while the process runs."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from assistant import bootstrap
from assistant.adapters.clock import SystemClock
from assistant.channels.cli.app import main

AHEAD = "CLOCK_AHEAD"


def seconds_in(file: Path) -> float:
    """How far ahead the clock is; a missing file is no seconds."""
    return float(file.read_text()) if file.exists() else 0.0


class _ClockAhead(SystemClock):
    """The machine's clock, so many seconds later."""

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=seconds_in(Path(os.environ[AHEAD])))


if __name__ == "__main__":
    setattr(bootstrap, "SystemClock", _ClockAhead)  # noqa: B010
    main()
