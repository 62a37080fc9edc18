"""The encoder: ONNX Runtime on the exported graph.

The graph lies under the digest of the weights it came from, and is exported
the first time that digest is asked for.
"""

import os
import shutil
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Encoding as Tokens
from tokenizers import Tokenizer

from assistant.adapters import encoder_export
from assistant.adapters.building_site import building_site
from assistant.errors import EncoderError
from assistant.ports import Encoding

_LONGEST = 256
_BATCH = 16


def exported_encoder(model: str, home: Path) -> "OnnxEncoder":
    """The encoder for `model`, exporting its graph below `home` if it is not there yet."""
    folder = encoder_export.model_folder(model)
    digest = encoder_export.weights_digest(folder)
    target = home / digest[:16]
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
    target = home / digest[:16]
    if not _complete(target):
        raise EncoderError("The encoder's graph is missing. Run `assistant publish`.")
    return OnnxEncoder(target, digest)


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
    def _session(self) -> onnxruntime.InferenceSession:
        """Two threads share a run: a question is mostly weights on their way from memory."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = min(2, len(os.sched_getaffinity(0)))
        options.inter_op_num_threads = 1
        # Without an arena memory goes back after a publish instead of staying with the process.
        options.enable_cpu_mem_arena = False
        return onnxruntime.InferenceSession(self._graph, options, providers=["CPUExecutionProvider"])

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """One encoding for each text; texts beyond 256 tokens are cut off there."""
        tokenized = self._tokenizer.encode_batch(list(texts))
        by_length = sorted(range(len(tokenized)), key=lambda at: len(tokenized[at].ids))
        begins = range(0, len(by_length), _BATCH)
        batches = [[tokenized[at] for at in by_length[begin : begin + _BATCH]] for begin in begins]
        encoded = dict(zip(by_length, chain.from_iterable(map(self._run, batches)), strict=True))
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
        sentences, vectors = session.run(None, {name: feed[name] for name in known})
        words = [np.flatnonzero(np.array(tokens.special_tokens_mask) == 0) for tokens in batch]
        return [
            Encoding(sentences[at], vectors[at, words[at]], ids[at, words[at]]) for at in range(len(batch))
        ]
