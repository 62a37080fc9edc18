"""An encoder of a few lines: a word is always the same random direction, a text the mean of its words."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from assistant.ports import Encoding, Vector

_DIMENSIONS = 48
_VOCABULARY = 4_000


class FakeEncoder:
    """Texts that share words lie close; nothing else is known of language.

    `asked` lists every text that was encoded, in order.
    """

    def __init__(self, digest: str = "fake" * 16) -> None:
        self.digest = digest
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """One encoding for each text, of whatever length; pooled it is the sum of its words."""
        self.asked.extend(texts)
        return [_encoding(text) for text in texts]


def _encoding(text: str) -> Encoding:
    words = re.findall(r"[a-z0-9]+", text.lower())
    tokens = np.array([_direction(word) for word in words], np.float32).reshape(len(words), _DIMENSIONS)
    ids = np.array([_number(word) % _VOCABULARY for word in words], np.int64)
    pooled = tokens.sum(axis=0) + 1e-3 * _direction("")
    return Encoding(_unit(pooled), tokens, ids, pooled)


def _direction(word: str) -> Vector:
    return _unit(np.random.default_rng(_number(word)).standard_normal(_DIMENSIONS).astype(np.float32))


def _number(word: str) -> int:
    return int.from_bytes(hashlib.sha256(word.encode()).digest()[:6])


def _unit(vector: Vector) -> Vector:
    return np.asarray(vector / np.linalg.norm(vector), np.float32)
