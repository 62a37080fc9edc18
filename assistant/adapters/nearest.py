"""The dense half of the index: which passages lie closest to a question's vector.

A school's own policies are a few thousand sentences; an exact comparison of all
of them takes a fraction of a millisecond and needs no import. Chroma answers
above `EXACT_UP_TO` passages, where its graph is faster (docs/adr/0002).
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from assistant.domain.policy import Passage
from assistant.ports import Rows, Vector
from assistant.retrieval.fusion import highest

EXACT_UP_TO = 20_000
_COLLECTION = "passages"
_BATCH = 4_000


class Nearest(Protocol):
    """Closest rows to a vector."""

    def rows(self, vector: Vector, count: int) -> Rows:
        """At most `count` rows, best first."""
        ...


class ExactNearest:
    """Compares the question with every passage."""

    def __init__(self, vectors: Vector) -> None:
        self._vectors = vectors

    def rows(self, vector: Vector, count: int) -> Rows:
        """At most `count` rows, best first."""
        return highest(self._vectors @ vector, count)


class ChromaNearest:
    """Asks the Chroma collection that `build_chroma` wrote."""

    def __init__(self, folder: Path) -> None:
        self._collection = _client(folder).get_collection(_COLLECTION, embedding_function=None)

    def rows(self, vector: Vector, count: int) -> Rows:
        """At most `count` rows, best first; approximate."""
        found = self._collection.query(query_embeddings=[vector], n_results=count, include=[])
        return np.array([int(row) for row in found["ids"][0]], np.int64)


def build_chroma(folder: Path, passages: Sequence[Passage], vectors: Vector) -> None:
    """Write a collection with one document for each passage, its row number as id."""
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    class Ready(Embeddings):
        """Hands over vectors that are there already, in the order they are asked for."""

        def __init__(self) -> None:
            self.given = 0

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            self.given += len(texts)
            ready: list[list[float]] = vectors[self.given - len(texts) : self.given].tolist()
            return ready

        def embed_query(self, text: str) -> list[float]:
            raise NotImplementedError

    # Closed in the end: an open client keeps a dozen files and threads for each index that is built.
    with _client(folder) as client:
        store = Chroma(
            _COLLECTION,
            Ready(),
            client=client,
            collection_configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
        )
        for begin in range(0, len(passages), _BATCH):
            batch = passages[begin : begin + _BATCH]
            store.add_texts(
                [passage.text for passage in batch],
                [{"clause": passage.clause.label, "policy": passage.clause.policy} for passage in batch],
                [str(begin + at) for at in range(len(batch))],
            )


def _client(folder: Path) -> Any:
    """Chroma in this process; its telemetry stays off."""
    import chromadb

    settings = chromadb.Settings(anonymized_telemetry=False)
    return chromadb.PersistentClient(os.fspath(folder), settings)
