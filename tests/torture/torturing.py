"""The parent: it hands reports out, kills workers at random moments, and puts new ones in their place."""

import random
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Thread

from tests.fakes.small_school import PROJECT


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of it. There are `workers` that report and as many that chase."""

    database: str
    folder: Path
    mail_port: int
    reports: int
    kills: int
    workers: int
    seed: int


@dataclass
class _Place:
    """The place of a worker: whoever dies in it is followed by another."""

    work: str
    process: "subprocess.Popen[str] | None" = None
    ready: bool = False


@dataclass
class Tortured:
    """What happened: the references that each report was given, and how the workers ended."""

    accepted: dict[int, set[str]] = field(default_factory=dict)
    killed: int = 0
    fallen: int = 0
    refused: int = 0


class Torture:
    """One torture. `run` ends when every report is accepted and every kill is done."""

    def __init__(self, plan: Plan) -> None:
        self._plan, self._random = plan, random.Random(plan.seed)
        self._waiting = list(range(plan.reports - 1, -1, -1))
        self._over = False
        self._changed = Condition()
        self._places = [_Place(work) for work in ("report", "chase") for _ in range(plan.workers)]
        self._errors = open(plan.folder / "stderr", "ab")  # noqa: SIM115
        self.done = Tortured()
        self._threads = [Thread(target=self._keep, args=(place,), daemon=True) for place in self._places]

    def run(self) -> None:
        """Torture."""
        for thread in self._threads:
            thread.start()
        for number in range(self._plan.kills):
            # Somewhere within this kill's share of the reports, at whatever moment of the work.
            self._wait_for((number + self._random.random()) * self._share)
            time.sleep(self._random.random() * 0.05)
            self._kill_one()
        self._wait_for(self._plan.reports)

    def end(self) -> str:
        """Let the workers end by themselves; what they wrote to their standard error."""
        with self._changed:
            self._over = True
            self._changed.notify_all()
        for place in self._places:
            _close(place.process)
        for thread in self._threads:
            thread.join(timeout=60)
        self._errors.close()
        return (self._plan.folder / "stderr").read_text("utf-8")

    @property
    def _share(self) -> float:
        return self._plan.reports / (self._plan.kills + 1)

    def _wait_for(self, accepted: float) -> None:
        with self._changed:
            enough = self._changed.wait_for(lambda: len(self.done.accepted) >= accepted, timeout=600)
        assert enough, "the workers get nowhere"

    def _kill_one(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: any(place.ready for place in self._places), timeout=120)
            place = self._random.choice([place for place in self._places if place.ready])
            assert place.process is not None
            place.ready = False
            self.done.killed += 1
            place.process.kill()
            self._changed.notify_all()

    def _keep(self, place: _Place) -> None:
        """One worker after the other in its place."""
        while not self._over:
            # What was not read by one that was killed cannot be written any more.
            with suppress(BrokenPipeError), self._started(place) as process:
                self._serve(place, process)
                status = process.wait()
            with self._changed:
                place.ready = False
                self.done.fallen += status not in (0, -9)

    def _serve(self, place: _Place, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        if process.stdout.readline() != "ready\n":
            return
        with self._changed:
            place.ready = True
            self._changed.notify_all()
        if place.work == "report":
            self._hand_out(process)
        if place.work == "report" or self._over:
            _close(process)

    def _started(self, place: _Place) -> "subprocess.Popen[str]":
        plan = self._plan
        command = [sys.executable, "-m", "tests.torture.worker", place.work, plan.database]
        place.process = subprocess.Popen(
            [*command, str(plan.folder / "words.key"), str(plan.mail_port)],
            cwd=PROJECT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        return place.process

    def _hand_out(self, process: "subprocess.Popen[str]") -> None:
        """Report after report; one that a worker did not live to accept goes to another."""
        while (number := self._next()) is not None:
            reference = _asked(process, number)
            with self._changed:
                if reference is None or reference == "-":
                    self._waiting.append(number)
                    self.done.refused += reference == "-"
                else:
                    self.done.accepted.setdefault(number, set()).add(reference)
                self._changed.notify_all()
            if reference is None:
                return

    def _next(self) -> int | None:
        """The next report, not before the kills that come first; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._over or (self._waiting and self._may_go_on()))
            return None if self._over else self._waiting.pop()

    def _may_go_on(self) -> bool:
        return len(self.done.accepted) <= (self.done.killed + 1) * self._share


def _asked(process: "subprocess.Popen[str]", number: int) -> str | None:
    """What a worker says to a report, None if it died over it."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(f"{number}\n")
        process.stdin.flush()
    except OSError:
        return None
    line = process.stdout.readline()
    return line.split()[1] if line.endswith("\n") else None


def _close(process: "subprocess.Popen[str] | None") -> None:
    """Tell a worker to end."""
    if process is not None and process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
