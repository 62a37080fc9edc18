"""Support: each word that carries a claim is in the clause, or as near as words of one meaning are."""

import pytest

from assistant.adapters.encoder import OnnxEncoder
from assistant.verification.support import FLOOR, SentenceSupport
from tests.fakes.encoder import FakeEncoder

_CLAUSE = "Staff must keep a personal phone switched off near pupils. Staff may ring from the office."


def test_words_that_are_all_there_need_no_encoder() -> None:
    """In whatever form; nothing is encoded."""
    encoder = FakeEncoder()
    assert SentenceSupport(encoder)("You must keep personal phones switched off.", [_CLAUSE]) == 1.0
    assert encoder.asked == []


def test_one_word_that_is_not_there_decides() -> None:
    """However many others are."""
    support = SentenceSupport(FakeEncoder())
    assert support("You must keep a personal phone switched off near elephants.", [_CLAUSE]) < FLOOR


@pytest.mark.parametrize("sentence", ["", "You may.", "You must not do it.", "Keep them as they are."])
def test_a_sentence_that_says_nothing_is_supported_by_nothing(sentence: str) -> None:
    """It has no word that carries a claim, or one alone about something that it does not name."""
    assert SentenceSupport(FakeEncoder())(sentence, [_CLAUSE]) == 0.0


def test_no_texts_support_nothing() -> None:
    """Nor does an empty one."""
    support = SentenceSupport(FakeEncoder())
    assert support("Staff may ring.", []) == support("Staff may ring.", [""]) == 0.0


def test_an_opposite_in_the_place_of_a_word_is_no_support() -> None:
    """'On' for 'off', though both are words of any clause."""
    support = SentenceSupport(FakeEncoder())
    assert support("A personal phone switched on near pupils.", [_CLAUSE]) == 0.0
    assert support("A personal phone switched off near pupils.", [_CLAUSE]) == 1.0


def test_one_sentence_of_one_text_bears_it_all() -> None:
    """Words from here and there are no support."""
    support = SentenceSupport(FakeEncoder())
    assert support("Keep a personal phone in the office.", [_CLAUSE]) < FLOOR
    assert support("You may ring from the office.", ["Nothing else.", _CLAUSE]) == 1.0


@pytest.mark.parametrize(
    ("sentence", "clause", "supported"),
    [
        ("A voicemail alone must not be relied on.", "Staff must not rely on a voicemail alone.", True),
        ("A register must not be shown.", "Staff must not display a register.", True),
        ("Staff may ask a further question.", "Staff may ask a question.", False),
        ("Put a hand on the knee.", "Put a hand on the shoulder.", False),
        ("Report it to the council.", "Report it to the office.", False),
    ],
)
def test_words_of_one_meaning_lie_close_and_others_do_not(
    sentence: str, clause: str, supported: bool, real_encoder: OnnxEncoder
) -> None:
    """With the encoder that ships."""
    assert (SentenceSupport(real_encoder)(sentence, [clause]) >= FLOOR) is supported
