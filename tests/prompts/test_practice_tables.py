"""The rules that the encoder practises on: the same columns, no row twice, none of the evaluation."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from assistant.adapters.school_files.practice_tables import read_practice_tables
from assistant.adapters.triage_training import gram_table
from assistant.domain.phrases import plain_words
from assistant.domain.practice import Practice
from assistant.evaluation.cases import read_cases
from tests.fakes.shipped import shipped_library
from tests.fakes.small_school import PROJECT

_FOLDER = PROJECT / "prompts" / "practice"
_TABLES = sorted(_FOLDER.glob("*.csv"))
_CASES = (PROJECT / "eval" / "cases", PROJECT / "eval" / "development" / "cases")
# Of the runs of words and letters that two questions share; pairs of strangers reach 0.7.
_TOO_NEAR = 0.8


@cache
def _practice() -> tuple[Practice, ...]:
    return read_practice_tables(_FOLDER)


@pytest.mark.parametrize("table", _TABLES, ids=lambda path: path.stem)
def test_every_table_has_the_same_columns(table: Path) -> None:
    """Question, rule, what looks right, and the topic that the rule is of; no cell is empty."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert all(list(row) == ["question", "rule", "looks_right", "topic"] for row in rows)
    assert [row for row in rows if not all(cell and cell.strip() for cell in row.values())] == []


def test_no_question_is_practised_twice() -> None:
    """Case and punctuation apart, in all tables together."""
    found = Counter(plain_words(one.question) for one in _practice())
    assert [question for question, times in found.items() if times > 1] == []


def test_there_is_enough_to_practise_on() -> None:
    """At least 2,000 questions on 300 rules, most of which are asked for in several ways."""
    rules = Counter(one.rule for one in _practice())
    assert len(_practice()) >= 2_000
    assert len(rules) >= 300
    assert sum(times > 1 for times in rules.values()) / len(rules) > 0.5


@pytest.mark.parametrize("folder", _CASES, ids=lambda path: path.parent.name)
def test_no_case_of_the_evaluation_is_practised(folder: Path) -> None:
    """No question of a case is one of practice in other words."""
    practised = [one.question for one in _practice()]
    asked = [case.message.text for case in read_cases(folder)]
    near = (gram_table(asked) @ gram_table(practised).T).tocoo()
    pairs = zip(near.row, near.col, near.data, strict=True)
    assert [(asked[at], practised[to]) for at, to, share in pairs if share >= _TOO_NEAR] == []


def test_no_rule_of_practice_is_one_of_ours() -> None:
    """They are other schools' rules: what ours say is learnt from the tables of questions."""
    ours = {plain_words(clause.text) for clause in shipped_library().clauses.values()}
    theirs = {plain_words(rule) for one in _practice() for rule in (one.rule, one.looks_right)}
    assert ours & theirs == set()
