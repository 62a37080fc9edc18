"""A language model that repeats clauses word for word, with one verdict for all: answers stay right."""

from functools import partial
from pathlib import Path

import pytest

from assistant.bootstrap import Assistant, assistant
from assistant.domain.answer import Verdict
from assistant.evaluation.beside import holds, scores_beside, untrue_of
from assistant.evaluation.cases import read_cases
from assistant.evaluation.evaluating import run_of
from assistant.settings import Settings
from tests.fakes.answering_model import AnsweringModel, word_for_word
from tests.fakes.small_school import PROJECT

_EVERY = 10


def _repeating(verdict: Verdict) -> AnsweringModel:
    model = AnsweringModel()
    model.explains = partial(word_for_word, verdict=verdict)
    return model


@pytest.mark.parametrize("verdict", [Verdict.NO, Verdict.YES])
def test_true_words_with_a_wrong_verdict_change_no_score(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, verdict: Verdict
) -> None:
    """Many sentences are shown beside the answers, whose verdicts and clauses are as right as before."""
    monkeypatch.setattr(Assistant, "language_model", property(lambda _: _repeating(verdict)))
    settings = Settings(
        home=own_home, corpus=PROJECT / "corpus", prompts=PROJECT / "prompts", model="openai:repeats"
    )
    cases = read_cases(PROJECT / "eval" / "cases")[::_EVERY]
    done = run_of(assistant(settings), cases, (), lambda *told: None, {})
    asked = [one for one in done.with_model if one.calls]
    shown = sum(bool(one.sentences) for one in asked)
    assert holds(done), (untrue_of(done), [one for one in scores_beside(done) if one.lost])
    assert shown > (len(asked) / 2 if verdict is Verdict.NO else 0)
