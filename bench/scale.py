"""Retrieval from 1,000 and from 100,000 clauses, through the index that ships.

The shelf builds and opens both, so the exact search answers in the small one
and Chroma in the large one. Made clauses have one sentence each.
"""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import copytree

import numpy as np

from assistant.adapters.shelf import FolderShelf
from assistant.bootstrap import Assistant
from assistant.ports import Encoding, Index
from assistant.retrieval.ranker import CANDIDATES, Ranker
from bench.measure import Measure, percentile
from bench.speed import Tell, questions
from bench.synthetic import Recombiner, grown

SMALL, LARGE = 1_000, 100_000
_FIRST = 20
Asked = Sequence[tuple[str, Encoding]]


def scale(made: Assistant, folder: Path, cases: Path, tell: Tell) -> list[Measure]:
    """Times at both sizes, each question put to both; the indexes are built in the new `folder`."""
    published = made.shelf.current()
    assert published is not None, "the bench publishes first"
    encoder = made.encoder_of(published)
    real = tuple(published.policies.values())
    recombiner = Recombiner(real, encoder)
    copytree(made.settings.home / "index", folder)
    indexes: dict[int, Index] = {}
    rows = []
    for size in (SMALL, LARGE):
        shelf = FolderShelf(folder, lambda: recombiner)
        policies = grown(real, recombiner, size)
        began = time.perf_counter()
        shelf.publish(policies, published.examples, lambda *_: None)
        rows.append(Measure(f"build {size:,} clauses, encoder left out", time.perf_counter() - began, "s"))
        tell(f"{size:,} clauses indexed")
        began = time.perf_counter()
        found = FolderShelf(folder, lambda: recombiner).current()
        rows.append(Measure(f"open {size:,} clauses", time.perf_counter() - began, "s"))
        assert found is not None, "it has just been published"
        indexes[size] = found
    texts = questions(cases)
    encoded = [encoder.encode([text])[0] for text in texts]
    asked = list(zip(texts, encoded, strict=True))
    rankers = {size: Ranker(index, made.heads.ranking) for size, index in indexes.items()}
    rows += _retrieval(rankers, asked)
    tell("questions put to both sizes")
    rows.append(Measure("of the exact nearest 100 that Chroma finds", _recall(indexes[LARGE], encoded)))
    return rows


def _retrieval(rankers: Mapping[int, Ranker], asked: Asked) -> list[Measure]:
    taken: dict[int, list[float]] = {size: [] for size in rankers}
    for text, encoding in [*asked[:_FIRST], *asked]:
        for size, ranker in rankers.items():
            began = time.perf_counter()
            ranker.retrieve(text, encoding)
            taken[size].append(1000 * (time.perf_counter() - began))
    after = {size: times[_FIRST:] for size, times in taken.items()}
    return [
        Measure(
            f"retrieval {name}, {LARGE:,} against {SMALL:,} clauses",
            percentile(after[LARGE], share),
            "ms",
            percentile(after[SMALL], share),
            at_most=target,
        )
        for name, share, target in (("p50", 0.50, None), ("p95", 0.95, 3.0))
    ]


def _recall(index: Index, encoded: Sequence[Encoding]) -> float:
    """The share of the truly nearest passages that the index's own search returns."""
    vectors = index.vectors(np.arange(len(index.passages)))
    shares = []
    for encoding in encoded:
        exact = np.argsort(-(vectors @ encoding.sentence))[:CANDIDATES]
        shares.append(np.isin(exact, index.nearest(encoding.sentence, CANDIDATES)).mean())
    return float(np.mean(shares))
