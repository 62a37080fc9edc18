"""eval/reviews.csv: what leads said apart of drafts and disputed cases, and what was decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.bootstrap import read_table
from assistant.evaluation.folder import add_row, labels_in
from assistant.evaluation.judging import Judgement
from assistant.evaluation.metrics.kappa import kappa

COLUMNS = ("case", "question", "lead", "step", "outcome", "verdict", "clauses", "why", "on")
JUDGED, DECIDED, DROPPED = "judged", "decided", "dropped"


@dataclass(frozen=True, slots=True)
class Step:
    """One lead's judgement or decision; `case` is the key of the question, `on` a day."""

    case: str
    question: str
    lead: str
    step: str
    judgement: Judgement
    why: str
    on: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Where the review of one case stands: the first two judgements, and the decision."""

    judged: tuple[Step, ...] = ()
    decided: Step | None = None

    @property
    def agreed(self) -> bool:
        """Whether two leads said the same, the order of their clauses apart."""
        return len(self.judged) == 2 and _same(*(step.judgement for step in self.judged))

    def by(self, lead: str) -> bool:
        """Whether a lead has judged it."""
        return any(same_person(step.lead, lead) for step in self.judged)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two leads agree who judged the same cases apart.

    `kappa` is Cohen's, over outcome and verdict, None where nobody has; `same` counts cases with the same
    outcome, verdict and clauses.
    """

    cases: int
    same: int
    kappa: float | None
    open: int


def read_reviews(path: Path) -> dict[str, Reviewed]:
    """Where each review stands, by the key of its case. Raises SchoolFileError."""
    if not path.exists():
        return {}
    steps: dict[str, list[Step]] = {}
    for row in read_table(path, COLUMNS):
        cells = row.cells
        judgement = Judgement(cells["outcome"], cells["verdict"], labels_in(cells["clauses"]))
        told = (cells["case"], cells["question"], cells["lead"], cells["step"])
        steps.setdefault(cells["case"], []).append(Step(*told, judgement, cells["why"], cells["on"]))
    return {case: _reviewed(said) for case, said in steps.items()}


def add_step(path: Path, step: Step) -> None:
    """Write one step under the others."""
    said = step.judgement
    values = (
        step.case,
        step.question,
        step.lead,
        step.step,
        said.outcome,
        said.verdict,
        "; ".join(said.clauses),
        step.why,
        step.on,
    )
    add_row(path, COLUMNS, dict(zip(COLUMNS, values, strict=True)))


def agreement(reviews: Iterable[Reviewed]) -> Agreement:
    """The agreement of all pairs, in the order in which they were made."""
    held = list(reviews)
    pairs = [one.judged for one in held if len(one.judged) == 2]
    first, second = ([_label(pair[place].judgement) for pair in pairs] for place in (0, 1))
    return Agreement(
        len(pairs),
        sum(one.agreed for one in held),
        kappa(first, second) if pairs else None,
        sum(one.decided is None for one in held),
    )


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's, as far as typing goes."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _reviewed(steps: Sequence[Step]) -> Reviewed:
    judged = [step for step in steps if step.step == JUDGED]
    decided = [step for step in steps if step.step in (DECIDED, DROPPED)]
    return Reviewed(tuple(judged[:2]), decided[-1] if decided else None)


def _label(judgement: Judgement) -> str:
    return f"{judgement.outcome} {judgement.verdict}"


def _same(one: Judgement, other: Judgement) -> bool:
    return _label(one) == _label(other) and set(one.clauses) == set(other.clauses)
