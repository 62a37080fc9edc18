"""One evaluation from the folder eval/ to its report."""

import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from assistant.bootstrap import Assistant, assistant
from assistant.errors import SchoolFileError
from assistant.evaluation.asking import with_model
from assistant.evaluation.beside import beside_json
from assistant.evaluation.cases import Case, read_cases
from assistant.evaluation.comparing import compared
from assistant.evaluation.earlier_reports import place_of
from assistant.evaluation.folder import EvalFolder
from assistant.evaluation.messages import read_measured
from assistant.evaluation.page import page
from assistant.evaluation.provenance import made_with
from assistant.evaluation.repeating import repeated, worst
from assistant.evaluation.reporting import report_of, with_reviews, write_json
from assistant.evaluation.results import Message, Run
from assistant.evaluation.reviews import agreement, every_review
from assistant.evaluation.running import run
from assistant.evaluation.score import Score
from assistant.evaluation.scoring import scored
from assistant.evaluation.thresholds import Floors, read_floors, with_floors
from assistant.ports import Progress
from assistant.settings import Settings, read_settings

FLOORS = "thresholds.toml"


@dataclass(frozen=True, slots=True)
class Evaluated:
    """Runs of the same cases; in `run` each case ended at its worst; `scores` are of that, without floors."""

    runs: tuple[Run, ...]
    run: Run
    scores: tuple[Score, ...]


def floors_of(folder: Path) -> Floors:
    """The floors of `folder`, one for each score. Raises SchoolFileError, before anything has run."""
    path = folder / FLOORS
    floors = read_floors(path)
    with_floors(scored(Run((), ())), floors, path)
    return floors


def evaluated(folder: Path, repeats: int, progress: Progress, settings: Settings | None = None) -> Evaluated:
    """Run all cases of `folder` as often as said. Raises SchoolFileError at a row that does not fit.

    What a school's database says, such as that answers are switched off, has no part in it.
    """
    cases, messages = read_cases(folder / "cases"), read_measured(folder / "triage")
    if not cases or not messages:
        raise SchoolFileError(str(folder), "There are no cases.", "Put tables into its cases and triage.")
    with tempfile.TemporaryDirectory(prefix="evaluation-", ignore_cleanup_errors=True) as scratch:
        made = apart(settings or read_settings(), Path(scratch))
        about = made_with(made, folder)
        runs = tuple(run_of(made, cases, messages, progress, about) for _ in range(max(repeats, 1)))
    return Evaluated(runs, whole := worst(runs), scored(whole))


def run_of(
    made: Assistant,
    cases: Sequence[Case],
    messages: Sequence[Message],
    progress: Progress,
    about: Mapping[str, object],
) -> Run:
    """One run; where there is a language model, what it adds to the very same answers."""
    done = run(made, cases, messages, progress)
    return replace(done, made_with=about, with_model=with_model(made, done.answers, progress))


def apart(settings: Settings, scratch: Path, trying: str | None = None) -> Assistant:
    """The assistant with a database of its own, going by what was learnt as `trying` if that is given.

    The language model's allowance is for those who ask, not for whoever measures.
    """
    own = {"database": f"sqlite:///{scratch / 'evaluation.sqlite3'}", "words_key": scratch / "words.key"}
    unlimited = {"model_calls_per_day": sys.maxsize, "model_calls_per_person": sys.maxsize}
    return assistant(settings.model_copy(update={**own, **unlimited}), trying=trying)


def reported(
    done: Evaluated, scores: Sequence[Score], folder: Path, on: date
) -> tuple[Path, dict[str, Any], dict[str, Any] | None]:
    """Write the report, and what changed since the one before; returns its folder and both."""
    reviews = every_review(EvalFolder(folder).reviews)
    agreed = asdict(agreement(chain.from_iterable(reviews.values())))
    report = report_of(done.run, scores, on, repeated(done.runs), agreed)
    report = with_reviews(report, {key: rounds[-1] for key, rounds in reviews.items()})
    report["with_model"] = beside_json(done.run, report)
    place = place_of(report, folder / "reports", on)
    target, changes = place.folder, compared(place.before, report) if place.before else None
    write_json(target / "report.json", report)
    if changes:
        write_json(target / "changes.json", changes)
    else:
        (target / "changes.json").unlink(missing_ok=True)
    (target / "report.html").write_text(page(report, changes), encoding="utf-8", newline="\n")
    return target, report, changes
