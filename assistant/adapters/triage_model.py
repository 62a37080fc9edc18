"""Judge messages: linear heads over what the encoder makes of them, and over their words."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.adapters.triage_files import TriageHeads
from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned, Judgement
from assistant.ports import Encoder, Vector
from assistant.triage.grams import PLACES, grams
from assistant.triage.outputs import EMERGENCY, INCIDENT, about, told

# How much the grams have to say beside the vector, chosen on eval/development/triage (docs/adr/0007).
GRAMS_SAY = 0.2
_OVERLAP = 4


class TrainedTriage:
    """The port `TriageModel` on what was learnt. Safe to share between threads."""

    def __init__(self, encoder: Encoder, heads: TriageHeads) -> None:
        self._encoder, self._heads = encoder, heads
        self._at = {name: at for at, name in enumerate(heads.outputs)}

    def judge(self, texts: Sequence[str]) -> list[Judgement]:
        """One judgement for each text."""
        return [self._judgement(row) for row in self._odds(texts)]

    def _odds(self, texts: Sequence[str]) -> Vector:
        """(texts, outputs): of a text that is too long to be read whole the highest of its halves."""
        read = self._encoder.encode(texts)
        odds = scores(self._heads, np.stack([one.pooled for one in read]), texts)
        for at, one in enumerate(read):
            if one.cut_off:
                odds[at] = self._odds(_halves(texts[at])).max(axis=0)
        return odds

    def _judgement(self, row: Vector) -> Judgement:
        probable = 1 / (1 + np.exp(-row))

        def of(name: str) -> float:
            return float(probable[self._at[name]])

        return Judgement(
            of(INCIDENT),
            {category: of(category.value) for category in Category},
            of(EMERGENCY),
            {whom: of(about(whom)) for whom in Concerned},
            {role: of(told(role)) for role in Role},
        )


def _halves(text: str) -> tuple[str, str]:
    """Two shorter texts that overlap by a few words; of few words by letters."""
    words = text.split()
    middle = len(words) // 2
    if len(words) < 4 * _OVERLAP:
        return text[: len(text) // 2], text[len(text) // 2 :]
    return " ".join(words[: middle + _OVERLAP]), " ".join(words[middle - _OVERLAP :])


def scores(heads: TriageHeads, vectors: Vector, texts: Sequence[str]) -> Vector:
    """(texts, outputs): log odds."""
    by_vector = vectors @ heads.vectors.T + heads.vector_bias
    by_gram = np.stack([_gram_scores(heads, grams(text)) for text in texts])
    return np.asarray(by_vector + GRAMS_SAY * by_gram, np.float32)


def _gram_scores(heads: TriageHeads, found: Mapping[int, float]) -> NDArray[np.float32]:
    places = np.fromiter(found, np.int64, len(found))
    weights = np.fromiter(found.values(), np.float32, len(found))
    assert heads.grams.shape[1] == PLACES, "heads and grams are of one version"
    return np.asarray(heads.grams.take(places, axis=1) @ weights + heads.gram_bias, np.float32)
