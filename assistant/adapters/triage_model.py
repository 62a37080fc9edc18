"""Judge messages: the encoder's lower layers, triage's own upper ones, and linear heads."""

import os
import shutil
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.adapters.building_site import building_site
from assistant.adapters.graphs import open_graph
from assistant.adapters.triage_files import TriageHeads, adapter_digest, read_adapter
from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned, Judgement
from assistant.errors import EncoderError
from assistant.ports import Encoder, Vector
from assistant.triage.grams import PLACES, grams
from assistant.triage.outputs import EMERGENCY, INCIDENT, about, told

if TYPE_CHECKING:
    import onnxruntime

# How much the grams have to say beside the vector, chosen on eval/development/triage (docs/adr/0007).
GRAMS_SAY = 0.2
_GRAPH = "upper.onnx"
_BATCH = 16
# So many tokens are as much as the encoder reads.
_LONGEST = 256
_OVERLAP = 4


def exported_upper(adapter: Path, home: Path) -> Path:
    """The graph of triage's layers below `home`, exported if it is not there yet."""
    digest = adapter_digest(adapter)
    target = home / digest[:16]
    if not (target / _GRAPH).exists():
        from assistant.adapters import triage_layers

        with building_site(home) as site:
            # Another process may have exported it while this one waited.
            if not (target / _GRAPH).exists():
                made = site / "upper"
                made.mkdir()
                triage_layers.export(read_adapter(adapter), made / _GRAPH)
                shutil.rmtree(target, ignore_errors=True)
                made.rename(target)
    return target / _GRAPH


def published_upper(adapter: Path, home: Path) -> Path:
    """The graph that a publish exported. Raises EncoderError if it is gone."""
    graph = home / adapter_digest(adapter)[:16] / _GRAPH
    if not graph.exists():
        raise EncoderError("The layers of triage are missing. Run `assistant publish`.")
    return graph


class UpperLayers:
    """Adapted vectors from what the encoder holds halfway."""

    def __init__(self, encoder: Encoder, graph: Path) -> None:
        self._encoder, self._graph = encoder, os.fspath(graph)

    @cached_property
    def _session(self) -> "onnxruntime.InferenceSession":
        return open_graph(self._graph)

    def vectors(self, texts: Sequence[str]) -> Vector:
        """(texts, dimensions). Raises EncoderError for an encoder without layers."""
        return self.read(texts)[0]

    def read(self, texts: Sequence[str]) -> tuple[Vector, NDArray[np.bool_]]:
        """The vectors, and which texts (texts,) were too long to be read to their end."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        found: dict[int, tuple[Vector, bool]] = {}
        for begin in range(0, len(order), _BATCH):
            batch = order[begin : begin + _BATCH]
            found.update(zip(batch, self._run([texts[at] for at in batch]), strict=True))
        vectors, cut_off = zip(*(found[at] for at in range(len(texts))), strict=True)
        return np.stack(vectors), np.array(cut_off)

    def _run(self, texts: Sequence[str]) -> list[tuple[Vector, bool]]:
        held = [encoding.halfway for encoding in self._encoder.encode(texts, halfway=True)]
        layers = [one for one in held if one is not None]
        width = max(len(one) for one in layers)
        halfway = np.zeros((len(layers), width, layers[0].shape[1]), np.float32)
        mask = np.zeros((len(layers), width), np.float32)
        for at, one in enumerate(layers):
            halfway[at, : len(one)], mask[at, : len(one)] = one, 1
        (vectors,) = self._session.run(None, {"halfway": halfway, "mask": mask})
        return [(vector, len(one) >= _LONGEST) for vector, one in zip(vectors, layers, strict=True)]


class TrainedTriage:
    """The port `TriageModel` on what was learnt. Safe to share between threads."""

    def __init__(self, upper: UpperLayers, heads: TriageHeads) -> None:
        self._upper, self._heads = upper, heads
        self._at = {name: at for at, name in enumerate(heads.outputs)}

    def judge(self, texts: Sequence[str]) -> list[Judgement]:
        """One judgement for each text."""
        return [self._judgement(row) for row in self._odds(texts)]

    def _odds(self, texts: Sequence[str]) -> Vector:
        """(texts, outputs): of a text that is too long to be read whole the highest of its halves."""
        vectors, cut_off = self._upper.read(texts)
        odds = scores(self._heads, vectors, texts)
        for at in map(int, np.flatnonzero(cut_off)):
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
