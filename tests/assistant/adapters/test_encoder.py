"""The encoder that ships says what sentence-transformers itself says, one text or many."""

import os
import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

from assistant.adapters.adapter_file import read_adapter
from assistant.adapters.encoder import OnnxEncoder, RememberingEncoder
from assistant.adapters.encoder_export import DEFAULT_MODEL, load, model_folder
from assistant.adapters.encoder_layers import merge
from assistant.adapters.policy_files import FolderPolicyFiles
from assistant.domain.policy import passages_of
from assistant.policies.clauses import make_policy
from assistant.ports import Encoding
from tests.fakes.shipped import SHIPPED_ADAPTER
from tests.fakes.small_school import PROJECT


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    """Two hundred sentences from all over the school's policies, and one text that is far too long."""
    files = FolderPolicyFiles(PROJECT / "corpus", PROJECT / "prompts")
    policies = [make_policy(record, files.read(record)) for record in files.records()]
    held = list(dict.fromkeys(p.searchable for policy in policies for p in passages_of(policy)))
    return [*held[:: len(held) // 199][:199], " ".join(held[:60])]


@pytest.fixture(scope="module")
def model() -> Any:
    """The model in sentence-transformers, with what it has learnt."""
    # torch and its companions may deprecate what they like; the numbers are what these tests are about.
    with warnings.catch_warnings(action="ignore"):
        found = load(model_folder(DEFAULT_MODEL))
        merge(found, read_adapter(SHIPPED_ADAPTER))
    return found


@pytest.mark.filterwarnings("ignore")
def test_vectors_are_those_of_sentence_transformers(
    real_encoder: OnnxEncoder, model: Any, sentences: list[str]
) -> None:
    """Over 200 texts the cosine to sentence-transformers' own vectors is at least 0.9999."""
    theirs = model.encode(sentences, normalize_embeddings=True)
    ours = np.stack([encoding.sentence for encoding in real_encoder.encode(sentences)])
    assert len(sentences) == 200
    assert (ours * theirs).sum(axis=1).min() >= 0.9999


@pytest.mark.filterwarnings("ignore")
def test_token_vectors_are_those_of_sentence_transformers(
    real_encoder: OnnxEncoder, model: Any, sentences: list[str]
) -> None:
    """Token vectors are the model's own, of length 1, without those of the special tokens."""
    theirs: list[Any] = list(model.encode(sentences[:20], output_value="token_embeddings"))
    for ours, tokens in zip(real_encoder.encode(sentences[:20]), theirs, strict=True):
        wanted = np.asarray(tokens)[1:-1]
        wanted = wanted / np.linalg.norm(wanted, axis=1, keepdims=True)
        assert (ours.tokens * wanted).sum(axis=1).min() >= 0.9999


def test_a_batch_of_many_equals_one_at_a_time(real_encoder: OnnxEncoder, sentences: list[str]) -> None:
    """Neither the company a text is in nor its place in the list changes its vectors."""
    some = sentences[::3]
    for text, together in zip(some, real_encoder.encode(some), strict=True):
        alone = real_encoder.encode([text])[0]
        assert together.sentence @ alone.sentence >= 0.99999
        assert together.token_ids.tolist() == alone.token_ids.tolist()


def test_a_long_text_is_cut_off_at_256_tokens(real_encoder: OnnxEncoder) -> None:
    """What stands beyond 254 words and the two special tokens has no say."""
    long, cut = real_encoder.encode(["phone " * 254 + "pupil " * 500, "phone " * 254])
    assert len(long.token_ids) == 254
    assert long.sentence == pytest.approx(cut.sentence, abs=1e-5)
    assert long.pooled == pytest.approx(cut.pooled, abs=1e-4)


def test_a_text_that_was_not_read_to_its_end_says_so(real_encoder: OnnxEncoder) -> None:
    """In any company; one that just fills the room may have been cut, a token less cannot."""
    texts = ["phone " * 300, "phone " * 255, "phone " * 253, "a phone", ""]
    together = [one.cut_off for one in real_encoder.encode(texts)]
    assert together == [True, True, False, False, False]
    assert together == [real_encoder.encode([text])[0].cut_off for text in texts]


@pytest.mark.parametrize(("busy", "awake"), [(False, "1"), (True, "0")])
def test_no_run_takes_more_than_two_threads(
    encoder_home: Path, real_encoder: OnnxEncoder, monkeypatch: pytest.MonkeyPatch, busy: bool, awake: str
) -> None:
    """They wait awake for the next step only where nobody else in the process could use the processor."""
    opened: list[onnxruntime.SessionOptions] = []

    class Watched(onnxruntime.InferenceSession):  # type: ignore[misc]  # onnxruntime is not typed
        """Notes what a session is opened with."""

        def __init__(self, graph: str, options: onnxruntime.SessionOptions, **rest: Any) -> None:
            opened.append(options)
            super().__init__(graph, options, **rest)

    monkeypatch.setattr(onnxruntime, "InferenceSession", Watched)
    (graph,) = encoder_home.glob(f"{real_encoder.digest[:16]}-*")
    encoder = OnnxEncoder(graph, real_encoder.digest, busy)
    for texts in (1, 50):
        encoder.encode(["How do I reach a parent?"] * texts)
    (options,) = opened
    assert options.intra_op_num_threads == min(2, len(os.sched_getaffinity(0)))
    assert options.get_session_config_entry("session.intra_op.allow_spinning") == awake


def test_many_threads_may_share_one_encoder(real_encoder: OnnxEncoder, sentences: list[str]) -> None:
    """Channels that answer at the same time get the vectors they would get alone."""
    some = sentences[:24]
    alone = [real_encoder.encode([text])[0].sentence for text in some]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: real_encoder.encode([text])[0].sentence, some))
    assert np.array_equal(alone, together)


