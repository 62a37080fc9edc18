"""The encoder: ONNX Runtime on the exported graph.

The graph lies under the digest of the weights it came from, and is exported
the first time that digest is asked for.
"""

import os
import shutil
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Encoding as Tokens
from tokenizers import Tokenizer

from assistant.adapters import encoder_export
from assistant.adapters.building_site import building_site
from assistant.adapters.graphs import open_graph
from assistant.errors import EncoderError
from assistant.ports import Encoding

if TYPE_CHECKING:
    import onnxruntime

_LONGEST = 256
_BATCH = 16
# Where many ask at once, all are triaged before the first is answered.
_REMEMBERED = 64
# Counts up when the exported graph gets other outputs, so that an old one is exported again.
_FORMAT = 2


def exported_encoder(model: str, home: Path) -> "OnnxEncoder":
    """The encoder for `model`, exporting its graph below `home` if it is not there yet."""
    folder = encoder_export.model_folder(model)
    digest = encoder_export.weights_digest(folder)
    target = _folder(home, digest)
    if not _complete(target):
        with building_site(home) as site:
            # Another process may have exported it while this one waited.
            if not _complete(target):
                made = site / "graph"
                made.mkdir()
                encoder_export.export(folder, made)
                shutil.rmtree(target, ignore_errors=True)
                made.rename(target)
    return OnnxEncoder(target, digest)


def published_encoder(digest: str, home: Path) -> "OnnxEncoder":
    """The encoder that an index was built with. Raises EncoderError if its graph is gone."""
    target = _folder(home, digest)
    if not _complete(target):
        raise EncoderError("The encoder's graph is missing. Run `assistant publish`.")
    return OnnxEncoder(target, digest)


def _folder(home: Path, digest: str) -> Path:
    return home / f"{digest[:16]}-{_FORMAT}"


def _complete(target: Path) -> bool:
    return (target / "model.onnx").exists() and (target / "tokenizer.json").exists()


class OnnxEncoder:
    """Sentence and token vectors from one graph. Safe to share between threads."""

    def __init__(self, folder: Path, digest: str) -> None:
        self.digest = digest
        self._tokenizer = Tokenizer.from_file(os.fspath(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)
        self._graph = os.fspath(folder / "model.onnx")

    @cached_property
    def _session(self) -> "onnxruntime.InferenceSession":
        return open_graph(self._graph)

    def encode(self, texts: Sequence[str], halfway: bool = False) -> list[Encoding]:
        """One encoding for each text; texts beyond 256 tokens are cut off there.

        With `halfway` each holds what triage goes on from. Raises EncoderError for a model without layers.
        """
        tokenized = self._tokenizer.encode_batch(list(texts))
        by_length = sorted(range(len(tokenized)), key=lambda at: len(tokenized[at].ids))
        begins = range(0, len(by_length), _BATCH)
        batches = [[tokenized[at] for at in by_length[begin : begin + _BATCH]] for begin in begins]
        runs = (self._run(batch, halfway) for batch in batches)
        encoded = dict(zip(by_length, chain.from_iterable(runs), strict=True))
        return [encoded[at] for at in range(len(tokenized))]

    def _run(self, batch: Sequence[Tokens], halfway: bool) -> list[Encoding]:
        width = max(len(tokens.ids) for tokens in batch)
        ids = np.zeros((len(batch), width), np.int64)
        mask = np.zeros_like(ids)
        for at, tokens in enumerate(batch):
            ids[at, : len(tokens.ids)] = tokens.ids
            mask[at, : len(tokens.ids)] = 1
        session = self._session
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        known = {given.name for given in session.get_inputs()}
        wanted = ["sentence", "tokens", *(["halfway"] if halfway else [])]
        if not {output.name for output in session.get_outputs()}.issuperset(wanted):
            raise EncoderError("This encoder has no layers that triage could go on from.")
        sentences, vectors, *rest = session.run(wanted, {name: feed[name] for name in known})
        words = [np.flatnonzero(np.array(tokens.special_tokens_mask) == 0) for tokens in batch]
        held = [rest[0][at, : len(tokens.ids)] if rest else None for at, tokens in enumerate(batch)]
        return [
            Encoding(sentences[at], vectors[at, words[at]], ids[at, words[at]], held[at])
            for at in range(len(batch))
        ]


class RememberingEncoder:
    """An encoder that reads each of the last few messages once, for triage and retrieval alike."""

    def __init__(self, encoder: OnnxEncoder, halfway: bool) -> None:
        self._encoder, self._halfway = encoder, halfway
        self._read = lru_cache(maxsize=_REMEMBERED)(self._read_one)

    @property
    def digest(self) -> str:
        """Names the weights."""
        return self._encoder.digest

    def encode(self, texts: Sequence[str], halfway: bool = False) -> list[Encoding]:
        """As the encoder itself does; `halfway` comes with a single text without being asked for."""
        if len(texts) == 1:
            return [self._read(texts[0])]
        return self._encoder.encode(texts, halfway)

    def _read_one(self, text: str) -> Encoding:
        return self._encoder.encode([text], self._halfway)[0]
