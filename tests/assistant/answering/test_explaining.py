"""What a model may read, and what an answer becomes with what is left of its words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.explaining import excerpts_of, explained, stands_for
from assistant.answering.headlines import headline
from assistant.domain.answer import Answered, Branch, Citation, Explained, Verdict, Warning
from assistant.domain.policy import Status
from assistant.domain.proposal import Verified
from tests.fakes.shipped import shipped_replies

_REPLIES = shipped_replies()


def _clause(number: int, quote: str = "Staff may do so.") -> Citation:
    return Citation(
        "ph", "Phones Policy", Status.RATIFIED, f"PH {number}", "Phones", quote, number * 100, 199
    )


_MAY, _NEVER, _DUTY = _clause(1), _clause(2, "Staff must not do so."), _clause(3, "Staff must do so.")
_IF, _RELEASED = _clause(4, "Staff may do so only if asked."), _clause(5, "Staff do not have to do so.")
_YES = Answered(Verdict.YES, headline(Verdict.YES, _MAY, _REPLIES), (_MAY,))
_DEPENDS = Answered(
    Verdict.DEPENDS,
    "It depends on who it is.",
    (_MAY, _NEVER),
    (Branch("a pupil", Verdict.NO, (_NEVER,)), Branch("a parent", Verdict.YES, (_MAY, _IF))),
)


def _said(*citations: Citation) -> Verified:
    return Verified((Explained("So it is.", citations),))


def test_excerpts_are_what_the_answer_rests_on_and_then_the_rest() -> None:
    """Branches after the answer's own; a clause that is quoted already is not offered in other words."""
    more = (replace(_MAY, start=0), _DUTY, _RELEASED)
    excerpts = excerpts_of(_DEPENDS, more)
    assert [one.citation for one in excerpts] == [_MAY, _NEVER, _IF, _DUTY, _RELEASED]
    assert [one.key for one in excerpts] == ["C1", "C2", "C3", "C4", "C5"]


@given(st.lists(st.integers(1, 20), min_size=1, max_size=9), st.lists(st.integers(1, 20), max_size=9))
def test_excerpts_are_five_at_most_and_each_another(own: list[int], more: list[int]) -> None:
    """Whatever is cited and found."""
    excerpts = excerpts_of(replace(_YES, citations=tuple(map(_clause, own))), map(_clause, more))
    keys = [one.citation.key for one in excerpts]
    assert 1 <= len(keys) == len(set(keys)) == len({one.key for one in excerpts}) <= 5


def test_clauses_of_sentences_are_added_once_and_last() -> None:
    """Not those that stand in the answer or in its branches."""
    verified = Verified((Explained("One.", (_DUTY, _IF)), Explained("Two.", (_DUTY, _MAY))))
    answer = explained(_DEPENDS, verified)
    assert answer.citations == (_MAY, _NEVER, _DUTY)
    assert answer == replace(_DEPENDS, citations=answer.citations, explanation=verified.sentences)


@pytest.mark.parametrize("default", [_YES, _DEPENDS, replace(_YES, headline="First: Yes. Second: No.")])
def test_no_sentence_changes_a_verdict(default: Answered) -> None:
    """Whatever clause it rests on: a ban on something else is no answer."""
    answer = explained(default, _said(_NEVER, _DUTY))
    assert (answer.verdict, answer.headline) == (default.verdict, default.headline)
    assert answer.branches == default.branches
    assert answer.explanation


_PIN, _OVERDUE = Warning("indecent_images", "Never."), Warning("review_overdue", "Old.")
_ASKS = replace(_YES, asks="which_branch", options=("a pupil", "a parent"))


@pytest.mark.parametrize(
    ("restated", "default", "stands"),
    [
        (_YES, _YES, True),
        (replace(_YES, warnings=(_PIN,)), _YES, True),
        (_YES, replace(_YES, warnings=(_PIN,)), False),
        (_YES, replace(_YES, warnings=(_OVERDUE,)), True),
        (_YES, _ASKS, True),
        (_ASKS, _ASKS, True),
        (_ASKS, _YES, False),
        (replace(_ASKS, options=("a parent", "a pupil")), _ASKS, False),
        (_YES, replace(_YES, verdict=Verdict.MUST), False),
        (replace(_YES, verdict=Verdict.MUST), replace(_YES, verdict=Verdict.MUST), True),
    ],
)
def test_an_answer_to_a_restated_question_loses_nothing(
    restated: Answered, default: Answered, stands: bool
) -> None:
    """No rule that a word of the person's brought, no duty, and no button that means something else."""
    assert stands_for(restated, default) is stands
