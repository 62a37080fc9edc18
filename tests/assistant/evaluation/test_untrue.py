"""What must never be shown is found in the words themselves, whatever let it through."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from assistant.domain.answer import Answered, Branch, Citation, Explained, Verdict, cite
from assistant.domain.policy import Policy, Status
from assistant.evaluation.untrue import Untruth, untruths
from tests.fakes.small_school import write_school

_SILENT = "Staff must keep their own phone silent in lessons."


@cache
def _policies() -> dict[str, Policy]:
    with TemporaryDirectory() as folder:
        return {policy.record.id: policy for policy in write_school(Path(folder)).policies}


def _cited(label: str = "PH 1.1") -> Citation:
    found = ((policy, clause) for policy in _policies().values() for clause in policy.clauses)
    return next(cite(policy, clause) for policy, clause in found if clause.label == label)


def _answer(
    *sentences: str,
    verdict: Verdict = Verdict.MUST,
    cited: Citation | None = None,
    branches: tuple[Branch, ...] = (),
) -> Answered:
    citation = cited or _cited()
    explanation = tuple(Explained(text, (citation,)) for text in sentences)
    return Answered(verdict, "Staff must.", (citation,), branches, explanation=explanation)


def _found(shown: Answered, default: Answered | None = None) -> set[Untruth]:
    return set(untruths(shown, default or _answer(), _policies()))


@pytest.mark.parametrize(
    "text",
    [
        _SILENT,
        "The policy says: \u201cStaff must keep their own phone  silent in lessons.\u201d",
        "Phones stay 'silent', says PH 1.1.",
        "Staff's own phones stay silent, and the school's may not.",
    ],
)
def test_what_is_true_is_not_found(text: str) -> None:
    """Quotes in any marks, apostrophes that quote nothing, the clause's own label."""
    assert _found(_answer(text)) == set()


@pytest.mark.parametrize("text", ["By PH 9.9 phones stay silent.", "PH 1.2 says so.", "It is so (C3)."])
def test_a_clause_that_the_sentence_does_not_rest_on_is_found(text: str) -> None:
    """Whether it exists or not."""
    assert _found(_answer(text)) == {Untruth.CITATION}


@pytest.mark.parametrize(
    "text",
    [
        'Phones stay "silent in assemblies".',
        "The policy says \u2018Staff may keep their own phone\u2019.",
        '"Staff must not photograph pupils", it says.',
        'It says "staff must keep their own phone silent".',
    ],
)
def test_a_quote_that_does_not_stand_in_its_clause_is_found(text: str) -> None:
    """Other words, another clause's words, other letters."""
    assert _found(_answer(text)) == {Untruth.QUOTE}


@pytest.mark.parametrize(
    ("altered", "found"),
    [
        ({"clause": "PH 9.9"}, Untruth.CITATION),
        ({"policy": "dragons"}, Untruth.CITATION),
        ({"status": Status.DRAFT}, Untruth.CITATION),
        ({"quote": "Staff may keep their own phone silent in lessons."}, Untruth.QUOTE),
        ({"start": 0}, Untruth.QUOTE),
        ({"clause": "PH 1.2"}, Untruth.QUOTE),
        ({"lead_in": "Never:"}, Untruth.QUOTE),
    ],
)
def test_a_citation_that_is_not_the_published_words_is_found(
    altered: dict[str, object], found: Untruth
) -> None:
    """At the top of the answer or in a branch of it."""
    citation = replace(_cited(), **altered)  # type: ignore[arg-type]
    assert _found(_answer(cited=citation)) == {found}
    branch = Branch("in lessons", Verdict.MUST, (citation,))
    assert _found(_answer(branches=(branch,))) == {found}


def test_a_clause_that_is_not_shown_is_found() -> None:
    """A label in brackets whose words nobody sees; and a sentence without one."""
    for rested_on in ((_cited("TR 1.1"),), ()):
        shown = replace(_answer(), explanation=(Explained("The head must approve.", rested_on),))
        assert _found(shown) == {Untruth.CITATION}


def test_a_verdict_that_permits_more_is_found() -> None:
    """In the order no, must, only if or depends, fact, yes."""
    order = (Verdict.NO, Verdict.MUST, Verdict.ONLY_IF, Verdict.FACT, Verdict.YES)
    for place, verdict in enumerate(order):
        for other, default in enumerate(order):
            found = _found(_answer(verdict=verdict), _answer(verdict=default))
            assert found == ({Untruth.VERDICT} if place > other else set())


def test_where_it_depends_the_branch_that_permits_most_counts() -> None:
    """A yes to some is more than an only if to all."""
    allows, forbids = (Branch("at home", verdict, (_cited(),)) for verdict in (Verdict.YES, Verdict.NO))
    depends = _answer(verdict=Verdict.DEPENDS, branches=(allows, forbids))
    assert _found(depends, _answer(verdict=Verdict.ONLY_IF)) == {Untruth.VERDICT}
    assert _found(_answer(verdict=Verdict.ONLY_IF), depends) == set()


def test_a_yes_under_a_no_is_found() -> None:
    """Whatever the verdict beside it says."""
    no = _answer(verdict=Verdict.NO)
    assert _found(_answer("Yes, staff may.", verdict=Verdict.NO), no) == {Untruth.VERDICT}
