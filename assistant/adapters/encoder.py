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
from assistant.adapters.adapter_file import read_adapter
from assistant.adapters.building_site import building_site
from assistant.adapters.graphs import open_graph
from assistant.errors import EncoderError
from assistant.ports import Encoding

if TYPE_CHECKING:
    import onnxruntime

_LONGEST = 256
_BATCH = 16
_OUTPUTS = ["sentence", "tokens", "pooled"]
# Where many ask at once, all are triaged before the first is answered.
_REMEMBERED = 256
# Counts up when the exported graph gets other outputs, so that an old one is exported again.
_FORMAT = 3


def exported_encoder(model: str, adapter: Path | None, home: Path) -> "OnnxEncoder":
    """The encoder for `model` with what it has learnt, exporting its graph below `home` if it is not there.

    Raises EncoderError where there is no such model, SchoolFileError where there is no such adapter.
    """
    digest = encoder_export.digest_of(model, adapter)
    target = _folder(home, digest)
    if not _complete(target):
        learnt = read_adapter(adapter) if adapter else None
        with building_site(home) as site:
            # Another process may have exported it while this one waited.
            if not _complete(target):
                made = site / "graph"
                made.mkdir()
                encoder_export.export(encoder_export.model_folder(model), learnt, made)
                shutil.rmtree(target, ignore_errors=True)
                made.rename(target)
    return OnnxEncoder(target, digest)


def published_encoder(digest: str, home: Path, busy: bool = False) -> "OnnxEncoder":
    """The encoder that an index was built with. Raises EncoderError if its graph is gone.

    `busy` says that this process has more to do than one message at a time.
    """
    target = _folder(home, digest)
    if not _complete(target):
        raise EncoderError("The encoder's graph is missing. Run `assistant publish`.")
    return OnnxEncoder(target, digest, busy)


def _folder(home: Path, digest: str) -> Path:
    return home / f"{digest[:16]}-{_FORMAT}"


def _complete(target: Path) -> bool:
    return (target / "model.onnx").exists() and (target / "tokenizer.json").exists()


class OnnxEncoder:
    """Sentence and token vectors from one graph. Safe to share between threads."""

    def __init__(self, folder: Path, digest: str, busy: bool = False) -> None:
        self.digest, self._busy = digest, busy
        self._tokenizer = Tokenizer.from_file(os.fspath(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)
        self._graph = os.fspath(folder / "model.onnx")

    @cached_property
    def _session(self) -> "onnxruntime.InferenceSession":
        return open_graph(self._graph, self._busy)

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """One encoding for each text; texts beyond 256 tokens are cut off there."""
        tokenized = self._tokenizer.encode_batch(list(texts))
        by_length = sorted(range(len(tokenized)), key=lambda at: len(tokenized[at].ids))
        begins = range(0, len(by_length), _BATCH)
        batches = [[tokenized[at] for at in by_length[begin : begin + _BATCH]] for begin in begins]
        runs = map(self._run, batches)
        encoded = dict(zip(by_length, chain.from_iterable(runs), strict=True))
        return [encoded[at] for at in range(len(tokenized))]

    def _run(self, batch: Sequence[Tokens]) -> list[Encoding]:
        width = max(len(tokens.ids) for tokens in batch)
        ids = np.zeros((len(batch), width), np.int64)
        mask = np.zeros_like(ids)
        for at, tokens in enumerate(batch):
            ids[at, : len(tokens.ids)] = tokens.ids
            mask[at, : len(tokens.ids)] = 1
        session = self._session
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        known = {given.name for given in session.get_inputs()}
        sentences, vectors, pooled = session.run(_OUTPUTS, {name: feed[name] for name in known})
        words = [np.flatnonzero(np.array(tokens.special_tokens_mask) == 0) for tokens in batch]
        return [
            Encoding(
                sentences[at],
                vectors[at, words[at]],
                ids[at, words[at]],
                pooled[at],
                len(batch[at].ids) >= _LONGEST,
            )
            for at in range(len(batch))
        ]


class RememberingEncoder:
    """An encoder that reads each of the last few messages once, for triage and retrieval alike."""

    def __init__(self, encoder: OnnxEncoder) -> None:
        self._encoder = encoder
        self._read = lru_cache(maxsize=_REMEMBERED)(self._read_one)

    @property
    def digest(self) -> str:
        """Names the weights."""
        return self._encoder.digest

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """As the encoder itself does."""
        if len(texts) == 1:
            return [self._read(texts[0])]
        return self._encoder.encode(texts)

    def _read_one(self, text: str) -> Encoding:
        return self._encoder.encode([text])[0]
