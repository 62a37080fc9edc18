"""What staff said of answers, and what no policy answers, become drafts of cases; who said so is nowhere."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.domain.feedback import Feedback
from assistant.evaluation.cases import key_of
from assistant.evaluation.folder import DRAFT_COLUMNS, EvalFolder, add_row
from assistant.masking.masker import Masker

# A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = "=+-@\t "


@dataclass(frozen=True, slots=True)
class Draft:
    """A question with what was shown to it, and why it should become a case."""

    question: str
    source: str
    shown: str
    why: str

    @property
    def cells(self) -> dict[str, str]:
        """The cells of its row; a lead fills in the others."""
        return {"question": self.question, "source": self.source, "shown": self.shown, "why": self.why}


def import_drafts(
    folder: EvalFolder,
    feedback: Iterable[Feedback],
    gaps: Iterable[tuple[str, int]],
    masker: Masker,
    reasons: Mapping[str, str],
    reviewed: Collection[str],
) -> tuple[Draft, ...]:
    """Write what is new into eval/drafts/feedback.csv and gaps.csv, and return it.

    `reasons` are the choices that staff had, in words. What stands in a table, waits as a draft or has been
    reviewed (`reviewed` are keys) is not imported again.
    """
    known = {*reviewed, *folder.keys()}
    fresh: dict[str, Draft] = {}
    for draft in (*_complaints(feedback, masker, reasons), *_gaps(gaps, masker)):
        key = key_of(draft.question)
        if draft.question and key not in known:
            fresh.setdefault(key, draft)
    for draft in fresh.values():
        add_row(folder.path / "drafts" / f"{draft.source}.csv", DRAFT_COLUMNS, draft.cells)
    return tuple(fresh.values())


def _complaints(feedback: Iterable[Feedback], masker: Masker, reasons: Mapping[str, str]) -> Iterator[Draft]:
    for given in feedback:
        if not given.helpful:
            shown = " ".join(filter(None, (given.outcome, given.verdict)))
            shown += f": {'; '.join(given.clauses)}" if given.clauses else ""
            said = (reasons.get(given.reason, given.reason), _safe(masker, given.comment))
            why = " - ".join(part for part in said if part)
            yield Draft(_safe(masker, given.question), "feedback", shown, why or "It did not help.")


def _gaps(gaps: Iterable[tuple[str, int]], masker: Masker) -> Iterator[Draft]:
    for question, asked in gaps:
        times = "once" if asked == 1 else f"{asked} times"
        yield Draft(_safe(masker, question), "gaps", "not_covered", f"Asked {times}; no policy answers.")


def _safe(masker: Masker, words: str) -> str:
    """Words that name nobody, in one line, and that no spreadsheet takes for a formula."""
    plain = "".join(mark if mark.isprintable() else " " for mark in words)
    return masker.masked(" ".join(plain.split())).lstrip(_FORMULA)
