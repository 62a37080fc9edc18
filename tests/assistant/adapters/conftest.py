"""Triage as it ships, over the encoder that ships."""

import pytest

from assistant.adapters.encoder import OnnxEncoder
from assistant.adapters.triage_files import read_triage_heads
from assistant.adapters.triage_model import TrainedTriage
from tests.fakes.small_school import PROJECT


@pytest.fixture(scope="session")
def trained(real_encoder: OnnxEncoder) -> TrainedTriage:
    """The model that ships."""
    return TrainedTriage(real_encoder, read_triage_heads(PROJECT / "prompts" / "triage" / "heads.npz"))
