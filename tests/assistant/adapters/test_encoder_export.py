"""The encoder's weights are checked, exported once, and kept under the name of their content."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters import encoder_export
from assistant.adapters.adapter_file import read_adapter, write_adapter
from assistant.adapters.encoder import exported_encoder, published_encoder
from assistant.adapters.encoder_export import DEFAULT_MODEL, digest_of, model_folder, sha256
from assistant.adapters.encoder_layers import Adapter
from assistant.errors import EncoderError, SchoolFileError
from tests.fakes.shipped import SHIPPED_ADAPTER

_PUBLISHED = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_SHIPPED = digest_of(DEFAULT_MODEL, SHIPPED_ADAPTER)
# The number counts up with the outputs of the graph.
_FOLDER = f"{_SHIPPED[:16]}-3"


def test_the_packaged_weights_are_the_published_ones() -> None:
    """The default model's digest is the SHA-256 that its publisher lists."""
    assert sha256(model_folder(DEFAULT_MODEL) / "model.safetensors") == _PUBLISHED
    assert digest_of(DEFAULT_MODEL, None) == _PUBLISHED


def test_an_encoder_is_named_by_its_weights_and_by_what_it_has_learnt(tmp_path: Path) -> None:
    """Another file of either is another encoder; where the file lies says nothing."""
    folders = [tmp_path / name for name in ("one", "copy", "other")]
    for folder, weights in zip(folders, (b"weights", b"weights", b"others"), strict=True):
        folder.mkdir()
        (folder / "model.safetensors").write_bytes(weights)
    adapters = [tmp_path / name for name in ("one.npz", "copy.npz", "other.npz")]
    for adapter, learnt in zip(adapters, (b"learnt", b"learnt", b"more"), strict=True):
        adapter.write_bytes(learnt)
    named = {
        (at, to): digest_of(str(folder), adapter)
        for at, folder in enumerate(folders)
        for to, adapter in enumerate([*adapters, None])
    }
    assert named[0, 0] == named[1, 1]
    assert named[0, 3] == named[1, 3] == sha256(folders[0] / "model.safetensors")
    assert len({named[at, to] for at in (0, 2) for to in (0, 2, 3)}) == 6


def test_a_model_on_a_hub_is_named_by_its_name() -> None:
    """Its weights are not there to be read; two names are two encoders."""
    assert len({digest_of(name, None) for name in ("maker/one", "maker/other", DEFAULT_MODEL)}) == 3
    assert digest_of("maker/one", None) == digest_of("maker/one", None)


def test_without_what_it_has_learnt_there_is_no_encoder(tmp_path: Path) -> None:
    """A missing file is named with the cure before anything is exported, a damaged one after a look."""
    adapter, home = tmp_path / "adapter.npz", tmp_path / "home"
    with pytest.raises(SchoolFileError, match=r"adapter\.npz: What the encoder has learnt is missing\. Put"):
        exported_encoder(DEFAULT_MODEL, adapter, home)
    adapter.write_bytes(b"PK no archive")
    with pytest.raises(SchoolFileError, match=r"adapter\.npz: .* missing or damaged\. Put the file back, or"):
        exported_encoder(DEFAULT_MODEL, adapter, home)
    assert not home.exists()


def test_weights_that_are_not_the_published_ones_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file's digest is not the one listed, nothing is loaded or exported."""
    monkeypatch.setattr(encoder_export, "_PUBLISHED_SHA256", "0" * 64)
    with pytest.raises(EncoderError, match=r"model\.safetensors is not the published file\. Reinstall"):
        exported_encoder(DEFAULT_MODEL, SHIPPED_ADAPTER, tmp_path / "home")
    assert [path.name for path in (tmp_path / "home").iterdir()] == [".lock"]


def test_a_missing_package_is_named_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package of the weights the error says which one and what to run."""
    monkeypatch.setattr(encoder_export, "_PACKAGE", "no-such-package-of-weights")
    with pytest.raises(EncoderError, match=r"no-such-package-of-weights is not installed\. Run `make setup`"):
        model_folder(DEFAULT_MODEL)


@pytest.mark.filterwarnings("ignore")
def test_a_name_that_is_no_model_is_refused_without_asking_a_hub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistyped ASSISTANT_ENCODER ends in one sentence with the cure."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    (tmp_path / "empty").mkdir()
    with pytest.raises(EncoderError, match=r"empty' cannot be loaded\. Set ASSISTANT_ENCODER to the folder"):
        exported_encoder(str(tmp_path / "empty"), None, tmp_path / "home")
    with pytest.raises(EncoderError, match=r"'all-MinLM' cannot be loaded\. Set ASSISTANT_ENCODER"):
        exported_encoder("all-MinLM", None, tmp_path / "home")


def test_the_graph_lies_under_its_digest_and_is_not_exported_twice(
    encoder_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the graph of these weights is there, neither torch nor the export is needed again."""

    def must_not(folder: Path, adapter: Adapter, target: Path) -> None:
        pytest.fail("the graph was exported a second time")

    monkeypatch.setattr(encoder_export, "export", must_not)
    graph = encoder_home / _FOLDER / "model.onnx"
    before = graph.stat().st_mtime_ns
    encoder = exported_encoder(DEFAULT_MODEL, SHIPPED_ADAPTER, encoder_home)
    assert encoder.digest == published_encoder(_SHIPPED, encoder_home).digest == _SHIPPED
    assert graph.stat().st_mtime_ns == before


