"""What the encoder has learnt, as a file: read as written, and damage named with its cure."""

from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.adapter_file import adapter_digest, read_adapter, write_adapter
from assistant.adapters.encoder_layers import MAPS, Adapter
from assistant.errors import SchoolFileError
from assistant.triage.outputs import OUTPUTS
from tests.assistant.adapters.damage import damaged, put
from tests.fakes.shipped import SHIPPED_ADAPTER

_MISSING = "What the encoder has learnt is missing"
_TRAIN = "Put the file back, or run `make train`."


def _adapter() -> Adapter:
    random = np.random.default_rng(2)
    maps = {name: random.standard_normal((2, 6)).astype(np.float16) for name in MAPS}
    count = len(OUTPUTS)
    return Adapter(maps, (random.random((count, 6), np.float32), random.random(count, np.float32)))


def test_an_adapter_comes_back_as_it_was(tmp_path: Path) -> None:
    """Its maps to the last digit; the same adapter gives the same bytes and so the same digest."""
    for name in ("a.npz", "b.npz"):
        write_adapter(tmp_path / name, _adapter())
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    assert adapter_digest(tmp_path / "a.npz") == adapter_digest(tmp_path / "b.npz")
    back = read_adapter(tmp_path / "a.npz")
    assert {name: found.tolist() for name, found in back.maps.items()} == {
        name: found.tolist() for name, found in _adapter().maps.items()
    }
    assert all(found.dtype == np.float16 for found in back.maps.values())
    for found, written in zip(back.head, _adapter().head, strict=True):
        assert found.dtype == np.float32
        assert found == pytest.approx(written, abs=1e-3)


def test_a_damaged_adapter_is_named_with_the_cure(tmp_path: Path) -> None:
    """It ships, and cannot be made without training."""
    path = tmp_path / "adapter.npz"
    write_adapter(path, _adapter())
    for content in damaged(path):
        put(path, content)
        with pytest.raises(SchoolFileError) as caught:
            read_adapter(path)
        assert str(caught.value) == f"adapter.npz: {_MISSING} or damaged. {_TRAIN}"


def test_an_adapter_of_another_version_is_damaged(tmp_path: Path) -> None:
    """One that lacks a layer, or that was trained when triage told other things."""
    whole, path = _adapter(), tmp_path / "adapter.npz"
    fewer = Adapter({name: whole.maps[name] for name in MAPS[1:]}, whole.head)
    others = Adapter(whole.maps, (whole.head[0][1:], whole.head[1][1:]))
    for adapter in (fewer, others):
        write_adapter(path, adapter)
        with pytest.raises(SchoolFileError, match="missing or damaged"):
            read_adapter(path)


def test_the_digest_is_that_of_the_file(tmp_path: Path) -> None:
    """A missing one is named with the cure."""
    path = tmp_path / "adapter.npz"
    with pytest.raises(SchoolFileError) as caught:
        adapter_digest(path)
    assert str(caught.value) == f"adapter.npz: {_MISSING}. {_TRAIN}"
    path.write_bytes(b"abc")
    assert adapter_digest(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_adapter_that_ships_fits_the_encoder() -> None:
    """Two maps for each product of its six layers, all of numbers, and a head that reads 384 of them."""
    adapter = read_adapter(SHIPPED_ADAPTER)
    assert len(adapter.maps) == 6 * 6 * 2
    assert adapter.head[0].shape == (len(OUTPUTS), 384)
    assert adapter.head[1].shape == (len(OUTPUTS),)
    assert all(np.isfinite(numbers).all() for numbers in adapter.maps.values())
    assert all(np.isfinite(numbers).all() for numbers in adapter.head)
    assert all(numbers.any() for numbers in adapter.maps.values())
