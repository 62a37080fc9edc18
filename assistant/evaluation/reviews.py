"""eval/reviews.csv: what leads said apart of drafts and disputed cases, and what was decided."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
    """Where the review of one case stands: its last two judgements, and what was decided of them."""

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
class PairOfLeads:
    """How far two leads agree who judged the same `cases` apart, `kappa` being Cohen's, of those two alone.

    `kappa` looks at outcome and verdict; `same` counts cases with the same clauses, too.
    """

    leads: tuple[str, str]
    cases: int
    same: int
    kappa: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """Every pair of leads, in the order of their names, and how many reviews wait for a decision."""

    pairs: tuple[PairOfLeads, ...]
    open: int


def read_reviews(path: Path) -> dict[str, Reviewed]:
    """Where the last review of each case stands, by the key of the case. Raises SchoolFileError."""
    return {case: reviews[-1] for case, reviews in every_review(path).items()}


def every_review(path: Path) -> dict[str, tuple[Reviewed, ...]]:
    """All reviews of each case: a decision ends one, and who disputes the case again begins another."""
    if not path.exists():
        return {}
    steps: dict[str, list[Step]] = {}
    for row in read_table(path, COLUMNS):
        cells = row.cells
        judgement = Judgement(cells["outcome"], cells["verdict"], labels_in(cells["clauses"]))
        told = (cells["case"], cells["question"], cells["lead"], cells["step"])
        steps.setdefault(cells["case"], []).append(Step(*told, judgement, cells["why"], cells["on"]))
    return {case: tuple(_rounds(said)) for case, said in steps.items()}


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
    """The agreement of each two leads who judged cases apart."""
    held = list(reviews)
    by_pair: defaultdict[tuple[str, str], list[Reviewed]] = defaultdict(list)
    for one in held:
        if len(one.judged) == 2:
            first, second = sorted(_plain(step.lead) for step in one.judged)
            by_pair[first, second].append(one)
    pairs = tuple(_pair(leads, by_pair[leads]) for leads in sorted(by_pair))
    return Agreement(pairs, sum(one.decided is None for one in held))


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's, as far as typing goes."""
    return _plain(one) == _plain(other)


def _plain(lead: str) -> str:
    return " ".join(lead.casefold().split())


def _pair(leads: tuple[str, str], reviews: Sequence[Reviewed]) -> PairOfLeads:
    ordered = [sorted(one.judged, key=lambda step: _plain(step.lead)) for one in reviews]
    first, second = ([_label(steps[place].judgement) for steps in ordered] for place in (0, 1))
    same = sum(one.agreed for one in reviews)
    called = ordered[-1][0].lead, ordered[-1][1].lead
    return PairOfLeads(called, len(ordered), same, kappa(first, second))


def _rounds(steps: Sequence[Step]) -> Iterator[Reviewed]:
    judged: list[Step] = []
    for step in steps:
        if step.step == JUDGED:
            judged.append(step)
        else:
            yield Reviewed(tuple(judged[:2]), step)
            judged = []
    if judged:
        yield Reviewed(tuple(judged[:2]))


def _label(judgement: Judgement) -> str:
    return f"{judgement.outcome} {judgement.verdict}"


def _same(one: Judgement, other: Judgement) -> bool:
    return _label(one) == _label(other) and set(one.clauses) == set(other.clauses)
