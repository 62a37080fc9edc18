"""The messages that teach triage, and those it is measured on: enough, of every kind, and never the same."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from assistant.adapters.school_files.triage_tables import read_triage_tables, read_triage_words
from assistant.adapters.triage_training import gram_table
from assistant.domain.phrases import any_match, plain_words
from assistant.domain.triage import Category, Concerned, Route, TriageExample
from tests.fakes.small_school import PROJECT

_TEACHING, _MEASURING = PROJECT / "prompts" / "triage", PROJECT / "eval" / "development" / "triage"
_TABLES = [*sorted(_TEACHING.glob("*.csv")), *sorted(_MEASURING.glob("*.csv"))]
# Of the runs of words and letters that two messages share; pairs of strangers reach 0.7.
_TOO_NEAR = 0.8


@cache
def _messages(folder: Path) -> tuple[TriageExample, ...]:
    return read_triage_tables(folder)


def _incidents(folder: Path) -> list[TriageExample]:
    return [one for one in _messages(folder) if one.route is Route.LIVE_INCIDENT]


def _plain(text: str) -> str:
    """Of a message without a single word, such as '?', what was typed."""
    words = plain_words(text).strip()
    return words if any(map(str.isalpha, words)) else text


@pytest.mark.parametrize("table", _TABLES, ids=lambda path: f"{path.parent.parent.name}/{path.stem}")
def test_no_message_stands_twice_in_a_table(table: Path) -> None:
    """Case and punctuation apart."""
    found = Counter(_plain(one.text) for one in _messages(table.parent) if one.source == table.stem)
    assert found
    assert [text for text, times in found.items() if times > 1] == []


def test_no_message_stands_in_two_tables_with_two_labels() -> None:
    """What one lead calls an incident no other calls a question."""
    routes: dict[str, set[Route]] = {}
    for one in (*_messages(_TEACHING), *_messages(_MEASURING)):
        routes.setdefault(_plain(one.text), set()).add(one.route)
    assert [text for text, several in routes.items() if len(several) > 1] == []


def test_there_are_enough_messages() -> None:
    """At least 3,000 to learn from and 400 to measure on, incidents and questions in balance."""
    for folder, least in ((_TEACHING, 3_000), (_MEASURING, 400)):
        share = len(_incidents(folder)) / len(_messages(folder))
        assert len(_messages(folder)) >= least
        assert 0.3 <= share <= 0.7


@pytest.mark.parametrize(("folder", "least"), [(_TEACHING, 50), (_MEASURING, 5)])
def test_every_category_is_there(folder: Path, least: int) -> None:
    """All sixteen, none of them with a handful of messages only."""
    found = Counter(category for one in _incidents(folder) for category in one.categories)
    assert [category for category in Category if found[category] < least] == []


@pytest.mark.parametrize("folder", [_TEACHING, _MEASURING])
def test_all_people_and_emergencies_are_there(folder: Path) -> None:
    """Each of those whom it may be about, and incidents of all kinds of urgency."""
    incidents = _incidents(folder)
    assert {one.concerns for one in incidents} >= {
        Concerned.CHILD,
        Concerned.COLLEAGUE,
        Concerned.MYSELF,
        Concerned.OUTSIDER,
        Concerned.HEADTEACHER,
        Concerned.SAFEGUARDING_LEAD,
    }
    assert 0.05 <= sum(one.emergency for one in incidents) / len(incidents) <= 0.5


@pytest.mark.parametrize("folder", [_TEACHING, _MEASURING])
def test_many_incidents_have_no_word_of_danger(folder: Path) -> None:
    """At least 40 in 100: what staff report rarely sounds like an alarm."""
    words = read_triage_words(_TEACHING / "words.toml").danger
    quiet = [one for one in _incidents(folder) if not any_match(words, plain_words(one.text))]
    assert len(quiet) / len(_incidents(folder)) >= 0.4


def test_many_questions_have_a_word_of_danger() -> None:
    """So that the words alone decide nothing."""
    words = read_triage_words(_TEACHING / "words.toml").danger
    questions = [one for one in _messages(_TEACHING) if one.route is Route.POLICY_QUESTION]
    assert sum(any_match(words, plain_words(one.text)) for one in questions) >= 50


def test_nothing_is_measured_on_that_was_learnt() -> None:
    """No message of eval/development/triage is one of prompts/triage in other words."""
    learnt, measured = ([one.text for one in _messages(folder)] for folder in (_TEACHING, _MEASURING))
    near = (gram_table(measured) @ gram_table(learnt).T).tocoo()
    pairs = zip(near.row, near.col, near.data, strict=True)
    assert [(measured[at], learnt[to]) for at, to, share in pairs if share >= _TOO_NEAR] == []


@pytest.mark.parametrize("name", ["danger", "restricted", "yes", "no"])
def test_every_list_of_words_is_there(name: str) -> None:
    """A list that is misspelt would count as empty; no phrase stands in one twice."""
    phrases = getattr(read_triage_words(_TEACHING / "words.toml"), name)
    assert len(set(phrases)) == len(phrases) > 5


def test_yes_is_not_no() -> None:
    """No answer means both."""
    words = read_triage_words(_TEACHING / "words.toml")
    assert set(words.yes) & set(words.no) == set()
