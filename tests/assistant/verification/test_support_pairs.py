"""Pairs of sentences and clauses: how many lies get through all rules together, and how much truth they cost.

The rules and their floors were chosen on all tables of eval/support but the one that is held out.
"""

from collections.abc import Iterable

import pytest

from assistant.adapters.encoder import OnnxEncoder
from assistant.domain.answer import Verdict
from assistant.domain.proposal import Excerpt, ProposedSentence
from assistant.verification.standing import Standing, standing
from assistant.verification.support import FLOOR, SentenceSupport, Support
from tests.fakes.liars.proposed import cited
from tests.fakes.pairs import HELD_OUT, Pair, pairs
from tests.fakes.shipped import shipped_library


@pytest.fixture(scope="module")
def support(real_encoder: OnnxEncoder) -> SentenceSupport:
    """Support as it ships."""
    return SentenceSupport(real_encoder)


def _stands(pair: Pair, support: Support) -> bool:
    by_key = {label: Excerpt(label, cited(label)) for label in pair.clauses}
    sentence = ProposedSentence(pair.sentence, pair.clauses)
    return isinstance(standing(sentence, by_key, Verdict.FACT, (), support), Standing)


def _shares(rows: Iterable[Pair], support: Support) -> tuple[float, float]:
    """Which share of the lies gets through, and which share of the truths is kept."""
    stood = {True: [], False: []}  # type: dict[bool, list[bool]]
    for pair in rows:
        stood[pair.supported].append(_stands(pair, support))
    return sum(stood[False]) / len(stood[False]), sum(stood[True]) / len(stood[True])


def test_the_pairs_are_many_and_none_is_there_twice() -> None:
    """More than four hundred, of both kinds in each table, about clauses that there are."""
    sentences = [pair.sentence for pair in pairs()]
    assert len(sentences) == len(set(sentences)) > 400
    assert {label for pair in pairs() for label in pair.clauses} <= set(shipped_library().clauses)
    tables = {pair.table for pair in pairs()}
    assert HELD_OUT in tables
    assert {(pair.table, pair.supported) for pair in pairs()} == {
        (t, s) for t in tables for s in (True, False)
    }


def test_of_the_lies_that_nothing_was_chosen_on_at_most_one_in_fifty_gets_through(
    support: SentenceSupport,
) -> None:
    """One of a hundred does; of the truths four in five stay, which is the price."""
    lies, truths = _shares([pair for pair in pairs() if pair.table == HELD_OUT], support)
    assert lies <= 0.02
    assert truths >= 0.8


def test_of_the_pairs_that_rules_were_chosen_on_hardly_a_lie_gets_through(support: SentenceSupport) -> None:
    """At most one in a hundred; and the truths among them, many of them worded freely, stay as they do."""
    lies, truths = _shares([pair for pair in pairs() if pair.table != HELD_OUT], support)
    assert lies <= 0.01
    assert truths >= 0.8


def test_without_its_floor_support_would_let_many_more_lies_through(support: SentenceSupport) -> None:
    """What changes no verb, figure or role is left to it."""
    lying = [pair for pair in pairs() if not pair.supported]
    through = [pair for pair in lying if _stands(pair, lambda sentence, texts: FLOOR)]
    assert len(through) >= 20
    assert sum(_stands(pair, support) for pair in through) <= 5
