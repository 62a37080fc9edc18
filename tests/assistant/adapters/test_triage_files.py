"""What triage has learnt, as files: read as written, and damage named with its cure."""

from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.school_files.triage_tables import read_triage_tables
from assistant.adapters.triage_files import (
    TriageHeads,
    adapter_digest,
    read_adapter,
    read_triage_heads,
    tables_digest,
    write_adapter,
    write_triage_heads,
)
from assistant.adapters.triage_layers import MAPS, Adapter
from assistant.errors import SchoolFileError
from assistant.triage.grams import PLACES
from assistant.triage.outputs import OUTPUTS
from tests.fakes.small_school import PROJECT

_SHIPPED = PROJECT / "prompts" / "triage"
_MISSING = "What triage has learnt is missing"
_TRAIN = "Put the file back, or run `make train`."


def _heads(seed: int = 1) -> TriageHeads:
    random = np.random.default_rng(seed)
    vectors, bias, grams, gram_bias = (
        random.standard_normal(shape).astype(np.float32) for shape in [(3, 5), (3,), (3, 40), (3,)]
    )
    return TriageHeads(("one", "two", "three"), vectors, bias, grams, gram_bias, "tables", "adapter")


def _adapter() -> Adapter:
    random = np.random.default_rng(2)
    maps = {name: random.standard_normal((2, 6)).astype(np.float16) for name in MAPS}
    count = len(OUTPUTS)
    return Adapter(maps, (random.random((count, 6), np.float32), random.random(count, np.float32)))


def _damaged(path: Path, other: Path) -> list[bytes | None]:
    """What may have become of a file: gone, empty, cut short, another thing."""
    whole = path.read_bytes()
    np.savez(other, other=np.zeros(3))
    return [None, b"", whole[: len(whole) // 2], b"text", other.read_bytes()]


def test_heads_come_back_in_half_precision(tmp_path: Path) -> None:
    """Their weights keep three digits, everything else every one."""
    path = tmp_path / "heads.npz"
    write_triage_heads(path, _heads())
    back = read_triage_heads(path)
    assert (back.outputs, back.made_from, back.adapter) == (("one", "two", "three"), "tables", "adapter")
    for found, written in ((back.vectors, _heads().vectors), (back.grams, _heads().grams)):
        assert found.dtype == np.float32
        assert found == pytest.approx(written, rel=1e-3)
    assert np.array_equal(back.vector_bias, _heads().vector_bias)
    assert np.array_equal(back.gram_bias, _heads().gram_bias)


def test_writing_heads_leaves_one_file(tmp_path: Path) -> None:
    """Also where there were others; the same heads give the same bytes."""
    path = tmp_path / "heads.npz"
    write_triage_heads(path, _heads(3))
    write_triage_heads(path, _heads())
    once = path.read_bytes()
    write_triage_heads(path, _heads())
    assert path.read_bytes() == once
    assert list(tmp_path.iterdir()) == [path]


def test_an_adapter_comes_back_as_it_was(tmp_path: Path) -> None:
    """Its maps to the last digit; the same adapter gives the same bytes and so the same digest."""
    for name in ("a.npz", "b.npz"):
        write_adapter(tmp_path / name, _adapter())
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    back = read_adapter(tmp_path / "a.npz")
    assert {name: found.tolist() for name, found in back.maps.items()} == {
        name: found.tolist() for name, found in _adapter().maps.items()
    }
    for found, written in zip(back.head, _adapter().head, strict=True):
        assert found.dtype == np.float32
        assert found == pytest.approx(written, abs=1e-3)


def test_damaged_heads_are_named_with_the_cure(tmp_path: Path) -> None:
    """A publish makes them again."""
    path = tmp_path / "heads.npz"
    write_triage_heads(path, _heads())
    for content in _damaged(path, tmp_path / "other.npz"):
        path.unlink()
        path.write_bytes(content) if content is not None else None
        with pytest.raises(SchoolFileError) as caught:
            read_triage_heads(path)
        assert str(caught.value) == (
            "heads.npz: The heads of triage are missing or damaged. Run `assistant publish`."
        )
        path.touch()


def test_a_damaged_adapter_is_named_with_the_cure(tmp_path: Path) -> None:
    """It ships, and cannot be made without training."""
    path = tmp_path / "adapter.npz"
    write_adapter(path, _adapter())
    for content in _damaged(path, tmp_path / "other.npz"):
        path.unlink()
        path.write_bytes(content) if content is not None else None
        with pytest.raises(SchoolFileError) as caught:
            read_adapter(path)
        assert str(caught.value) == f"adapter.npz: {_MISSING} or damaged. {_TRAIN}"
        path.touch()


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


def test_the_heads_that_ship_were_made_from_the_tables_that_ship() -> None:
    """Whoever edits prompts/triage must run `make train` or `assistant publish` and ship what it made."""
    heads = read_triage_heads(_SHIPPED / "heads.npz")
    assert heads.made_from == tables_digest(read_triage_tables(_SHIPPED))
    assert heads.adapter == adapter_digest(_SHIPPED / "adapter.npz")


def test_what_ships_fits_the_encoder_and_the_grams() -> None:
    """Vectors of 384 numbers, as many grams as there are places, an output for each thing that is told."""
    heads, adapter = read_triage_heads(_SHIPPED / "heads.npz"), read_adapter(_SHIPPED / "adapter.npz")
    assert heads.outputs == OUTPUTS
    assert heads.vectors.shape == adapter.head[0].shape == (len(OUTPUTS), 384)
    assert heads.grams.shape == (len(OUTPUTS), PLACES)
    assert heads.vector_bias.shape == heads.gram_bias.shape == (len(OUTPUTS),)
    assert all(np.isfinite(numbers).all() for numbers in [*adapter.maps.values()])
    assert all(np.isfinite(numbers).all() for numbers in [*adapter.head, heads.vectors, heads.grams])


def test_what_ships_is_small() -> None:
    """Adapter and heads together take less room than two photographs."""
    assert sum((_SHIPPED / name).stat().st_size for name in ("heads.npz", "adapter.npz")) < 4_000_000
