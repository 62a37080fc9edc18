"""Ranking: every candidate is accounted for, and nothing counts but the weights that are given."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from assistant.domain.evidence import Evidence
from assistant.domain.policy import Status
from assistant.ports import Index
from assistant.retrieval import ranker as ranking
from assistant.retrieval.ranker import SIGNALS, Ranker, token_weights
from tests.fakes.encoder import FakeEncoder
from tests.fakes.shelf import FakeShelf
from tests.fakes.small_school import SmallSchool

_EVEN = dict.fromkeys(SIGNALS, 1.0)
_QUESTION = "may pupils telephone home with a school mobile"


@pytest.fixture
def index(school: SmallSchool) -> Index:
    """Two policies, one ratified and one model, and four example questions."""
    shelf = FakeShelf(FakeEncoder)
    return shelf.publish(school.policies, school.files.examples(), lambda *_: None).index


def _ranker(index: Index, weights: Mapping[str, float] = _EVEN) -> Ranker:
    return Ranker(index, weights)


def _retrieve(
    index: Index, question: str = _QUESTION, weights: Mapping[str, float] = _EVEN, unseen: str | None = None
) -> Evidence:
    return _ranker(index, weights).retrieve(question, FakeEncoder().encode([question])[0], unseen)


@pytest.fixture
def few_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only three clauses are kept, so that a small index has something to reject."""
    monkeypatch.setattr(ranking, "KEPT", 3)


@pytest.mark.usefixtures("few_kept")
def test_kept_and_rejected_together_hold_every_candidate_with_its_scores(index: Index) -> None:
    """No candidate is lost or doubled, and each carries the score and the signals it was ranked by."""
    evidence = _retrieve(index)
    rows, columns = _ranker(index).candidates(_QUESTION, FakeEncoder().encode([_QUESTION])[0])[:2]
    held = [found for clause in evidence.kept for found in clause.passages] + list(evidence.rejected)
    assert len(evidence.kept) == 3
    assert len(held) == len(rows) > sum(len(clause.passages) for clause in evidence.kept)
    spans = {(index.passages[row].clause.policy, index.passages[row].span): at for at, row in enumerate(rows)}
    assert len(spans) == len(rows)
    for found in held:
        place = spans.pop((found.passage.clause.policy, found.passage.span))
        assert found.score == pytest.approx(sum(columns[name][place] for name in SIGNALS), abs=1e-5)
        for name in ("dense", "heading", "lexical", "tokens", "asked"):
            assert getattr(found.signals, name) == pytest.approx(columns[f"raw_{name}"][place], abs=1e-6)
    assert spans == {}


@pytest.mark.usefixtures("few_kept")
def test_a_clause_appears_once_with_its_passages_best_first(index: Index) -> None:
    """Clauses stand in falling order of their best passage, and no rejected passage is of a kept clause."""
    evidence = _retrieve(index)
    kept = [found.clause.id for found in evidence.kept]
    assert len(set(kept)) == len(kept)
    assert [found.score for found in evidence.kept] == sorted((f.score for f in evidence.kept), reverse=True)
    for found in evidence.kept:
        scores = [scored.score for scored in found.passages]
        assert scores == sorted(scores, reverse=True)
        assert {scored.passage.clause.id for scored in found.passages} == {found.clause.id}
    assert not {scored.passage.clause.id for scored in evidence.rejected} & set(kept)
    assert max(scored.score for scored in evidence.rejected) <= evidence.kept[-1].score


def test_signals_are_what_they_are_called(index: Index) -> None:
    """Dense and heading are the cosines to the sentence and its headings, lexical is the word score."""
    encoding = FakeEncoder().encode([_QUESTION])[0]
    best = _retrieve(index).kept[0].best
    sentence, heading = FakeEncoder().encode([best.passage.searchable, best.passage.context])
    assert best.signals.dense == pytest.approx(float(sentence.sentence @ encoding.sentence), abs=1e-5)
    assert best.signals.heading == pytest.approx(float(heading.sentence @ encoding.sentence), abs=1e-5)
    row = list(index.passages).index(best.passage)
    assert best.signals.lexical == index.lexical(_QUESTION)[row]
    assert best.passage.clause.label == "TR 2.2"