def test_pooled_vectors_are_the_mean_of_the_tokens_as_it_is(
    real_encoder: OnnxEncoder, model: Any, sentences: list[str]
) -> None:
    """Those that begin and end a text included; of length 1 it is the sentence vector."""
    theirs: list[Any] = list(model.encode(sentences[:20], output_value="token_embeddings"))
    for ours, tokens in zip(real_encoder.encode(sentences[:20]), theirs, strict=True):
        assert ours.pooled.dtype == np.float32
        assert ours.pooled == pytest.approx(np.asarray(tokens).mean(axis=0), abs=1e-3)
        assert ours.pooled / np.linalg.norm(ours.pooled) == pytest.approx(ours.sentence, abs=1e-5)


def test_pooled_vectors_do_not_depend_on_the_company(real_encoder: OnnxEncoder, sentences: list[str]) -> None:
    """What triage reads is the same in a batch and alone."""
    some = sentences[::20]
    for text, together in zip(some, real_encoder.encode(some), strict=True):
        assert together.pooled == pytest.approx(real_encoder.encode([text])[0].pooled, abs=1e-3)


class _Counting:
    """Counts what the encoder behind it is asked."""

    digest = "counted"

    def __init__(self, encoder: OnnxEncoder) -> None:
        self._encoder = encoder
        self.asked: list[tuple[str, ...]] = []

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """What the encoder says."""
        self.asked.append(tuple(texts))
        return self._encoder.encode(texts)


def test_a_message_is_read_once_for_triage_and_retrieval(real_encoder: OnnxEncoder) -> None:
    """The first to ask gets what the second needs as well; several texts at once are not remembered."""
    counting = _Counting(real_encoder)
    encoder = RememberingEncoder(counting)  # type: ignore[arg-type]
    first, second = encoder.encode(["a phone"])[0], encoder.encode(["a phone"])[0]
    assert first is second
    assert encoder.digest == "counted"
    encoder.encode(["a phone", "a trip"])
    assert counting.asked == [("a phone",), ("a phone", "a trip")]


def test_only_the_last_few_messages_are_remembered(real_encoder: OnnxEncoder) -> None:
    """A server that runs for weeks does not keep what staff typed."""
    counting = _Counting(real_encoder)
    encoder = RememberingEncoder(counting)  # type: ignore[arg-type]
    for text in ["first", *map(str, range(256)), "first"]:
        encoder.encode([text])
    assert counting.asked.count(("first",)) == 2
