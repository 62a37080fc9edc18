"""A vocabulary small enough to read."""

import pytest

from assistant.domain.name_words import NameWords
from assistant.masking.masker import Masker
from assistant.masking.vocabulary import Vocabulary, vocabulary

_PLAIN = (
    "May a pupil's mum text me? Ring Childline on Friday.",
    "can i put him from my year on Strava or is it not allowed, will it mark us in the summer term",
    "may my head of year add a colleague who messaged the parents about a brown bag in page four",
)
_TOLD = (
    "Today Jayden said no.",
    "then Jayden and Ffion left, will that do",
    "Will came. so Will went, will it",
)
_WORDS = NameWords(
    names=frozenset({"tom", "sarah", "okafor", "niamh"}),
    first_names=frozenset({"will", "mark", "summer", "grace", "jordan", "may", "faith"}),
    surnames=frozenset({"brown", "page", "head", "england"}),
    stays=frozenset({"summer", "may", "instagram", "head of year", "jordan", "england", "insta"}),
)


@pytest.fixture(scope="session")
def words() -> Vocabulary:
    """Learnt from a few texts, with a few lists and two people of the school."""
    return vocabulary(_PLAIN, _TOLD, ["Ann Ashdown", "Summer Oyelaran"], _WORDS, "St Martin's School")


@pytest.fixture(scope="session")
def masker(words: Vocabulary) -> Masker:
    """Masks by these words."""
    return Masker(words)
