"""How triage decides the development set, what it costs, and how long a report takes to be committed."""

import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from assistant.bootstrap import Assistant
from assistant.domain.message import Message
from assistant.domain.triage import Route, Triage
from assistant.evaluation.groups import grouped
from assistant.evaluation.messages import read_messages
from assistant.evaluation.page_meanings import title
from assistant.evaluation.results import Run, Triaged
from assistant.evaluation.route_stage import route_scores
from assistant.evaluation.running import run
from assistant.evaluation.score import Score
from bench.measure import Measure, percentile
from bench.speed import Tell

_REPORTS = 300
_TIMED = 150
_TARGETS = {
    "incident_recall": 0.99,
    "incidents_handed_off": 0.97,
    "harmless_not_handed_off": 0.95,
    "harmless_not_asked_back": 0.85,
    "right_person_first": 0.95,
    "told_past_whom_it_is_about": 1.0,
    "emergencies_flagged": 0.98,
}
_BY_KIND = ("incidents_handed_off", "harmless_not_handed_off")


def deciding(made: Assistant, folder: Path, tell: Tell) -> list[Measure]:
    """Scores on the messages of `folder`, by kind, and what triage adds to the one embedding."""
    messages = read_messages(folder)
    triaged = run(made, (), messages, lambda what, done, total: None).triage
    tell("messages triaged")
    rows = [*_scores(triaged), *_cost(made, [one.example.text for one in messages])]
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


def _scores(triaged: Sequence[Triaged]) -> list[Measure]:
    """The scores of `assistant evaluate` on the whole, then by kind."""
    whole = [score for score in route_scores(triaged) if score.n]
    parts = grouped(Run((), tuple(triaged)))
    return [
        *(_measure(title(one.name), one, _TARGETS.get(one.name)) for one in whole),
        *(
            _measure(f"{kind} {name}: {title(one.name).lower()}", one)
            for kind in ("category", "style")
            for name, scores in parts[kind].items()
            for one in scores
            if one.name in _BY_KIND
        ),
    ]


def _measure(what: str, score: Score, at_least: float | None = None) -> Measure:
    return Measure(what, score.value, at_least=at_least, detail=f"of {score.n}")


def _cost(made: Assistant, texts: list[str]) -> list[Measure]:
    """Warm; the encoder has read each text just before, as it has in an answer."""
    added = []
    for text in texts[:_TIMED]:
        made.read(text)
        begin = time.perf_counter()
        made.ask.triage(Message(text))
        added.append(time.perf_counter() - begin)
    return [Measure("triage beyond the one embedding, p50", median(added) * 1000, "ms", at_most=3)]
