"""Which words name somebody."""

from assistant.domain.name_words import NameWords
from assistant.masking.vocabulary import Vocabulary, vocabulary


def test_a_word_of_a_plain_text_is_known(words: Vocabulary) -> None:
    """With its plural, and put together with others; a name of the lists is not, wherever it stood."""
    assert all(words.knows(word) for word in ("pupil", "pupils", "text", "pupil-text", "t'pupil"))
    assert not any(words.knows(word) for word in ("jayden", "okafor", "grace"))


def test_a_name_is_one_without_its_accents(words: Vocabulary) -> None:
    """As staff type it."""
    assert words.is_name("Ok\u00e1for".lower())
    assert words.is_name("ashdown")
    assert words.is_name("oyelaran")


def test_a_persons_name_that_is_a_word_stays_a_word(words: Vocabulary) -> None:
    """A pupil called Summer takes no summer from anybody's question."""
    assert not words.is_name("summer")
    assert words.may_be_name("summer")
    mine = vocabulary(["a bus stop"], [], ["Bus Stop", "Mrs A de Zorblax"])
    assert mine.may_be_name("bus")
    assert not mine.is_name("stop")
    assert mine.is_name("zorblax")
    assert not mine.is_name("mrs")
    assert not mine.is_name("de")


def test_few_words_tell_nothing_of_a_strange_one(words: Vocabulary) -> None:
    """Then it seems known; among many it does where a letter went wrong or an ending was put to it."""
    assert not words.enough
    assert words.seems_known("zorblax")
    letters = "abcdefghijklmnopqrstuvwxyz"
    many = [f"{one}{two}{three}q" for one in letters for two in letters for three in letters]
    mine = vocabulary([*many, "the message was allowed"], [], [], NameWords())
    assert mine.enough
    assert not mine.seems_known("zorblaxi")
    assert all(mine.seems_known(word) for word in ("alowed", "mesage", "messaging", "allowedd", "education"))


def test_a_repr_shows_no_word(words: Vocabulary) -> None:
    """For it holds the names of the school's people."""
    assert "ashdown" not in repr(words)
