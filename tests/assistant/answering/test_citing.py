"""Which of the clauses that were found an answer should cite."""

import pytest

from assistant.answering.citing import CITED, LEFT_OUT, citation_features, worth_citing
from assistant.domain.heads import Head
from tests.fakes.evidence import evidence

_LABELS = ("SM 12.2", "SM 12.3", "SM 6.2")


def test_the_best_clause_lies_below_nothing() -> None:
    """What compares a clause with the best one is 0 for this one itself."""
    features = citation_features(evidence("Can I accept it?", *_LABELS), 0)
    assert [features[name] for name in ("gap", "below_dense", "below_asked")] == [0, 0, 0]
    assert features["rank"] == features["same_policy"] == features["same_section"] == 1


def test_clauses_share_the_evidence() -> None:
    """The shares of all are 1 together, the better the larger; alone a clause has all of it."""
    found = evidence("Can I accept it?", *_LABELS)
    shares = [citation_features(found, place)["share"] for place in range(3)]
    assert sum(shares) == pytest.approx(1)
    assert shares == sorted(shares, reverse=True)
    assert citation_features(evidence("Can I accept it?", "SM 12.2"), 0)["share"] == 1


def test_a_clause_is_seen_in_its_place() -> None:
    """How far below the best, how far above the next, and whether it stands near the best one."""
    found = evidence("Can I accept it?", *_LABELS)
    second, last = (citation_features(found, place) for place in (1, 2))
    assert (second["gap"], second["next"], second["rank"]) == (0.5, 0.5, 0.5)
    assert (last["gap"], last["next"]) == (1, 0)
    assert (second["same_section"], last["same_section"], last["same_policy"]) == (1, 0, 1)


def test_each_clause_has_its_own_probability() -> None:
    """One for each that was kept, in their order; nothing found is nothing to cite."""
    head = Head(("gap",), (CITED, LEFT_OUT), ((-2.0,), (2.0,)), (0.5, -0.5))
    worth = worth_citing(evidence("Can I accept it?", *_LABELS), head)
    assert worth == sorted(worth, reverse=True)
    assert worth[0] > 0.5 > worth[2]
    assert worth_citing(evidence("Can I accept it?"), head) == []
