"""Build an index folder: only texts that the index before does not know are embedded."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.adapters.index_folder import CONTENT, TOKEN_SCALE, Content, FolderIndex
from assistant.adapters.lexicon import WordIndex
from assistant.adapters.nearest import build_chroma
from assistant.domain.example import Example
from assistant.domain.policy import Passage, Policy, passages_of
from assistant.ports import Encoder, Encoding, Progress, Vector

FORMAT = "1"
_STEP = 128


def content_digest(policies: Sequence[Policy], examples: Sequence[Example], encoder: str) -> str:
    """Names an index by all that goes into it."""
    content = Content("", encoder, tuple(policies), tuple(examples))
    return hashlib.sha256(FORMAT.encode() + CONTENT.dump_json(content)).hexdigest()


def build(
    folder: Path, content: Content, encoder: Encoder, before: FolderIndex | None, progress: Progress
) -> int:
    """Write the index into the empty `folder`; returns how many texts were embedded anew."""
    passages = [passage for policy in content.policies for passage in passages_of(policy)]
    headings = list(dict.fromkeys(passage.context for passage in passages))
    questions = [example.question for example in content.examples]
    known = _Known(encoder, before)
    encoded = known.encode([passage.searchable for passage in passages], "passages", progress)
    vectors = _stacked(encoding.sentence for encoding in encoded)
    np.save(folder / "vectors.npy", vectors)
    np.save(folder / "headings.npy", known.sentences(headings, "headings", progress))
    place = {heading: at for at, heading in enumerate(headings)}
    np.save(folder / "heading_of.npy", np.array([place[passage.context] for passage in passages]))
    np.save(folder / "examples.npy", known.sentences(questions, "examples", progress))
    _save_tokens(folder, encoded)
    WordIndex.build([f"{passage.context} {passage.searchable}" for passage in passages]).save(
        folder / "words"
    )
    progress("collection", 0, 1)
    build_chroma(folder / "chroma", passages, vectors)
    (folder / "content.json").write_bytes(CONTENT.dump_json(content))
    progress("collection", 1, 1)
    return known.embedded


class _Known:
    """Encodes texts, taking over what the index before holds under the same encoder."""

    def __init__(self, encoder: Encoder, before: FolderIndex | None) -> None:
        self._encoder = encoder
        self._before = before if before and before.encoder == encoder.digest else None
        self.embedded = 0
        self._rows = _rows(self._before.passages) if self._before else {}
        self._sentences = _sentences(self._before) if self._before else {}

    def encode(self, texts: Sequence[str], what: str, progress: Progress) -> list["_Stored"]:
        # Like lengths together: a batch costs what its longest text costs.
        fresh = sorted((text for text in dict.fromkeys(texts) if text not in self._rows), key=len)
        made: dict[str, _Stored] = {}
        progress(what, 0, len(fresh))
        for begin in range(0, len(fresh), _STEP):
            batch = fresh[begin : begin + _STEP]
            made.update(zip(batch, map(_stored, self._encoder.encode(batch)), strict=True))
            progress(what, len(made), len(fresh))
        self.embedded += len(made)
        return [made[text] if text in made else self._taken_over(text) for text in texts]

    def sentences(self, texts: Sequence[str], what: str, progress: Progress) -> Vector:
        """Vectors of texts that are no passages: headings, and the leads' questions."""
        fresh = [text for text in texts if text not in self._sentences]
        made = dict(zip(fresh, self.encode(fresh, what, progress), strict=True)) if fresh else {}
        return _stacked(made[text].sentence if text in made else self._sentences[text] for text in texts)

    def _taken_over(self, text: str) -> "_Stored":
        assert self._before is not None, "a text is known only from the index before"
        row = np.array([self._rows[text]])
        tokens = self._before.token_vectors(row).vectors
        return _Stored(self._before.vectors(row)[0].copy(), _in_bytes(tokens), self._before.token_ids(row[0]))


@dataclass(frozen=True, slots=True)
class _Stored:
    """An encoding as the index keeps it: a quarter of the size, which counts with many passages."""

    sentence: Vector
    tokens: NDArray[np.int8]
    token_ids: NDArray[np.int64]


def _stored(encoding: Encoding) -> _Stored:
    return _Stored(encoding.sentence.copy(), _in_bytes(encoding.tokens), encoding.token_ids)


def _in_bytes(tokens: Vector) -> NDArray[np.int8]:
    """Token vectors as one byte a number; their error is far below the scores' spread."""
    return np.round(tokens * TOKEN_SCALE).astype(np.int8)


def _rows(passages: Sequence[Passage]) -> dict[str, int]:
    return {passage.searchable: row for row, passage in enumerate(passages)}


def _sentences(before: FolderIndex) -> dict[str, Vector]:
    """Vectors of the headings and the questions that the index before holds."""
    headings = before.heading_vectors(np.arange(len(before.passages)))
    known = {passage.context: vector for passage, vector in zip(before.passages, headings, strict=True)}
    questions = zip(before.examples, before.example_vectors, strict=True)
    return known | {example.question: vector for example, vector in questions}


def _stacked(vectors: Iterable[Vector]) -> Vector:
    listed = list(vectors)
    return np.stack(listed).astype(np.float32) if listed else np.empty((0, 0), np.float32)


def _save_tokens(folder: Path, encoded: Sequence[_Stored]) -> None:
    lengths = [len(encoding.tokens) for encoding in encoded]
    np.save(folder / "tokens.npy", np.concatenate([encoding.tokens for encoding in encoded]))
    np.save(folder / "token_ids.npy", np.concatenate([encoding.token_ids for encoding in encoded]))
    np.save(folder / "token_starts.npy", np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64))
    np.save(folder / "token_weights.npy", _rarity(encoded))


def _rarity(encoded: Sequence[_Stored]) -> Vector:
    """Inverse document frequency of each token id; passages are the documents."""
    present = np.concatenate([np.unique(encoding.token_ids) for encoding in encoded])
    frequency = np.bincount(present)
    rarity = np.log(1 + (len(encoded) - frequency + 0.5) / (frequency + 0.5))
    return np.asarray(rarity, np.float32)
