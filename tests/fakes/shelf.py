"""A shelf and its index in memory: the port's promises without a disk."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from assistant.domain.example import Example
from assistant.domain.policy import Passage, Policy, passages_of
from assistant.ports import Encoder, Encoding, Progress, Published, Rows, Tokens, Vector


def in_one_piece(passages: Sequence[Vector]) -> Tokens:
    """Token vectors of several passages as an index hands them out."""
    lengths = np.array([len(passage) for passage in passages], np.int64)
    return Tokens(np.concatenate(passages) if passages else np.empty((0, 0), np.float32), lengths)


@dataclass(frozen=True)
class FakeIndex:
    """Everything is computed from the encodings when it is first asked for."""

    digest: str
    encoder: str
    policies: Mapping[str, Policy]
    examples: Sequence[Example]
    encoded: Mapping[str, Encoding] = field(repr=False)

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """What the rows count."""
        return [passage for policy in self.policies.values() for passage in passages_of(policy)]

    @cached_property
    def rows_of(self) -> Mapping[str, Rows]:
        """Rows by clause label."""
        labels = [passage.clause.label for passage in self.passages]
        return {label: np.flatnonzero([label == other for other in labels]) for label in labels}

    @cached_property
    def example_vectors(self) -> Vector:
        """(examples, dimensions)."""
        return self._stacked([example.question for example in self.examples])

    @cached_property
    def token_weights(self) -> Vector:
        """(vocabulary,): rarer tokens weigh more."""
        held = [np.unique(self.encoded[passage.searchable].token_ids) for passage in self.passages]
        counts = np.bincount(np.concatenate(held))
        return np.asarray(np.log(1 + (len(held) - counts + 0.5) / (counts + 0.5)), np.float32)

    def nearest(self, vector: Vector, count: int) -> Rows:
        """Every passage is compared."""
        closeness = self.vectors(np.arange(len(self.passages))) @ vector
        return np.argsort(-closeness, kind="stable")[:count].astype(np.int64)

    def lexical(self, text: str) -> Vector:
        """(passages,): how many words are shared."""
        words = _words(text)
        shared = [len(words & _words(f"{p.context} {p.searchable}")) for p in self.passages]
        return np.array(shared, np.float32)

    def vectors(self, rows: Rows) -> Vector:
        """(rows, dimensions)."""
        return self._stacked([self.passages[row].searchable for row in rows])

    def heading_vectors(self, rows: Rows) -> Vector:
        """(rows, dimensions)."""
        return self._stacked([self.passages[row].context for row in rows])

    def token_vectors(self, rows: Rows) -> Tokens:
        """The tokens of each row's passage."""
        return in_one_piece([self.encoded[self.passages[row].searchable].tokens for row in rows])

    def _stacked(self, texts: Sequence[str]) -> Vector:
        vectors = [self.encoded[text].sentence for text in texts]
        return np.array(vectors, np.float32) if vectors else np.empty((0, 0), np.float32)


class FakeShelf:
    """Holds one index; texts that were encoded before are not encoded again."""

    def __init__(self, encoder: Callable[[], Encoder]) -> None:
        self._encoder = encoder
        self._encoded: dict[str, Encoding] = {}
        self._current: FakeIndex | None = None

    def current(self) -> FakeIndex | None:
        """The published index."""
        return self._current

    def publish(
        self, policies: Sequence[Policy], examples: Sequence[Example], progress: Progress
    ) -> Published:
        """Encode what is new, then switch."""
        encoder = self._encoder()
        passages = [passage for policy in policies for passage in passages_of(policy)]
        texts = [text for passage in passages for text in (passage.searchable, passage.context)]
        wanted = dict.fromkeys(texts + [example.question for example in examples])
        fresh = [text for text in wanted if text not in self._encoded]
        progress("passages", 0, len(fresh))
        self._encoded.update(zip(fresh, encoder.encode(fresh), strict=True))
        digest = str(hash((encoder.digest, tuple(policies), tuple(examples))))
        if self._current is None or self._current.digest != digest:
            held = {policy.record.id: policy for policy in policies}
            self._current = FakeIndex(digest, encoder.digest, held, tuple(examples), dict(self._encoded))
        return Published(self._current, len(fresh))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower()))
