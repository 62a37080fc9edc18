"""Masking, measured by the tables of eval/masking: how much of what should go goes, and how much else."""

import csv
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from assistant.bootstrap import Assistant
from assistant.evaluation.cases import read_cases
from tests.eval.masking_score import Labelled, Score, read_labelled, score
from tests.fakes.small_school import PROJECT

_FOLDER = PROJECT / "eval" / "masking"
_TABLES = ("formal", "held-out", "terse")


@cache
def _rows(table: str) -> tuple[Labelled, ...]:
    return read_labelled(_FOLDER / f"{table}.csv")


def _share(counted: Counter[tuple[str, bool]], key: str) -> float:
    right, wrong = counted[key, True], counted[key, False]
    return right / (right + wrong)


def _reaches(found: Score, recall: float, precision: float) -> None:
    """Names as given; what is known by its shape nearly always; what an answer depends on stays."""
    assert _share(found.recall, "names") >= recall, found.missed
    assert _share(found.precision, "name") >= precision, found.needless
    for column, kind in (("e_mails", "e-mail"), ("numbers", "number"), ("links", "link")):
        assert _share(found.recall, column) >= 0.96, found.missed
        assert _share(found.precision, kind) >= 0.96, found.needless
    assert found.kept[False] <= 0.02 * found.kept.total(), found.needless
    assert found.untouched[False] <= 0.06 * found.untouched.total(), found.needless


def test_there_are_enough_texts() -> None:
    """In differing voices, each once, with words to mask and words to keep that stand in them."""
    assert tuple(sorted(path.stem for path in _FOLDER.glob("*.csv"))) == _TABLES
    rows = [row for table in _TABLES for row in _rows(table)]
    assert len({row.text for row in rows}) == len(rows) >= 700
    for row in rows:
        assert all(span in row.text for spans in row.spans.values() for span in spans), row.text
        assert all(word.lower() in row.text.lower() for word in row.keep), row.text


@pytest.mark.parametrize(("table", "recall"), [("terse", 0.96), ("formal", 0.97), ("held-out", 0.94)])
def test_what_tells_of_whom_it_is_is_masked(real_assistant: Assistant, table: str, recall: float) -> None:
    """As often as was reached, less a little; no school's roster is needed for it."""
    _reaches(score(real_assistant.masker, _rows(table)), recall, 0.96)


def test_with_a_roster_hardly_anybody_is_missed(real_assistant: Assistant, tmp_path: Path) -> None:
    """The school's own people are masked wherever they are named, and ordinary words still are not."""
    rows, path = _rows("held-out"), tmp_path / "roster.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["name"])
        table.writerows([name] for row in rows for name in row.spans["names"])
    settings = real_assistant.settings.model_copy(update={"roster": path})
    _reaches(score(replace(real_assistant, settings=settings).masker, rows), 0.97, 0.95)


def test_questions_that_name_nobody_are_left_alone(real_assistant: Assistant) -> None:
    """Of the cases, which were written without a thought of masking, at most one in twelve is changed."""
    cases = read_cases(PROJECT / "eval" / "cases")
    changed = [
        case.message.text
        for case in cases
        if real_assistant.masker.mask([case.message.text]).texts != (case.message.text,)
    ]
    assert len(changed) <= len(cases) / 12, changed
