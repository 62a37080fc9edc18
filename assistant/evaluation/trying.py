"""Something learnt is tried on the cases before anybody is answered by it."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from assistant.domain.trial import Compared, GotWorse, Trial
from assistant.errors import SchoolFileError
from assistant.evaluation.answer_stages import answer_scores
from assistant.evaluation.cases import Case, read_cases
from assistant.evaluation.evaluating import apart
from assistant.evaluation.failures import why_wrong
from assistant.evaluation.results import Given
from assistant.evaluation.running import run
from assistant.ports import Progress
from assistant.settings import Settings


def cases_to_try(folder: Path) -> tuple[Case, ...]:
    """The cases below the folder of the evaluation. Raises SchoolFileError where there are none."""
    cases = read_cases(folder / "cases")
    if not cases:
        raise SchoolFileError(f"{folder}/cases", "There are no cases to compare with.", "Put a table there.")
    return cases


def tried(settings: Settings, name: str, cases: Sequence[Case], progress: Progress) -> Trial:
    """Each case with what is in force and with what was learnt under `name`, over the published index.

    Nothing is switched, recorded or sent.
    """
    with tempfile.TemporaryDirectory(prefix="trial-", ignore_cleanup_errors=True) as scratch:
        before, after = (
            run(apart(settings, Path(scratch), trying), cases, (), _named(when, progress)).answers
            for when, trying in (("before", None), ("after", name))
        )
    return compared(name, before, after)


def compared(name: str, before: Sequence[Given], after: Sequence[Given]) -> Trial:
    """The same cases in the same order."""
    scores = zip(answer_scores(before), answer_scores(after), strict=True)
    pairs = [
        (new.case.message.text, why_wrong(old), why_wrong(new))
        for old, new in zip(before, after, strict=True)
    ]
    return Trial(
        name,
        tuple(Compared(old.stage, old.name, old.value, new.value) for old, new in scores),
        len(pairs),
        tuple(question for question, was, now in pairs if was and not now),
        tuple(GotWorse(question, now) for question, was, now in pairs if now and not was),
    )


def _named(when: str, progress: Progress) -> Progress:
    """One bar for each run, of its questions alone."""

    def told(what: str, done: int, total: int) -> None:
        if what == "questions":
            progress(when, done, total)

    return told
