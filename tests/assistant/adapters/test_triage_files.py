"""What triage has learnt, as files: read as written, and damage named with its cure."""

from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.encoder_export import DEFAULT_MODEL, digest_of
from assistant.adapters.school_files.triage_tables import read_triage_tables
from assistant.adapters.triage_files import (
    TriageHeads,
    read_triage_heads,
    tables_digest,
    write_triage_heads,
)
from assistant.errors import SchoolFileError
from assistant.triage.grams import PLACES
from assistant.triage.outputs import OUTPUTS
from tests.assistant.adapters.damage import damaged, put
from tests.fakes.shipped import SHIPPED_ADAPTER
from tests.fakes.small_school import PROJECT

_SHIPPED = PROJECT / "prompts" / "triage"


def _heads(seed: int = 1) -> TriageHeads:
    random = np.random.default_rng(seed)
    vectors, bias, grams, gram_bias = (
        random.standard_normal(shape).astype(np.float32) for shape in [(3, 5), (3,), (3, 40), (3,)]
    )
    return TriageHeads(("one", "two", "three"), vectors, bias, grams, gram_bias, "tables", "encoder")


def test_heads_come_back_in_half_precision(tmp_path: Path) -> None:
    """Their weights keep three digits, everything else every one."""
    path = tmp_path / "heads.npz"
    write_triage_heads(path, _heads())
    back = read_triage_heads(path)
    assert (back.outputs, back.made_from, back.encoder) == (("one", "two", "three"), "tables", "encoder")
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


def test_damaged_heads_are_named_with_the_cure(tmp_path: Path) -> None:
    """A publish makes them again."""
    path = tmp_path / "heads.npz"
    write_triage_heads(path, _heads())
    for content in damaged(path):
        put(path, content)
        with pytest.raises(SchoolFileError) as caught:
            read_triage_heads(path)
        assert str(caught.value) == (
            "heads.npz: The heads of triage are missing or damaged. Run `assistant publish`."
        )


def test_heads_that_do_not_name_their_encoder_are_damaged(tmp_path: Path) -> None:
    """What an older version wrote says nothing of whose vectors it reads: a publish makes it again."""
    path = tmp_path / "heads.npz"
    write_triage_heads(path, _heads())
    with np.load(path) as held:
        older = {name: held[name] for name in held.files if name != "encoder"}
    np.savez(path, adapter=np.array("adapter"), **older)
    with pytest.raises(SchoolFileError, match="damaged"):
        read_triage_heads(path)


def test_the_heads_that_ship_were_made_from_the_tables_that_ship() -> None:
    """And for the encoder: whoever edits prompts/triage must run `make train` or ship what a publish made."""
    heads = read_triage_heads(_SHIPPED / "heads.npz")
    assert heads.made_from == tables_digest(read_triage_tables(_SHIPPED))
    assert heads.encoder == digest_of(DEFAULT_MODEL, SHIPPED_ADAPTER)


def test_what_ships_fits_the_encoder_and_the_grams() -> None:
    """Vectors of 384 numbers, as many grams as there are places, an output for each thing that is told."""
    heads = read_triage_heads(_SHIPPED / "heads.npz")
    assert heads.outputs == OUTPUTS
    assert heads.vectors.shape == (len(OUTPUTS), 384)
    assert heads.grams.shape == (len(OUTPUTS), PLACES)
    assert heads.vector_bias.shape == heads.gram_bias.shape == (len(OUTPUTS),)
    numbers = (heads.vectors, heads.vector_bias, heads.grams, heads.gram_bias)
    assert all(np.isfinite(some).all() for some in numbers)


def test_what_ships_is_small() -> None:
    """Adapter and heads together take less room than two photographs."""
    assert sum(path.stat().st_size for path in (_SHIPPED / "heads.npz", SHIPPED_ADAPTER)) < 4_000_000
