"""One published index as files: what is on disk is what was built, whichever way it is searched."""

from pathlib import Path

import numpy as np
import pytest

from assistant.adapters import index_folder
from assistant.adapters.index_folder import FolderIndex
from assistant.adapters.nearest import ChromaNearest, ExactNearest
from assistant.adapters.shelf import FolderShelf
from tests.fakes.encoder import FakeEncoder
from tests.fakes.small_school import SmallSchool


@pytest.fixture
def folder(school: SmallSchool) -> Path:
    """The folder of a published index."""
    index = FolderShelf(school.home, FakeEncoder).publish(
        school.policies, school.files.examples(), lambda *_: None
    )
    return school.home / index.index.digest[:16]


def test_a_large_index_is_searched_by_chroma_and_finds_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above the limit Chroma answers; its first rows are those of the exact comparison."""
    questions = ["a school mobile on a trip", "who writes the risk assessment", "accept a call from a parent"]
    vectors = [encoding.sentence for encoding in FakeEncoder().encode(questions)]
    exact = FolderIndex(folder)
    compared = [exact.nearest(vector, 3).tolist() for vector in vectors]
    monkeypatch.setattr(index_folder, "EXACT_UP_TO", 3)
    large = FolderIndex(folder)
    assert [large.nearest(vector, 3).tolist() for vector in vectors] == compared
    assert isinstance(exact._nearest, ExactNearest)
    assert isinstance(large._nearest, ChromaNearest)


def test_token_ids_stand_beside_the_token_vectors(folder: Path) -> None:
    """For every passage there are as many ids as vectors, and they are the encoder's."""
    index = FolderIndex(folder)
    encoded = FakeEncoder().encode([passage.searchable for passage in index.passages])
    for row, encoding in enumerate(encoded):
        assert index.token_ids(row).tolist() == encoding.token_ids.tolist()
        assert index.token_vectors(np.array([row])).lengths.tolist() == [len(encoding.token_ids)]


def test_passages_quote_the_policy_letter_by_letter(folder: Path) -> None:
    """After the way through the file every passage and reference still stands where it says."""
    index = FolderIndex(folder)
    for passage in index.passages:
        text = index.policies[passage.clause.policy].text
        assert passage.span.of(text) == passage.text
        assert passage.clause.span.of(text) == passage.clause.text
        assert all(found.span.of(text) == found.words for found in passage.clause.references)