@pytest.mark.parametrize("signal", SIGNALS)
def test_only_the_weights_given_count(index: Index, signal: str) -> None:
    """With one weight the order is that signal's own; twice the weight is twice the score."""
    alone = _retrieve(index, weights=dict.fromkeys(SIGNALS, 0.0) | {signal: 1.0})
    doubled = _retrieve(index, weights=dict.fromkeys(SIGNALS, 0.0) | {signal: 2.0})
    rows, columns = _ranker(index).candidates(_QUESTION, FakeEncoder().encode([_QUESTION])[0])[:2]
    expected = {
        (index.passages[row].clause.policy, index.passages[row].span): float(columns[signal][at])
        for at, row in enumerate(rows)
    }
    for found in (scored for clause in alone.kept for scored in clause.passages):
        assert found.score == pytest.approx(expected[found.passage.clause.policy, found.passage.span])
    assert alone.kept[0].score == pytest.approx(max(expected.values()))
    assert doubled.kept[0].score == pytest.approx(2 * alone.kept[0].score, abs=1e-5)


def test_the_schools_own_policies_come_first_only_as_far_as_weighed(index: Index) -> None:
    """Ratified counts for the school's own clauses and not for model text, and not at all without weight."""
    own = _retrieve(index, weights=dict.fromkeys(SIGNALS, 0.0) | {"ratified": 5.0})
    scores = {index.policies[f.clause.policy].record.status: f.score for f in own.kept}
    assert scores == {Status.RATIFIED: 5.0, Status.MODEL: 0.0}
    without = _retrieve(index, weights=_EVEN | {"ratified": 0.0})
    assert index.policies[without.kept[0].clause.policy].record.status is Status.MODEL


def test_an_example_lifts_its_clause_unless_its_table_is_left_out(index: Index) -> None:
    """A question like an example finds that example's clause; measured honestly it does not count."""
    question = "who writes the risk assessment"
    seen, honest = _retrieve(index, question), _retrieve(index, question, unseen="everyday")
    assert seen.neighbours[0].example.question == question
    assert seen.kept[0].clause.label == "TR 1.1"
    assert seen.kept[0].best.signals.asked == pytest.approx(1, abs=1e-3)
    assert honest.neighbours == ()
    assert all(found.best.signals.asked == 0 for found in honest.kept)


def test_a_clause_that_examples_speak_for_is_always_a_candidate(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However far its words lie, a clause that leads connected with the question is compared."""
    monkeypatch.setattr(ranking, "CANDIDATES", 1)
    monkeypatch.setattr(ranking, "RERANKED", 1)
    evidence = _retrieve(index, "may I take a snap picture of the kids")
    labels = {found.clause.label for found in evidence.kept}
    assert "PH 1.2" in labels
    assert len(labels) < 4


def test_an_example_for_a_clause_that_is_gone_breaks_nothing(index: Index) -> None:
    """A label that no clause has any more is passed over."""
    evidence = _retrieve(index, "can i take a picture of the kids with my phone")
    assert "PH 9.9" in evidence.neighbours[0].example.clauses
    assert "PH 9.9" not in {found.clause.label for found in evidence.kept}


@pytest.mark.parametrize("question", ["", "?", "日本", "xylophone " * 300])
def test_a_question_without_a_known_word_still_has_candidates(index: Index, question: str) -> None:
    """Whatever is typed, there is evidence to say no by, and every score is a number."""
    evidence = _retrieve(index, question)
    assert evidence.question == question
    assert evidence.kept
    assert all(np.isfinite(scored.score) for found in evidence.kept for scored in found.passages)


def test_an_index_without_examples_is_searched_like_any_other(school: SmallSchool) -> None:
    """Before the leads have written a question nothing is missing but their help."""
    index = FakeShelf(FakeEncoder).publish(school.policies, (), lambda *_: None).index
    evidence = _retrieve(index)
    assert evidence.kept[0].clause.label == "TR 2.2"
    assert evidence.neighbours == ()


def test_a_token_that_no_passage_holds_weighs_like_the_rarest(index: Index) -> None:
    """An unknown word is not left out of the comparison: that it is found nowhere counts against all."""
    encoding = FakeEncoder().encode(["staff coach"])[0]
    beyond = np.array([*encoding.token_ids, len(index.token_weights) + 7])
    weights = token_weights(index, replace(encoding, token_ids=beyond))
    assert weights[:2] == pytest.approx(index.token_weights[encoding.token_ids])
    assert weights[2] == index.token_weights.max()
    assert weights[0] < weights[1]
