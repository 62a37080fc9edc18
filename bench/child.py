"""Run one command as staff would, in a process of its own, and see what it takes."""

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SETTINGS = {
    "ANONYMIZED_TELEMETRY": "False",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "LANGSMITH_TRACING": "false",
}


@dataclass(frozen=True, slots=True)
class Run:
    """`seconds` on the wall clock, `cpu` seconds over all threads, the highest resident `megabytes`."""

    seconds: float
    cpu: float
    megabytes: float
    printed: str


def run(command: Sequence[str], home: Path, given: str = "") -> Run:
    """Run to the end. Raises RuntimeError with the last words of a command that failed.

    Linux hands the peak memory of the process that starts a child on to it, so
    whoever calls this must be smaller than what it measures.
    """
    with (
        tempfile.TemporaryFile() as said,
        tempfile.TemporaryFile() as wrong,
        tempfile.TemporaryFile() as read,
    ):
        read.write(given.encode())
        read.seek(0)
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdin=read, stdout=said, stderr=wrong, env=_environment(home))
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            wrong.seek(0)
            raise RuntimeError(f"{' '.join(command)} failed: {wrong.read().decode()[-2000:]}")
        said.seek(0)
        cpu = used.ru_utime + used.ru_stime
        return Run(seconds, cpu, used.ru_maxrss / 1000, said.read().decode())


def _environment(home: Path) -> dict[str, str]:
    """Ours, offline, with `home` for the state, and with compiled modules kept as on any other machine."""
    ours = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return ours | _SETTINGS | {"ASSISTANT_HOME": os.fspath(home)}