def test_the_graph_of_another_adapter_stands_beside_it(
    tmp_path: Path, encoder_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was learnt anew is exported with its own maps; the index of before still finds its encoder."""
    copying = _Copying(encoder_home)
    monkeypatch.setattr(encoder_export, "export", copying)
    before = exported_encoder(DEFAULT_MODEL, SHIPPED_ADAPTER, tmp_path / "home")
    shipped = read_adapter(SHIPPED_ADAPTER)
    halved = Adapter(
        {name: np.float16(0.5) * numbers for name, numbers in shipped.maps.items()}, shipped.head
    )
    write_adapter(tmp_path / "adapter.npz", halved)
    after = exported_encoder(DEFAULT_MODEL, tmp_path / "adapter.npz", tmp_path / "home")
    assert after.digest != before.digest
    for given, written in zip(copying.given, (shipped, halved), strict=True):
        assert given.maps.keys() == written.maps.keys()
        assert all(np.array_equal(numbers, written.maps[name]) for name, numbers in given.maps.items())
    assert published_encoder(before.digest, tmp_path / "home").digest == before.digest


def test_an_index_whose_graph_is_gone_says_so(tmp_path: Path) -> None:
    """Answering never exports; it asks for a publish."""
    with pytest.raises(EncoderError, match=r"graph is missing\. Run `assistant publish`"):
        published_encoder(_SHIPPED, tmp_path)


def test_an_export_that_breaks_off_leaves_no_graph(
    tmp_path: Path, encoder_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A half written graph is never taken for a whole one; the next export mends it."""

    def breaks(folder: Path, adapter: Adapter, target: Path) -> None:
        (target / "model.onnx").write_bytes(b"half")
        raise RuntimeError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(encoder_export, "export", breaks)
        with pytest.raises(RuntimeError, match="no space left"):
            exported_encoder(DEFAULT_MODEL, SHIPPED_ADAPTER, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]
    half = tmp_path / _FOLDER
    half.mkdir()
    (half / "model.onnx").write_bytes(b"half")
    monkeypatch.setattr(encoder_export, "export", _Copying(encoder_home))
    assert len(exported_encoder(DEFAULT_MODEL, SHIPPED_ADAPTER, tmp_path).encode(["a phone"])) == 1


def test_two_that_export_at_once_export_once(
    tmp_path: Path, encoder_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second waits and uses what the first has made; what a killed one left is swept."""
    copying = _Copying(encoder_home)
    monkeypatch.setattr(encoder_export, "export", copying)
    (tmp_path / ".building-of-a-killed-process").mkdir()
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: exported_encoder(DEFAULT_MODEL, SHIPPED_ADAPTER, tmp_path), range(4)))
    assert {encoder.digest for encoder in made} == {_SHIPPED}
    assert copying.times == 1
    assert {path.name for path in tmp_path.iterdir()} == {".lock", _FOLDER}


def test_the_graph_of_an_older_version_is_left_alone_and_not_used(
    tmp_path: Path, encoder_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A graph without what triage reads stands under another name; publishing exports a new one."""
    old = tmp_path / f"{_SHIPPED[:16]}-2"
    shutil.copytree(encoder_home / _FOLDER, old)
    with pytest.raises(EncoderError, match="graph is missing"):
        published_encoder(_SHIPPED, tmp_path)
    copying = _Copying(encoder_home)
    monkeypatch.setattr(encoder_export, "export", copying)
    exported_encoder(DEFAULT_MODEL, SHIPPED_ADAPTER, tmp_path)
    assert copying.times == 1
    assert old.exists()


@pytest.mark.filterwarnings("ignore")
def test_a_school_may_name_another_model_by_its_folder(tmp_path: Path) -> None:
    """A model of another make, without token types, is exported and says what it says in torch."""
    from sentence_transformers import SentenceTransformer
    from transformers import AutoTokenizer, DistilBertConfig, DistilBertModel

    tokenizer = AutoTokenizer.from_pretrained(model_folder(DEFAULT_MODEL))
    tokenizer.model_input_names = ["input_ids", "attention_mask"]
    tokenizer.save_pretrained(tmp_path / "model")
    config = DistilBertConfig(vocab_size=len(tokenizer), dim=32, n_layers=1, n_heads=2, hidden_dim=64)
    DistilBertModel(config).save_pretrained(tmp_path / "model")
    texts = ["Staff must carry a school mobile.", "a phone"]
    theirs = SentenceTransformer(str(tmp_path / "model"), device="cpu")
    encoder = exported_encoder(str(tmp_path / "model"), None, tmp_path / "home")
    read = encoder.encode(texts)
    ours = np.stack([encoding.sentence for encoding in read])
    assert ours == pytest.approx(theirs.encode(texts, normalize_embeddings=True), abs=1e-4)
    assert np.stack([one.pooled for one in read]) == pytest.approx(theirs.encode(texts), abs=1e-4)
    assert encoder.digest == digest_of(str(tmp_path / "model"), None) != _PUBLISHED


class _Copying:
    """Stands for the export where only what is done with its files matters."""

    def __init__(self, encoder_home: Path) -> None:
        self._graph = encoder_home / _FOLDER
        self.given: list[Adapter] = []

    @property
    def times(self) -> int:
        """How often something was exported."""
        return len(self.given)

    def __call__(self, folder: Path, adapter: Adapter, target: Path) -> None:
        self.given.append(adapter)
        shutil.copytree(self._graph, target, dirs_exist_ok=True)
