"""How long leads wait for `assistant evaluate`, against what they were promised."""

import sys
from pathlib import Path

from assistant.evaluation.cases import read_cases
from assistant.evaluation.messages import read_messages
from bench.child import run
from bench.measure import Measure
from bench.speed import Places, Tell

_ASSISTANT = Path(sys.executable).parent / "assistant"
_EVAL = Path("eval")
# Seconds for so many cases, on 2 cores.
_PROMISED, _CASES = 60.0, 800


def evaluating(places: Places, tell: Tell) -> list[Measure]:
    """The whole command, its start included, for all cases of eval/; nothing is written."""
    cases = len(read_cases(_EVAL / "cases")) + len(read_messages(_EVAL / "triage"))
    seconds = run([str(_ASSISTANT), "evaluate", "--floors"], places.home).seconds
    tell("every case evaluated")
    return [measured(seconds, cases)]


def measured(seconds: float, cases: int) -> Measure:
    """As a ratio to what was promised for so many cases."""
    promised = _PROMISED * cases / _CASES
    return Measure(
        "`assistant evaluate`, against its promise",
        seconds,
        "s",
        promised,
        at_most=1.0,
        detail=f"{cases} cases",
    )
