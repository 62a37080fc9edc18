"""Triage's share of a publish: its heads are learnt again when the tables or the encoder changed."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.adapters.building_site import building_site
from assistant.adapters.triage_files import (
    TriageHeads,
    read_triage_heads,
    tables_digest,
    write_triage_heads,
)
from assistant.adapters.triage_model import scores
from assistant.adapters.triage_training import decided, remembered_vectors, train_heads
from assistant.domain.triage import TriageExample
from assistant.errors import SchoolFileError
from assistant.ports import Encoder, Progress, TriageLearnt, Vector
from assistant.triage.outputs import INCIDENT

_EVEN = 0.5


class TriagePublisher:
    """Heads ship in `shipped`; what a publish makes lies in `home`.

    `begin` gives the weights and the bias that the encoder was trained with.
    """

    def __init__(
        self,
        shipped: Path,
        home: Path,
        encoder: Callable[[], Encoder],
        begin: Callable[[], tuple[Vector, Vector]],
    ) -> None:
        self._shipped, self._home, self._encoder, self._begin = shipped, home, encoder, begin

    def publish(
        self, examples: Sequence[TriageExample], questions: Sequence[str], progress: Progress
    ) -> TriageLearnt:
        """Make what answering needs; learn again only if the tables are not those of the heads.

        Raises SchoolFileError where there is nothing to learn from.
        """
        if not decided(examples):
            problem = "There are no tables with messages."
            raise SchoolFileError(self._shipped.name, problem, "Put them back from the last version.")
        # Also where nothing has to be learnt: triage reads with this encoder, whatever retrieval uses.
        encoder = self._encoder()
        before = self._readable_heads()
        if before is not None and (before.made_from, before.encoder) == (
            tables_digest(examples),
            encoder.digest,
        ):
            return TriageLearnt(False, ())
        kept = self._home / "vectors.npz"
        with building_site(self._home):
            heads = train_heads(examples, questions, encoder, self._begin(), kept, progress)
            write_triage_heads(self._home / "heads.npz", heads)
        if before is None or before.encoder != heads.encoder:
            return TriageLearnt(True, ())
        texts = [example.text for example in decided(examples)]
        vectors = remembered_vectors(texts, encoder, kept, _say_nothing)
        return TriageLearnt(True, _turned(before, heads, vectors, texts))

    def heads(self) -> TriageHeads | None:
        """The heads that answer now; those that ship where no publish made others for newer tables."""
        for folder in (self._home, self._shipped):
            if (folder / "heads.npz").exists():
                return read_triage_heads(folder / "heads.npz")
        return None

    def ship(self) -> Path:
        """Copy what the last publish learnt to where it ships, if it had to learn anything."""
        made, target = self._home / "heads.npz", self._shipped / "heads.npz"
        if made.exists():
            shutil.copyfile(made, target)
        elif not target.exists():
            raise SchoolFileError(target.name, "Nothing has been learnt.", "Run `assistant publish`.")
        return target

    def _readable_heads(self) -> TriageHeads | None:
        """Damaged ones count as none: a publish makes them again."""
        try:
            return self.heads()
        except SchoolFileError:
            return None


def _say_nothing(what: str, done: int, total: int) -> None:
    """No progress: every vector is known."""


def _turned(
    before: TriageHeads, after: TriageHeads, vectors: Vector, texts: Sequence[str]
) -> tuple[tuple[str, float, float], ...]:
    """Messages that are decided otherwise now, the furthest moved first: text, before, after."""
    old, new = (_incident(heads, vectors, texts) for heads in (before, after))
    moved = sorted(zip(texts, old, new, strict=True), key=lambda one: -abs(one[2] - one[1]))
    return tuple(one for one in moved if (one[1] >= _EVEN) != (one[2] >= _EVEN))


def _incident(heads: TriageHeads, vectors: Vector, texts: Sequence[str]) -> list[float]:
    found = scores(heads, vectors, texts)[:, heads.outputs.index(INCIDENT)]
    return [float(odds) for odds in 1 / (1 + np.exp(-found))]
