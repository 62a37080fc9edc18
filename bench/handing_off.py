"""How triage decides the development set, what it costs, and how long a report takes to be committed."""

import time
from pathlib import Path
from statistics import median

from assistant.bootstrap import Assistant, read_triage_tables
from assistant.domain.message import Message
from assistant.domain.triage import Route, Triage
from assistant.evaluation.triage_scores import TriageScores, score_triage
from bench.measure import Measure, percentile
from bench.speed import Tell

_REPORTS = 300
_TIMED = 150


def deciding(made: Assistant, folder: Path, tell: Tell) -> list[Measure]:
    """Scores on the messages of `folder`, by kind, and what triage adds to the one embedding."""
    examples = read_triage_tables(folder)
    found = [made.ask.triage(Message(example.text)) for example in examples]
    tell("messages triaged")
    rows = [*_scores(score_triage(examples, found)), *_cost(made, [example.text for example in examples])]
    tell("triage timed")
    return rows


def intake(made: Assistant, tell: Tell) -> list[Measure]:
    """From the decision to the committed case, alerts left out; on the machine's own disk."""
    triage = Triage(Route.LIVE_INCIDENT, 1.0)
    seconds = []
    for at in range(_REPORTS):
        begin = time.perf_counter()
        made.report.record(Message(f"report {at}", sender="bench", key=f"bench-{at}"), triage)
        seconds.append(time.perf_counter() - begin)
    tell("reports recorded")
    return [
        Measure("intake to committed case, p50", median(seconds) * 1000, "ms"),
        Measure("intake to committed case, p95", percentile(seconds, 0.95) * 1000, "ms", at_most=20),
    ]


def _scores(scores: TriageScores) -> list[Measure]:
    kinds = (("category", scores.by_category), ("style", scores.by_style))
    return [
        Measure("incidents missed", scores.missed, at_most=0.01, detail=f"of {scores.incidents}"),
        Measure("incidents handed off", scores.handed_off, at_least=0.97),
        Measure("needless hand-offs", scores.needless, at_most=0.05, detail=f"of {scores.questions}"),
        Measure("questions asked 'is it real'", scores.asked, at_most=0.10),
        Measure("first role right", scores.first_role, at_least=0.95),
        Measure("told to the very person it is about", scores.told_the_one, "cases", at_most=0),
        Measure("emergencies flagged", scores.emergencies, at_least=0.98),
        *(
            Measure(f"{kind} {name}: handed off", tally["incident, live incident"], "of", detail=_all(tally))
            for kind, by_name in kinds
            for name, tally in by_name.items()
        ),
    ]


def _all(tally: dict[str, int]) -> str:
    return "; ".join(f"{what}: {count}" for what, count in sorted(tally.items()))


def _cost(made: Assistant, texts: list[str]) -> list[Measure]:
    """Warm; the encoder has read each text just before, as it has in an answer."""
    added = []
    for text in texts[:_TIMED]:
        made.read(text)
        begin = time.perf_counter()
        made.ask.triage(Message(text))
        added.append(time.perf_counter() - begin)
    return [Measure("triage beyond the one embedding, p50", median(added) * 1000, "ms", at_most=3)]
