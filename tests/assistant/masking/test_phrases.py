"""Phrases among words."""

from assistant.masking.phrases import Phrases


def test_the_longest_phrase_is_found() -> None:
    """As whole words, without what hangs on them."""
    phrases = Phrases(["head", "Head of Year", "st martin's school", ""])
    assert phrases.places(["the", "head", "of", "year"]) == {1, 2, 3}
    assert phrases.places(["head", "of", "school"]) == {0}
    assert phrases.places(["st", "martin", "school"]) == {0, 1, 2}
    assert phrases.places(["heads"]) == frozenset()
