"""The lexical half of the index."""

from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.lexicon import WordIndex

_TEXTS = (
    "Staff must not photograph pupils.",
    "Photographs of pupils are kept for a year.",
    "The trip leader writes a risk assessment.",
    "",
)


@pytest.fixture(params=["built", "loaded"])
def words(request: pytest.FixtureRequest, tmp_path: Path) -> WordIndex:
    """The same index, fresh and after its way through the disk."""
    index = WordIndex.build(_TEXTS)
    if request.param == "built":
        return index
    index.save(tmp_path / "words")
    return WordIndex.load(tmp_path / "words")


def test_words_match_by_their_stem_and_in_any_case(words: WordIndex) -> None:
    """'Photographing' finds 'photograph' and 'Photographs', and only those."""
    scores = words.scores("PHOTOGRAPHING")
    assert scores.shape == (4,)
    assert np.flatnonzero(scores).tolist() == [0, 1]


def test_more_shared_words_score_higher(words: WordIndex) -> None:
    """The passage that shares two words beats those that share one."""
    scores = words.scores("which risk does the trip hold for pupils")
    assert int(scores.argmax()) == 2
    assert scores[0] > 0


@pytest.mark.parametrize("text", ["", "   ", "?!", "the of and", "xylophone", "日本"])
def test_a_text_without_a_known_word_scores_nothing(words: WordIndex, text: str) -> None:
    """No words, only stop words, or only unknown words: every score is zero."""
    assert words.scores(text).tolist() == [0, 0, 0, 0]


def test_unknown_words_do_not_change_the_scores_of_known_ones(words: WordIndex) -> None:
    """A question's slang neither helps nor hurts."""
    assert words.scores("pupils xylophone").tolist() == words.scores("pupils").tolist()
