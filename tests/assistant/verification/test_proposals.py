"""Proposals: what is left of one as a whole; and what holds of whatever is left of any."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.answer import Answered, Branch, Verdict
from assistant.domain.proposal import Excerpt, Fault, Proposal, ProposedSentence, Verified
from assistant.verification.assertions import assertions
from assistant.verification.proposals import MOST_SENTENCES, verified
from assistant.verification.strictness import at_least_as_strict, permits_outright
from assistant.verification.support import SentenceSupport
from tests.fakes.encoder import FakeEncoder
from tests.fakes.excerpts import EXCERPTS, excerpt

_SUPPORT = SentenceSupport(FakeEncoder())
_TRUE = tuple((one.citation.quote, (one.key,)) for one in EXCERPTS)
_OWN, _OTHER = EXCERPTS[0], EXCERPTS[2]


def _answer(verdict: Verdict = Verdict.NO, own: Excerpt = _OWN) -> Answered:
    return Answered(verdict, "As the policy has it.", (own.citation,))


def _left(
    said: Sequence[tuple[str, Sequence[str]]],
    default: Answered | None = None,
    verdict: Verdict | None = None,
    excerpts: Sequence[Excerpt] = EXCERPTS,
) -> Verified:
    sentences = tuple(ProposedSentence(text, tuple(keys)) for text, keys in said)
    return verified(Proposal(sentences, verdict), excerpts, default or _answer(), (), _SUPPORT)


def test_each_sentence_is_shown_with_the_clauses_that_bear_it() -> None:
    """In the model's order."""
    left = _left(_TRUE)
    assert [one.text for one in left.sentences] == [text for text, _ in _TRUE]
    assert [one.citations for one in left.sentences] == [(one.citation,) for one in EXCERPTS]
    assert left.faults == ()


def test_a_clause_that_bears_nothing_is_not_cited() -> None:
    """However many keys a sentence names, and in whatever order."""
    (shown,) = _left([(_TRUE[0][0], ("C3", "C1", "C4", "C1"))]).sentences
    assert shown.citations == (_OWN.citation,)


def test_what_two_clauses_bear_rests_on_both() -> None:
    """Each assertion on its own."""
    text = f"{_TRUE[0][0].rstrip('.')}, and must use the highest privacy settings that a network has."
    (shown,) = _left([(text, ("C1", "C3"))]).sentences
    assert shown.citations == (_OWN.citation, _OTHER.citation)


def test_several_sentences_written_as_one_stand_or_fall_together() -> None:
    """True ones are shown one by one; with a lie among them, none of them is."""
    both = (f"{_TRUE[0][0]} {_TRUE[2][0]}", ("C1", "C3"))
    assert [one.text for one in _left([both]).sentences] == [_TRUE[0][0], _TRUE[2][0]]
    lie = (f"{_TRUE[0][0]} Staff may accept them on Fridays.", ("C1", "C3"))
    assert [one.text for one in _left([lie, _TRUE[0]]).sentences] == [_TRUE[0][0]]
    assert _left([lie]).sentences == ()


def test_a_question_in_a_clause_bears_nothing() -> None:
    """It says neither that it is so nor that it is to be done."""
    asks = excerpt("C1", "What was written above the door? Staff must lock the office.")
    said = [("Write above the door.", ("C1",)), ("Staff must lock the office.", ("C1",))]
    left = _left(said, _answer(Verdict.MUST, asks), excerpts=(asks,))
    assert [one.text for one in left.sentences] == ["Staff must lock the office."]


def test_without_a_sentence_on_the_answers_own_clauses_nothing_is_left() -> None:
    """It would explain something else."""
    left = _left(_TRUE[2:])
    assert (left.sentences, left.faults) == ((), (Fault.CORE,))


def test_a_branchs_clause_is_the_answers_own() -> None:
    """Where the answer depends, its branches have the citations."""
    default = Answered(
        Verdict.DEPENDS, "It depends.", (), (Branch("a pupil", Verdict.NO, (_OTHER.citation,)),)
    )
    assert _left([_TRUE[2]], default).sentences


def test_under_a_no_nothing_is_permitted_outright() -> None:
    """One permission takes the whole explanation down; one with a condition does not."""
    allowing = excerpt("C5", "Staff may reply to parents.")
    conditional = excerpt("C6", "Staff may reply to parents only if the Headteacher agrees.")
    given_ = (*EXCERPTS, allowing, conditional)
    outright = _left([_TRUE[0], ("Staff may reply to parents.", ("C5",))], excerpts=given_)
    assert outright.sentences == ()
    assert _left([_TRUE[0], (conditional.citation.quote, ("C6",))], excerpts=given_).sentences
    assert _left(
        [_TRUE[0], ("Staff may reply to parents.", ("C5",))], _answer(Verdict.FACT), excerpts=given_
    ).sentences


@pytest.mark.parametrize("said", [(), (("", ("C1",)),), (("Staff may do as they like.", ("C1",)),)])
def test_an_empty_proposal_and_one_without_a_truth_leave_nothing(
    said: Sequence[tuple[str, Sequence[str]]],
) -> None:
    """The default answer stands alone."""
    left = _left(said)
    assert left.sentences == ()
    assert left.faults[-1] is Fault.CORE


def test_a_sentence_said_again_and_more_than_six_are_not_shown() -> None:
    """The first of them stand."""
    clauses = [
        excerpt(f"C{at}", f"Staff must tell the Headteacher about {word}.")
        for at, word in enumerate("money music paint glue chalk paper string".split(), 1)
    ]
    said = [(one.citation.quote, (one.key,)) for one in clauses]
    left = _left([said[0], *said], _answer(own=clauses[0]), excerpts=clauses)
    assert [one.text for one in left.sentences] == [text for text, _ in said[:MOST_SENTENCES]]
    assert left.faults == (Fault.FORM, Fault.FORM)


_WORDS = sorted(
    {word for one in EXCERPTS for word in one.text.split()} | {"not", "may", "unless", "and", "[name 1]"}
)
_SAID = st.one_of(
    st.sampled_from([text for text, _ in _TRUE]),
    st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join),
    st.text(max_size=30),
)
_KEYS = st.lists(st.sampled_from(["C1", "C2", "C3", "C4", "C9", ""]), max_size=4)


def _named(keys: Sequence[str]) -> set[tuple[str, int, int]]:
    return {one.citation.key for one in EXCERPTS if one.key in keys}


@given(
    st.lists(st.tuples(_SAID, _KEYS), max_size=9),
    st.sampled_from(list(Verdict)),
    st.none() | st.sampled_from(list(Verdict)),
)
def test_whatever_is_proposed_what_is_left_is_issued_in_order_and_no_more_permissive(
    said: list[tuple[str, list[str]]], default: Verdict, verdict: Verdict | None
) -> None:
    """Only clauses that a sentence names, a subsequence of what was said, no permission under a no."""
    left = _left(said, _answer(default), verdict)
    rest = iter(said)
    for shown in left.sentences:
        rested_on = {citation.key for citation in shown.citations}
        assert rested_on
        assert any(text == shown.text and rested_on <= _named(keys) for text, keys in rest)
    assert len(left.sentences) <= MOST_SENTENCES
    if left.sentences:
        assert verdict is None or at_least_as_strict(verdict, default)
        permissions = [
            one for shown in left.sentences for one in assertions(shown.text) if permits_outright(one)
        ]
        assert default is not Verdict.NO or not permissions
    else:
        assert left.faults[-1] is Fault.CORE
