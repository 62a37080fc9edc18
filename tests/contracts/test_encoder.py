"""What every `Encoder` promises, tried on the one that ships and on the fake."""

import numpy as np
import pytest

from assistant.adapters.encoder import OnnxEncoder
from assistant.ports import Encoder
from tests.fakes.encoder import FakeEncoder

_TEXTS = ("Staff must carry a school mobile.", "phones", "A pupil may telephone home from the coach, if ill.")


@pytest.fixture(params=["real", "fake"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    """Each implementation."""
    if request.param == "fake":
        return FakeEncoder()
    real: OnnxEncoder = request.getfixturevalue("real_encoder")
    return real


def test_vectors_have_length_one(encoder: Encoder) -> None:
    """Sentence and token vectors are of length 1 and of one and the same dimension."""
    for encoding in encoder.encode(_TEXTS):
        assert np.linalg.norm(encoding.sentence) == pytest.approx(1, abs=1e-5)
        assert np.linalg.norm(encoding.tokens, axis=1) == pytest.approx(1, abs=1e-5)
        assert encoding.tokens.shape == (len(encoding.token_ids), len(encoding.sentence))
        assert encoding.pooled.shape == encoding.sentence.shape
        assert encoding.sentence.dtype == encoding.tokens.dtype == encoding.pooled.dtype == np.float32
        assert encoding.token_ids.dtype == np.int64


def test_one_encoding_for_each_text_in_order(encoder: Encoder) -> None:
    """A batch gives what its texts give one at a time, in the order of the texts."""
    texts = (*_TEXTS, *reversed(_TEXTS))
    for text, together in zip(texts, encoder.encode(texts), strict=True):
        alone = encoder.encode([text])[0]
        assert together.sentence == pytest.approx(alone.sentence, abs=1e-5)
        assert together.tokens == pytest.approx(alone.tokens, abs=1e-4)
        assert together.pooled == pytest.approx(alone.pooled, abs=1e-4)
        assert together.token_ids.tolist() == alone.token_ids.tolist()


def test_shared_words_bring_texts_closer(encoder: Encoder) -> None:
    """A text lies nearer to one that shares its words than to one that shares none."""
    one, near, far = encoder.encode(["the school mobile phone", "a school mobile phone", "bake bread slowly"])
    assert one.sentence @ near.sentence > one.sentence @ far.sentence + 0.2


def test_a_text_without_words_has_a_sentence_vector_and_no_tokens(encoder: Encoder) -> None:
    """An empty text can be encoded, so that an empty message cannot break a search."""
    [empty] = encoder.encode([""])
    assert np.linalg.norm(empty.sentence) == pytest.approx(1, abs=1e-5)
    assert empty.tokens.shape == (0, len(empty.sentence))
    assert empty.token_ids.shape == (0,)
    assert np.isfinite(empty.pooled).all()


def test_short_texts_are_read_to_their_end(encoder: Encoder) -> None:
    """Only what is too long says that it was cut off."""
    assert not any(encoding.cut_off for encoding in encoder.encode([*_TEXTS, ""]))


def test_no_texts_no_encodings(encoder: Encoder) -> None:
    """Nothing in, nothing out."""
    assert encoder.encode([]) == []


def test_the_digest_names_the_encoder(encoder: Encoder) -> None:
    """The digest is 64 letters of its own, other than another encoder's."""
    assert len(encoder.digest) == 64
    assert encoder.digest != FakeEncoder("other" * 12 + "abcd").digest
