"""A real language model that writes nonsense in good form: nothing untrue of it reaches a reader."""

from pathlib import Path

from assistant.bootstrap import assistant
from assistant.evaluation.beside import untrue_of
from assistant.evaluation.cases import read_cases
from assistant.evaluation.evaluating import run_of
from assistant.settings import Settings
from tests.fakes.small_school import PROJECT

# Of each table some; `make evaluate-model` takes all.
_EVERY = 80
_PATIENCE = 120.0


def test_of_what_a_weak_model_writes_nothing_untrue_is_shown(own_home: Path, small_model: str) -> None:
    """No unknown clause, no altered quote, no verdict that permits more; and it did write something."""
    settings = Settings(
        home=own_home,
        corpus=PROJECT / "corpus",
        prompts=PROJECT / "prompts",
        model="llamacpp:SmolLM2-135M",
        model_url=small_model,
        model_timeout=_PATIENCE,
    )
    cases = read_cases(PROJECT / "eval" / "cases")[::_EVERY]
    done = run_of(assistant(settings), cases, (), lambda *told: None, {})
    assert done.errors == 0
    assert sum(one.tokens for one in done.with_model) > 0
    assert set(untrue_of(done).values()) == {0}
