"""The default answers and those with the language model, side by side."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.evaluation.answer_stages import answer_scores
from assistant.evaluation.comparing import compared
from assistant.evaluation.failures import why_wrong
from assistant.evaluation.reporting import given_json
from assistant.evaluation.results import Run, WithModel
from assistant.evaluation.score import rounded
from assistant.evaluation.untrue import Untruth

Json = Mapping[str, Any]
# Of a model's making are only answers; what is found, and whether there is an answer, is settled before.
_STAGES = frozenset({"answer", "citation", "verdict"})
# A share: one point of a hundred.
_TOLERATED = 0.01


@dataclass(frozen=True, slots=True)
class Beside:
    """One score of the same cases, without the model and with it, rounded as it is shown."""

    stage: str
    name: str
    default: float
    with_model: float
    n: int

    @property
    def lost(self) -> bool:
        """Whether the model takes more than a point."""
        return rounded(self.default - self.with_model) > _TOLERATED


def scores_beside(run: Run) -> tuple[Beside, ...]:
    """Every score that a model can change; nothing where there is none."""
    if not run.with_model:
        return ()
    with_model = answer_scores([one.given for one in run.with_model])
    pairs = zip(answer_scores(run.answers), with_model, strict=True)
    return tuple(
        Beside(old.stage, old.name, rounded(old.value), rounded(new.value), old.n)
        for old, new in pairs
        if old.stage in _STAGES
    )


def untrue_of(run: Run) -> dict[str, int]:
    """How often each untruth was shown: all of them, so that a zero can be read."""
    found = Counter(word for one in run.with_model for word in one.untrue)
    return {untruth.value: found[untruth.value] for untruth in Untruth}


def holds(run: Run) -> bool:
    """Whether nothing untrue was shown, and no score is more than a point below the default's."""
    return not any(untrue_of(run).values()) and not any(one.lost for one in scores_beside(run))


def beside_json(run: Run, report: Json) -> dict[str, Any] | None:
    """The part of the report about the model, `report` being the rest; None where there is no model.

    `better`, `worse` and `changed` are as in comparing.py, from the default to what there is with the model.
    """
    if not run.with_model:
        return None
    asked = [one for one in run.with_model if one.calls]
    changes = compared(report, _as_report(run, report))
    return {
        "name": report["made_with"]["language_model"]["name"],
        "scores": [{**asdict(one), "lost": one.lost} for one in scores_beside(run)],
        "answered": sum(one.given.outcome == "answered" for one in run.with_model),
        "asked": len(asked),
        "explained": sum(bool(one.sentences) for one in asked),
        "sentences": sum(len(one.sentences) for one in asked),
        "dropped": _counts(fault for one in asked for fault in one.dropped),
        "fell_back": _counts(one.fell_back for one in asked if one.fell_back),
        "untrue": untrue_of(run),
        "calls": sum(one.calls for one in asked),
        "tokens": sum(one.tokens for one in asked),
        "answers": [_answer(one) for one in asked],
        **{kind: changes[kind] for kind in ("better", "worse", "changed")},
    }


def _as_report(run: Run, report: Json) -> dict[str, Any]:
    """What the report would be if there were no default."""
    given = zip(report["answers"], run.with_model, strict=True)
    answers = [
        {**old, "given": given_json(one.given), "why": list(why_wrong(one.given))} for old, one in given
    ]
    return {**report, "answers": answers}


def _answer(one: WithModel) -> dict[str, Any]:
    return {
        "key": one.given.case.key,
        "explanation": [asdict(sentence) for sentence in one.sentences],
        "dropped": list(one.dropped),
        "fell_back": one.fell_back,
        "untrue": list(one.untrue),
        "tokens": one.tokens,
    }


def _counts(words: Iterable[str]) -> dict[str, int]:
    """How often each, the most frequent first."""
    return dict(Counter(words).most_common())
