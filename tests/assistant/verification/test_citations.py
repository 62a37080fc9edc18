"""Verification: what is not letter by letter in the published text never reaches a reader."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.domain.answer import Branch, Citation, Verdict, cite
from assistant.domain.policy import Clause, Policy, Span, Status
from assistant.verification.citations import holding, holding_branches, holds
from tests.fakes.shipped import shipped_library

_LIBRARY = shipped_library()
_POLICIES, _CLAUSES = _LIBRARY.policies, _LIBRARY.clauses
_LABELS = sorted(_CLAUSES)


def _cited(label: str, sentence: int | None = None) -> Citation:
    clause = _CLAUSES[label]
    spans = () if sentence is None else (clause.sentences[sentence],)
    return cite(_POLICIES[clause.policy], clause, spans)


def _holds(
    citation: Citation,
    policies: Mapping[str, Policy] = _POLICIES,
    clauses: Mapping[str, Clause] = _CLAUSES,
) -> bool:
    return holds(citation, policies, clauses)


_TRUE = _cited("SM 12.2", 1)


def test_every_clause_and_every_sentence_of_it_can_be_cited() -> None:
    """What the system itself issues holds, whole or by the sentence."""
    for label in _LABELS:
        assert _holds(_cited(label)), label
        assert all(_holds(_cited(label, at)) for at in range(len(_CLAUSES[label].sentences))), label


@pytest.mark.parametrize(
    ("what", "altered"),
    [
        ("one letter", replace(_TRUE, quote=_TRUE.quote.replace("advised not", "advised now"))),
        ("a word left out", replace(_TRUE, quote=_TRUE.quote.replace("not ", ""))),
        ("another case", replace(_TRUE, quote=_TRUE.quote.lower())),
        ("a space more", replace(_TRUE, quote=_TRUE.quote + " ")),
        ("offsets moved by one", replace(_TRUE, start=_TRUE.start + 1, end=_TRUE.end + 1)),
        ("nothing quoted", replace(_TRUE, end=_TRUE.start, quote="")),
        ("offsets turned round", replace(_TRUE, start=_TRUE.end, end=_TRUE.start, quote="")),
        (
            "offsets counted from the end",
            replace(_TRUE, start=_TRUE.start - len(_POLICIES[_TRUE.policy].text)),
        ),
        ("another clause of the policy", replace(_TRUE, clause="SM 12.3")),
        ("a clause that there is not", replace(_TRUE, clause="SM 99.9")),
        ("a clause of another policy", replace(_TRUE, clause="SG 1.1")),
        ("another policy", replace(_TRUE, policy="safeguarding")),
        ("a policy that is not held", replace(_TRUE, policy="car-parking")),
        ("another status", replace(_TRUE, status=Status.MODEL)),
    ],
)
def test_a_citation_that_is_not_true_is_dropped(what: str, altered: Citation) -> None:
    """Each single untruth is enough."""
    assert _holds(_TRUE)
    assert not _holds(altered), what


def test_words_of_a_neighbour_are_not_lent() -> None:
    """A quote that begins in the clause and ends in the next is verbatim and yet dropped."""
    text = _POLICIES["social-media"].text
    end = _CLAUSES["SM 12.3"].span.end
    assert not _holds(replace(_TRUE, end=end, quote=text[_TRUE.start : end]))


@pytest.mark.parametrize("status", [Status.SUPERSEDED, Status.DRAFT])
def test_a_policy_that_no_longer_or_not_yet_answers_is_never_cited(status: Status) -> None:
    """Not even with its true status and verbatim words."""
    policy = _POLICIES["social-media"]
    asleep = replace(policy, record=replace(policy.record, status=status))
    held = {**_POLICIES, "social-media": asleep}
    assert not _holds(replace(_TRUE, status=status), held)
    assert not _holds(_TRUE, held)


def test_a_citation_of_words_that_have_been_edited_since_is_dropped() -> None:
    """The published text decides, not the one that was quoted."""
    policy = _POLICIES["social-media"]
    edited = replace(policy, text=policy.text.replace("advised not to communicate", "always to communicate"))
    assert not _holds(_TRUE, {**_POLICIES, "social-media": edited})


@given(st.lists(st.tuples(st.sampled_from(_LABELS), st.booleans()), max_size=12))
def test_what_holds_stays_in_its_order(wanted: list[tuple[str, bool]]) -> None:
    """Untrue citations among true ones change nothing about those."""
    mixed = [_cited(label) if true else replace(_cited(label), quote="x") for label, true in wanted]
    kept = holding(mixed, _POLICIES, _CLAUSES)
    assert kept == tuple(_cited(label) for label, true in wanted if true)


@given(st.data())
def test_a_random_alteration_survives_only_if_it_is_the_text(data: st.DataObject) -> None:
    """Whatever is done to quote, offsets, clause, policy or status, what holds says what the policy says."""
    citation = _cited(data.draw(st.sampled_from(_LABELS)))
    near = st.integers(-3, 3)
    altered = replace(
        citation,
        start=citation.start + data.draw(near),
        end=citation.end + data.draw(near),
        clause=data.draw(st.sampled_from([citation.clause, *_LABELS])),
        policy=data.draw(st.sampled_from([citation.policy, *_POLICIES])),
        status=data.draw(st.sampled_from([citation.status, *Status])),
        quote=data.draw(st.sampled_from([citation.quote, citation.quote[1:], citation.quote[:-1]])),
    )
    if _holds(altered):
        policy, clause = _POLICIES[altered.policy], _CLAUSES[altered.clause]
        assert Span(altered.start, altered.end).of(policy.text) == altered.quote
        assert altered.quote in clause.text
        assert policy.record.status is altered.status
        assert clause.policy == altered.policy


@given(st.sampled_from(_LABELS), st.integers(0, 5_000), st.characters())
def test_a_letter_exchanged_never_survives(label: str, place: int, letter: str) -> None:
    """No single character of a quote may differ."""
    citation = _cited(label)
    at = place % len(citation.quote)
    assume(citation.quote[at] != letter)
    quote = citation.quote[:at] + letter + citation.quote[at + 1 :]
    assert not _holds(replace(citation, quote=quote))


def test_a_branch_lives_as_long_as_one_citation_of_it() -> None:
    """A branch keeps what holds; one without any is not shown."""
    untrue = replace(_TRUE, quote="x")
    half = Branch("a former pupil", Verdict.NO, (untrue, _TRUE), "Better not")
    none = Branch("a ghost", Verdict.YES, (untrue,), "Yes")
    kept = holding_branches((none, half), _POLICIES, _CLAUSES)
    assert kept == (replace(half, citations=(_TRUE,)),)
