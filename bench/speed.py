"""Time and memory of publishing and answering, each in processes of its own, beside the plain script.

Runs of the two sides alternate, so that a machine that is busy for a while
slows both. Nothing heavy is imported here: see `bench.child.run`.
"""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from statistics import median

from assistant.answering.following_up import standing_alone
from assistant.evaluation.cases import read_cases
from bench.child import Run, run
from bench.measure import Measure, percentile

SPLITTERS = ("1000/200", "sentences")
COLD_QUESTION = "Can I accept a friend request from a pupil?"
_COLD_RUNS = 5
_PUBLISH_RUNS = 2
_WARM_RUNS = 3
_QUESTIONS = 200
_ASSISTANT = Path(sys.executable).parent / "assistant"
_PLAIN = Path(__file__).parent / "plain_langchain.py"

Tell = Callable[[str], None]
Medians = dict[str, Run]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the sides keep their things: `home` is the assistant's, `stores` holds one per splitter."""

    folder: Path
    home: Path

    def store(self, splitter: str) -> Path:
        """The plain script's Chroma store."""
        return self.folder / splitter.replace("/", "-")

    def plain(self, command: str, splitter: str, *more: str) -> list[str]:
        """The plain script's command line."""
        given = [command, "--store", str(self.store(splitter)), "--splitter", splitter, *more]
        return [sys.executable, str(_PLAIN), *given]


def questions(folder: Path, most: int = _QUESTIONS) -> list[str]:
    """Questions of eval/development/cases, evenly from all tables; follow-ups with what they lean on."""
    every = [standing_alone(c.message.text, c.message.earlier_questions) for c in read_cases(folder)]
    return [every[at * len(every) // most] for at in range(most)] if len(every) > most else every


def publishing(places: Places, tell: Tell) -> list[Measure]:
    """Publish of all policies against the plain script's indexing; leaves both ready to answer."""
    runs: dict[str, list[Run]] = {}
    for turn in range(_PUBLISH_RUNS):
        last = turn == _PUBLISH_RUNS - 1
        for splitter in SPLITTERS:
            here = places if last else Places(places.folder / f"{turn}", places.home)
            runs.setdefault(splitter, []).append(run(here.plain("index", splitter), places.home))
            tell(f"plain index, {splitter}")
        first = places.folder / f"home-{turn}"
        runs.setdefault("all", []).append(run([str(_ASSISTANT), "publish"], first))
        tell("publish with export")
        second = places.home if last else places.folder / f"again-{turn}"
        copytree(first / "encoder", second / "encoder")
        runs.setdefault("exported", []).append(run([str(_ASSISTANT), "publish"], second))
        tell("publish")
    middle = _medians(runs)
    said = {"all": "with the encoder's export", "exported": "encoder exported before"}
    return [
        *(
            Measure(
                f"publish, {said[name]}, against index {splitter}",
                middle[name].seconds,
                "s",
                middle[splitter].seconds,
                at_most=1.0,
                detail=_cpu(middle[name], middle[splitter]),
            )
            for name in said
            for splitter in SPLITTERS
        ),
        *(
            Measure(
                f"peak memory of publish, against index {splitter}",
                middle["all"].megabytes,
                "MB",
                middle[splitter].megabytes,
            )
            for splitter in SPLITTERS
        ),
    ]


def cold(places: Places, tell: Tell) -> list[Measure]:
    """From the command to the first answer, everything loaded anew."""
    runs: dict[str, list[Run]] = {}
    for _ in range(_COLD_RUNS):
        ours = run([str(_ASSISTANT), "ask", COLD_QUESTION], places.home)
        runs.setdefault("ours", []).append(ours)
        tell("cold answer")
        for splitter in SPLITTERS:
            command = places.plain("ask", splitter, COLD_QUESTION)
            runs.setdefault(splitter, []).append(run(command, places.home))
            tell(f"plain cold answer, {splitter}")
    middle = _medians(runs)
    times = [
        Measure(
            f"cold `assistant ask`, against {splitter}",
            middle["ours"].seconds,
            "s",
            middle[splitter].seconds,
            at_most=0.20,
            detail=_cpu(middle["ours"], middle[splitter]),
        )
        for splitter in SPLITTERS
    ]
    return times + _memory("one cold answer", middle)


def warm(places: Places, cases: Path, tell: Tell) -> list[Measure]:
    """Answers in a process that is up, everything counted, against retrieval alone."""
    asked = json.dumps(questions(cases))
    runs: dict[str, list[Run]] = {}
    for _ in range(_WARM_RUNS):
        ours = run([sys.executable, "-m", "bench.answering"], places.home, asked)
        runs.setdefault("ours", []).append(ours)
        tell("warm answers")
        for splitter in SPLITTERS:
            runs.setdefault(splitter, []).append(run(places.plain("measure", splitter), places.home, asked))
            tell(f"plain warm retrieval, {splitter}")
    seconds = {
        side: [each for done in several for each in json.loads(done.printed)["seconds"]]
        for side, several in runs.items()
    }
    times = [
        Measure(
            f"warm answer {name}, against retrieval {splitter}",
            1000 * percentile(seconds["ours"], share),
            "ms",
            1000 * percentile(seconds[splitter], share),
            at_most=target,
        )
        for name, share, target in (("p50", 0.50, 0.5), ("p95", 0.95, None))
        for splitter in SPLITTERS
    ]
    return times + _memory("warm answers", _medians(runs))


def _memory(what: str, runs: Medians) -> list[Measure]:
    return [
        Measure(
            f"peak memory, {what}, against {splitter}",
            runs["ours"].megabytes,
            "MB",
            runs[splitter].megabytes,
            at_most=0.5,
        )
        for splitter in SPLITTERS
    ]


def _medians(runs: dict[str, list[Run]]) -> Medians:
    """The middle of each number; every run printed the same."""
    return {
        name: Run(
            median(done.seconds for done in several),
            median(done.cpu for done in several),
            median(done.megabytes for done in several),
            several[-1].printed,
        )
        for name, several in runs.items()
    }


def _cpu(ours: Run, plain: Run) -> str:
    return f"processor time {ours.cpu:.2f} s against {plain.cpu:.2f} s"


def steps() -> int:
    """How often `tell` is called in all."""
    sides: Sequence[str] = SPLITTERS
    return _PUBLISH_RUNS * (len(sides) + 2) + (_COLD_RUNS + _WARM_RUNS) * (len(sides) + 1)
