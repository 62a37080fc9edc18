"""Triage's share of a publish: its layers exported once, its heads learnt again when the tables changed."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.adapters.building_site import building_site
from assistant.adapters.triage_files import (
    TriageHeads,
    adapter_digest,
    read_adapter,
    read_triage_heads,
    tables_digest,
    write_triage_heads,
)
from assistant.adapters.triage_model import UpperLayers, exported_upper, scores
from assistant.adapters.triage_training import train_heads
from assistant.domain.triage import TriageExample
from assistant.errors import SchoolFileError
from assistant.ports import Encoder, Progress, TriageLearnt, Vector
from assistant.triage.outputs import INCIDENT

_EVEN = 0.5


class TriagePublisher:
    """Adapter and heads ship in `shipped`; what a publish makes lies in `home`."""

    def __init__(self, shipped: Path, home: Path, encoder: Callable[[], Encoder]) -> None:
        self._shipped, self._home, self._encoder = shipped, home, encoder

    def publish(
        self, examples: Sequence[TriageExample], questions: Sequence[str], progress: Progress
    ) -> TriageLearnt:
        """Make what answering needs; learn again only if the tables are not those of the heads."""
        adapter = self._shipped / "adapter.npz"
        graph = exported_upper(adapter, self._home)
        before = self.heads()
        wanted = tables_digest(examples), adapter_digest(adapter)
        if before is not None and (before.made_from, before.adapter) == wanted:
            return TriageLearnt(False, ())
        upper = UpperLayers(self._encoder(), graph)
        vectors = self._home / "vectors.npz"
        with building_site(self._home):
            heads = train_heads(
                examples, questions, upper, wanted[1], read_adapter(adapter).head, vectors, progress
            )
            write_triage_heads(self._home / "heads.npz", heads)
        return TriageLearnt(True, _changed(before, heads, examples, upper))

    def heads(self) -> TriageHeads | None:
        """The heads that answer now; those that ship where no publish made others for newer tables."""
        for folder in (self._home, self._shipped):
            if (folder / "heads.npz").exists():
                return read_triage_heads(folder / "heads.npz")
        return None

    def ship(self) -> Path:
        """Copy what the last publish learnt to where it ships."""
        made, target = self._home / "heads.npz", self._shipped / "heads.npz"
        if not made.exists():
            raise SchoolFileError(target.name, "Nothing has been learnt.", "Run `make train`.")
        shutil.copyfile(made, target)
        return target


def _changed(
    before: TriageHeads | None, after: TriageHeads, examples: Sequence[TriageExample], upper: UpperLayers
) -> tuple[tuple[str, float, float], ...]:
    """Messages of the tables whose probability of an incident moved most: text, before, after."""
    if before is None or before.adapter != after.adapter:
        return ()
    texts = [example.text for example in examples]
    vectors = upper.vectors(texts)
    old, new = (_incident(heads, vectors, texts) for heads in (before, after))
    moved = sorted(zip(texts, old, new, strict=True), key=lambda one: -abs(one[2] - one[1]))
    return tuple(one for one in moved if (one[1] >= _EVEN) != (one[2] >= _EVEN))


def _incident(heads: TriageHeads, vectors: Vector, texts: Sequence[str]) -> list[float]:
    found = scores(heads, vectors, texts)[:, heads.outputs.index(INCIDENT)]
    return [float(odds) for odds in 1 / (1 + np.exp(-found))]
