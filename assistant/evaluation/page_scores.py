"""The scores of a report as the page shows them: the headline, and a bar for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evaluation.page_meanings import STAGES, meaning, title
from assistant.evaluation.page_words import Json, counted, listed, percent

_GRAVEST = "incident_recall"


@dataclass(frozen=True, slots=True)
class ScoreShown:
    """One bar; `state` is good, bad, or empty where there is no floor; `spoken` is the bar in words."""

    title: str
    meaning: str
    value: float
    low: float
    high: float
    n: int
    floor: float | None
    state: str
    spoken: str


@dataclass(frozen=True, slots=True)
class StageShown:
    """The scores of one stage."""

    name: str
    title: str
    meaning: str
    scores: tuple[ScoreShown, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """Whether it is good enough to ship, in one sentence; `more` is what else must be known."""

    state: str
    say: str
    more: tuple[str, ...]


def below(score: Json) -> bool:
    """Whether a score does not reach its floor."""
    return score["floor"] is not None and score["value"] < score["floor"]


def headline(scores: Sequence[Json], errors: int, late: int) -> Headline:
    """The verdict on the whole run; `errors` cases broke, and `late` ones took too long."""
    more: tuple[str, ...] = (
        (f"{counted(errors, 'case')} broke and {late:,} took too long; each counts as a failure.",)
        if errors or late
        else ("No case broke or took too long.",)
    )
    noticed = next((score for score in scores if score["name"] == _GRAVEST and score["n"]), None)
    if noticed:
        more = (f"{title(_GRAVEST)}: {percent(noticed['value'])} of {noticed['n']:,}.", *more)
    floors = [score for score in scores if score["floor"] is not None]
    failed = [
        f"“{title(score['name'])}” is {percent(score['value'])}, below its floor of {percent(score['floor'])}"
        for score in floors
        if below(score)
    ]
    if not floors:
        say = "Nobody can say whether it is good enough to ship: eval/thresholds.toml sets no floor."
        return Headline("", say, more)
    if failed:
        return Headline("bad", f"Not good enough to ship: {listed(failed)}.", more)
    return Headline(
        "good", f"No worse than before: no score is below its floor ({len(floors)} floors).", more
    )


def stages(scores: Sequence[Json]) -> tuple[StageShown, ...]:
    """The scores by stage, in the order of the report."""
    names = dict.fromkeys(score["stage"] for score in scores)
    return tuple(_stage_shown(name, [score for score in scores if score["stage"] == name]) for name in names)


def _stage_shown(name: str, scores: Sequence[Json]) -> StageShown:
    heading, said = STAGES.get(name, (name.capitalize(), ""))
    return StageShown(name, heading, said, tuple(map(_score_shown, scores)))


def _score_shown(score: Json) -> ScoreShown:
    floor = score["floor"]
    spoken = (
        f"{percent(score['value'])}, likely between {percent(score['low'])} and {percent(score['high'])}, "
        f"from {counted(score['n'], 'case')}"
    )
    if floor is not None:
        spoken += f"; {'below' if below(score) else 'not below'} its floor of {percent(floor)}"
    return ScoreShown(
        title(score["name"]),
        meaning(score["name"]),
        score["value"],
        score["low"],
        score["high"],
        score["n"],
        floor,
        "" if floor is None else "bad" if below(score) else "good",
        f"{spoken}.",
    )
