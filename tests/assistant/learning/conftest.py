"""Passages to learn from, and numbers with which a toy learns in no time."""

from collections.abc import Iterator, Sequence

import pytest

from assistant.domain.policy import Passage, passages_of
from tests.assistant.learning.toy_learner import numbers_of_our_own
from tests.fakes.small_school import write_school


@pytest.fixture(scope="session")
def passages(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Passage]:
    """Those of the small school."""
    school = write_school(tmp_path_factory.mktemp("passages"))
    return [passage for policy in school.policies for passage in passages_of(policy)]


@pytest.fixture(scope="module")
def toy_numbers() -> Iterator[None]:
    """Fewer, larger steps in smaller batches."""
    yield from numbers_of_our_own()
