"""Triage's own layers, exported once for the whole run."""

import warnings
from pathlib import Path

import pytest

from assistant.adapters.encoder import OnnxEncoder
from assistant.adapters.triage_files import read_triage_heads
from assistant.adapters.triage_model import TrainedTriage, UpperLayers, exported_upper
from tests.fakes.small_school import PROJECT


@pytest.fixture(scope="session")
def triage_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder below which the graph of the adapter that ships lies."""
    home = tmp_path_factory.mktemp("triage")
    # torch and its companions may deprecate what they like.
    with warnings.catch_warnings(action="ignore"):
        exported_upper(PROJECT / "prompts" / "triage" / "adapter.npz", home)
    return home


@pytest.fixture(scope="session")
def upper(triage_home: Path, real_encoder: OnnxEncoder) -> UpperLayers:
    """The layers that ship, over the encoder that ships."""
    return UpperLayers(
        real_encoder, exported_upper(PROJECT / "prompts" / "triage" / "adapter.npz", triage_home)
    )


@pytest.fixture(scope="session")
def trained(upper: UpperLayers) -> TrainedTriage:
    """The model that ships."""
    return TrainedTriage(upper, read_triage_heads(PROJECT / "prompts" / "triage" / "heads.npz"))
