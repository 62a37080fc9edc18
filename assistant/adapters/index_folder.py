"""One published index as a folder of files that never change once they are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from assistant.adapters.lexicon import WordIndex
from assistant.adapters.nearest import EXACT_UP_TO, ChromaNearest, ExactNearest, Nearest
from assistant.domain.example import Example
from assistant.domain.policy import Passage, Policy, passages_of
from assistant.ports import Rows, Tokens, Vector

TOKEN_SCALE = 127.0


@dataclass(frozen=True, slots=True)
class Content:
    """What an index says, beside its vectors."""

    digest: str
    encoder: str
    policies: tuple[Policy, ...]
    examples: tuple[Example, ...]


CONTENT: TypeAdapter[Content] = TypeAdapter(Content)


class FolderIndex:
    """Reads a published index; vectors stay on disk until they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = CONTENT.validate_json((folder / "content.json").read_bytes())
        self.passages: Sequence[Passage] = [
            passage for policy in self.content.policies for passage in passages_of(policy)
        ]
        self.examples: Sequence[Example] = self.content.examples
        self.policies: Mapping[str, Policy] = {policy.record.id: policy for policy in self.content.policies}
        self.example_vectors: Vector = np.load(folder / "examples.npy")
        self.token_weights: Vector = np.load(folder / "token_weights.npy")
        self._vectors = np.load(folder / "vectors.npy", mmap_mode="r")
        self._headings = np.load(folder / "headings.npy")
        self._heading_of = np.load(folder / "heading_of.npy")
        # As plain arrays: still read from disk when asked for, but cheap to cut into pieces.
        self._tokens = np.asarray(np.load(folder / "tokens.npy", mmap_mode="r"))
        self._token_ids = np.asarray(np.load(folder / "token_ids.npy", mmap_mode="r"))
        self._token_starts = np.load(folder / "token_starts.npy")
        self._words = WordIndex.load(folder / "words")

    @property
    def digest(self) -> str:
        """Names the content."""
        return self.content.digest

    @property
    def encoder(self) -> str:
        """The digest of the encoder that made the vectors."""
        return self.content.encoder

    @cached_property
    def rows_of(self) -> Mapping[str, Rows]:
        """The rows of each clause's passages, by clause label."""
        rows: dict[str, list[int]] = {}
        for row, passage in enumerate(self.passages):
            rows.setdefault(passage.clause.label, []).append(row)
        return {label: np.array(found, np.int64) for label, found in rows.items()}

    @cached_property
    def _nearest(self) -> Nearest:
        if len(self.passages) <= EXACT_UP_TO:
            return ExactNearest(np.asarray(self._vectors))
        return ChromaNearest(self.folder / "chroma")

    def nearest(self, vector: Vector, count: int) -> Rows:
        """Rows of the closest passages, best first."""
        return self._nearest.rows(vector, count)

    def lexical(self, text: str) -> Vector:
        """(passages,): BM25 scores."""
        return self._words.scores(text)

    def vectors(self, rows: Rows) -> Vector:
        """(rows, dimensions)."""
        return np.asarray(self._vectors[rows])

    def heading_vectors(self, rows: Rows) -> Vector:
        """(rows, dimensions)."""
        return np.asarray(self._headings[self._heading_of[rows]])

    def token_vectors(self, rows: Rows) -> Tokens:
        """The tokens of each row's passage, back from one byte a number."""
        starts, ends = self._token_starts[rows], self._token_starts[rows + 1]
        stored = [self._tokens[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        vectors = np.concatenate([self._tokens[:0], *stored]).astype(np.float32)
        vectors /= TOKEN_SCALE
        return Tokens(vectors, ends - starts)

    def token_ids(self, row: int) -> NDArray[np.int64]:
        """(tokens,): the ids behind `token_vectors`."""
        return np.asarray(self._token_ids[self._token_starts[row] : self._token_starts[row + 1]])
