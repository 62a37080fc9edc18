"""What `assistant doctor` says of the language model."""

from collections.abc import Callable

import pytest

from assistant.adapters.language_model.checks import examined
from assistant.domain.finding import Grade
from assistant.domain.proposal import Restated
from assistant.errors import SettingsError
from assistant.ports import LanguageModel, ModelFailed
from tests.fakes.language_model import FakeLanguageModel


def _not_installed() -> LanguageModel | None:
    raise SettingsError("ASSISTANT_MODEL: what openai needs is not installed.")


@pytest.mark.parametrize(
    ("made", "grade", "said"),
    [
        (lambda: FakeLanguageModel(restated=Restated("May I?")), Grade.GOOD, "It answers when it is asked"),
        (lambda: FakeLanguageModel(restated=ModelFailed("timeout")), Grade.NOTICE, "(timeout): answers stay"),
        (_not_installed, Grade.MISSING, "ASSISTANT_MODEL: what openai needs is not installed."),
    ],
)
def test_it_is_asked_something(made: Callable[[], LanguageModel | None], grade: Grade, said: str) -> None:
    """An answer is good, none is worth a notice, and what keeps it from being made has to be mended."""
    (finding,) = examined(made)
    assert (finding.grade, finding.subject) == (grade, "Language model")
    assert said in finding.text


def test_without_one_there_is_nothing_to_say() -> None:
    """The default needs none."""
    assert examined(lambda: None) == ()
