"""Every way out of the process, one small protocol each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain.example import Example
from assistant.domain.policy import Passage, Policy, PolicyRecord
from assistant.domain.source import SourceText

Vector = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the encoder made of one text.

    `sentence`: (dimensions,), length 1. `tokens`: (tokens, dimensions), each of
    length 1, without the special tokens. `token_ids`: (tokens,).
    """

    sentence: Vector
    tokens: Vector
    token_ids: NDArray[np.int64]


class Encoder(Protocol):
    """Text to vectors, on this machine."""

    @property
    def digest(self) -> str:
        """Names the weights; vectors of different digests are never compared."""
        ...

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """One encoding for each text, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token vectors of several passages in one piece.

    `vectors` is (all tokens, dimensions), `lengths` (passages,) says how many each has.
    """

    vectors: Vector
    lengths: Rows


class Index(Protocol):
    """A published index: passages, their vectors and their words. It never changes."""

    @property
    def digest(self) -> str:
        """Names the content: the policies, the examples, the encoder."""
        ...

    @property
    def encoder(self) -> str:
        """The digest of the encoder that made the vectors."""
        ...

    @property
    def policies(self) -> Mapping[str, Policy]:
        """The policies by id."""
        ...

    @property
    def passages(self) -> Sequence[Passage]:
        """What the row numbers below count."""
        ...

    @property
    def rows_of(self) -> Mapping[str, Rows]:
        """The rows of each clause's passages, by clause label."""
        ...

    @property
    def examples(self) -> Sequence[Example]:
        """The leads' example questions, in the order of `example_vectors`."""
        ...

    @property
    def example_vectors(self) -> Vector:
        """(examples, dimensions)."""
        ...

    @property
    def token_weights(self) -> Vector:
        """(vocabulary,): inverse document frequency of each token id."""
        ...

    def nearest(self, vector: Vector, count: int) -> Rows:
        """Rows of the passages closest to `vector`, best first; may be approximate."""
        ...

    def lexical(self, text: str) -> Vector:
        """(passages,): BM25 score of every passage for the words of `text`."""
        ...

    def vectors(self, rows: Rows) -> Vector:
        """(rows, dimensions): sentence vectors."""
        ...

    def heading_vectors(self, rows: Rows) -> Vector:
        """(rows, dimensions): vectors of the headings above each passage."""
        ...

    def token_vectors(self, rows: Rows) -> Tokens:
        """The tokens of each row's passage."""
        ...


Progress = Callable[[str, int, int], None]
"""Told what is being done, how much is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Published:
    """The index that answers now, and how many texts had to be embedded for it."""

    index: Index
    embedded: int


class Shelf(Protocol):
    """Where published indexes stand; one is current."""

    def current(self) -> Index | None:
        """The published index, None before the first publish."""
        ...

    def publish(
        self, policies: Sequence[Policy], examples: Sequence[Example], progress: Progress
    ) -> Published:
        """Build a new index beside the current one, then switch in one step."""
        ...


class PolicyFiles(Protocol):
    """The school's policy files and what its manifest says of them."""

    def records(self) -> tuple[PolicyRecord, ...]:
        """The manifest's policies, in its order. Raises SchoolFileError."""
        ...

    def read(self, record: PolicyRecord) -> SourceText:
        """The blocks of one file, within limits. Raises PolicyFileError."""
        ...

    def examples(self) -> tuple[Example, ...]:
        """The leads' example questions. Raises SchoolFileError."""
        ...


class GapQueue(Protocol):
    """Questions that no policy answers, for the policy's owner; never who asked."""

    def add(self, question: str, asked_at: datetime) -> None:
        """Keep a question; the same words again only count up."""
        ...

    def waiting(self) -> tuple[tuple[str, int], ...]:
        """Questions with how often each was asked, most often first."""
        ...


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The present moment, with its time zone."""
        ...

    def today(self) -> date:
        """The present day where the school is."""
        ...
