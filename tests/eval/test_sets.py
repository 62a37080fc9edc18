"""The cases that ship: enough of every kind, right in themselves, near nothing that anybody learnt from."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from assistant.bootstrap import Assistant, read_triage_tables
from assistant.domain.answer import Verdict
from assistant.domain.triage import Category, Concerned, Route
from assistant.evaluation.cases import Case, read_cases
from assistant.evaluation.folder import EvalFolder
from assistant.evaluation.leaks import Learnt, learnt_from
from assistant.evaluation.messages import read_messages
from tests.fakes.small_school import PROJECT

_EVAL, _PROMPTS = PROJECT / "eval", PROJECT / "prompts"


@cache
def _cases() -> tuple[Case, ...]:
    return read_cases(_EVAL / "cases")


def _whole(case: Case) -> str:
    return " ".join((*case.message.earlier_questions, case.message.text))


def test_no_case_is_near_anything_learnt() -> None:
    """Neither a question nor a message, of the tables that teach or of those that developers looked at."""
    learnt = learnt_from(_PROMPTS, EvalFolder(_EVAL))
    measured = [(_whole(case), case.message.text) for case in _cases()]
    measured += [(message.example.text, "") for message in read_messages(_EVAL / "triage")]
    found = [(texts, learnt.near(*texts)) for texts in measured]
    assert [(texts[0], near) for texts, near in found if near] == []


def test_the_search_finds_a_copy_and_lets_a_stranger_pass() -> None:
    """A few letters do not hide it."""
    question = "Can I film sports day on my own phone?"
    copies = ("can i film sports days on my own phone", "may I post the school play on TikTok")
    assert Learnt(copies).near(question) == copies[0]
    assert Learnt(copies[1:]).near(question) is None


def test_no_case_stands_twice() -> None:
    """In whatever table."""
    assert [key for key, times in Counter(case.key for case in _cases()).items() if times > 1] == []


def test_every_label_is_a_clause_of_the_policies(real_assistant: Assistant) -> None:
    """And an answer has clauses and a verdict, and nothing else has."""
    index = real_assistant.shelf.current()
    assert index is not None
    labels = {clause.label for policy in index.policies.values() for clause in policy.clauses}
    assert [label for case in _cases() for label in case.clauses if label not in labels] == []
    for case in _cases():
        assert case.outcome in {"answered", "not_covered", "out_of_scope"}
        assert (case.verdict in {*Verdict} and case.clauses != ()) == (case.outcome == "answered")
        assert case.outcome == "answered" or (case.verdict, case.clauses) == ("", ())


def test_every_section_of_the_schools_own_policy_is_asked_about(real_assistant: Assistant) -> None:
    """Social Media is the seed: each of its first headings has a case."""
    index = real_assistant.shelf.current()
    assert index is not None
    (seed,) = (policy for policy in index.policies.values() if policy.record.short == "SM")
    asked = {label for case in _cases() for label in case.clauses}
    sections = {clause.headings[:1] for clause in seed.clauses}
    assert sections == {clause.headings[:1] for clause in seed.clauses if clause.label in asked}


@pytest.mark.parametrize(
    ("tag", "least"),
    [("follow_up", 60), ("two_part", 40), ("conflict", 40), ("trips", 60), ("not_covered", 60)],
)
def test_there_are_enough_of_every_kind(tag: str, least: int) -> None:
    """Of 400 at least; a follow-up has what it follows."""
    assert len(_cases()) >= 400
    assert sum(tag in case.tags for case in _cases()) >= least
    assert all(case.message.history for case in _cases() if "follow_up" in case.tags)


def test_all_policies_are_asked_about(real_assistant: Assistant) -> None:
    """Each one ten times at least."""
    index = real_assistant.shelf.current()
    assert index is not None
    asked = Counter(short for case in _cases() for short in {label.split()[0] for label in case.clauses})
    assert all(asked[policy.record.short] >= 10 for policy in index.policies.values())


def test_messages_are_half_incidents_of_all_kinds() -> None:
    """Of 400 at least: every category, emergencies, and everybody whom it may be about."""
    examples = read_triage_tables(_EVAL / "triage")
    incidents = [one for one in examples if one.route is Route.LIVE_INCIDENT]
    assert len(examples) >= 400
    assert 0.45 <= len(incidents) / len(examples) <= 0.55
    kinds = Counter(one.categories[0] for one in incidents)
    assert all(kinds[category] >= 10 for category in Category)
    assert sum(one.emergency for one in incidents) >= 40
    about = Counter(one.concerns for one in incidents)
    assert all(about[whom] >= 10 for whom in Concerned)


@pytest.mark.parametrize("table", sorted((_EVAL / "triage").glob("*.csv")), ids=lambda path: path.stem)
def test_messages_know_where_they_stand(table: Path) -> None:
    """Each has its line and who sent it."""
    own = [one for one in read_messages(table.parent) if one.example.source == table.stem]
    assert own
    assert [one.line for one in own] == sorted({one.line for one in own})
    assert all(one.asker and one.line > 1 for one in own)


def test_drafts_are_not_kept_with_the_code() -> None:
    """They hold what staff asked, which no lead has read yet."""
    assert "eval/drafts/" in (PROJECT / ".gitignore").read_text().splitlines()
