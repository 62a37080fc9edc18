"""Triage's layers: the frozen ones with what was learnt added, the same in torch and as a graph."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.adapters import triage_layers
from assistant.adapters.encoder import OnnxEncoder
from assistant.adapters.graphs import open_graph
from assistant.adapters.triage_files import read_adapter
from assistant.adapters.triage_layers import MAPS, Adapter, adaptable_layers, maps_of, run, upper_layers
from assistant.adapters.triage_model import UpperLayers
from assistant.ports import Vector
from tests.fakes.small_school import PROJECT

# torch and its companions may deprecate what they like; the numbers are what these tests are about.
pytestmark = pytest.mark.filterwarnings("ignore")
_TEXTS = (
    "A girl in my form told me that her stepdad hits her.",
    "phones?",
    "May we go to the museum by coach, and who writes the risk assessment for it?",
    "",
)


def _halfway(encoder: OnnxEncoder, texts: tuple[str, ...] = _TEXTS) -> tuple[Any, Any]:
    """What the encoder holds halfway, padded, and which tokens are no padding."""
    import torch

    held = [one.halfway for one in encoder.encode(texts, halfway=True) if one.halfway is not None]
    width = max(map(len, held))
    halfway, mask = np.zeros((len(held), width, 384), np.float32), np.zeros((len(held), width), np.float32)
    for at, one in enumerate(held):
        halfway[at, : len(one)], mask[at, : len(one)] = one, 1
    return torch.from_numpy(halfway), torch.from_numpy(mask)


def _run(layers: Any, encoder: OnnxEncoder) -> Vector:
    return np.asarray(run(layers.eval(), *_halfway(encoder)).detach().numpy(), np.float32)


def _least_cosine(ours: Vector, theirs: Vector) -> float:
    lengths = np.linalg.norm(ours, axis=1) * np.linalg.norm(theirs, axis=1)
    return float(((ours * theirs).sum(axis=1) / lengths).min())


def _graph_says(graph: Path, encoder: OnnxEncoder) -> Vector:
    session = open_graph(str(graph))
    halfway, mask = _halfway(encoder)
    (found,) = session.run(None, {"halfway": halfway.numpy(), "mask": mask.numpy()})
    return np.asarray(found)


def _with_maps(adapter: Adapter) -> Any:
    """The layers in torch with the maps beside the products, not merged into them."""
    import torch

    layers = adaptable_layers()
    for name, numbers in adapter.maps.items():
        at, _, path = name.partition(".")
        layers[int(at)].get_parameter(path).data = torch.from_numpy(numbers.astype(np.float32))
    return layers


def test_the_graph_that_ships_says_what_torch_says(upper: UpperLayers, real_encoder: OnnxEncoder) -> None:
    """Merged into one graph or beside each product in torch: the cosine is at least 0.9999."""
    adapter = read_adapter(PROJECT / "prompts" / "triage" / "adapter.npz")
    ours, theirs = upper.vectors(_TEXTS), _run(_with_maps(adapter), real_encoder)
    assert _least_cosine(ours, theirs) >= 0.9999
    assert ours == pytest.approx(theirs, abs=1e-3)
    assert _least_cosine(ours, _run(upper_layers(), real_encoder)) < 0.99


def test_an_untrained_adapter_changes_nothing(tmp_path: Path, real_encoder: OnnxEncoder) -> None:
    """With maps of noughts the graph gives the plain model's own vector, the mean over its tokens."""
    maps = {
        name: np.zeros_like(numbers)
        for name, numbers in read_adapter(PROJECT / "prompts" / "triage" / "adapter.npz").maps.items()
    }
    triage_layers.export(
        Adapter(maps, (np.zeros((1, 384), np.float32), np.zeros(1, np.float32))), tmp_path / "upper.onnx"
    )
    ours = _graph_says(tmp_path / "upper.onnx", real_encoder)
    plain = np.stack([encoding.sentence for encoding in real_encoder.encode(_TEXTS)])
    assert _least_cosine(ours, plain) >= 0.9999
    assert ours == pytest.approx(_run(upper_layers(), real_encoder), abs=1e-4)


def test_layers_begin_as_the_plain_model_s(real_encoder: OnnxEncoder) -> None:
    """Before the first step of training the maps change nothing."""
    assert _run(adaptable_layers(), real_encoder) == pytest.approx(
        _run(upper_layers(), real_encoder), abs=1e-6
    )


def test_only_the_maps_can_be_learnt() -> None:
    """Everything that came with the encoder is frozen."""
    layers = adaptable_layers()
    learnt = {name for name, one in layers.named_parameters() if one.requires_grad}
    assert learnt == set(MAPS) == set(maps_of(layers))
    assert not any(one.requires_grad for one in upper_layers().parameters())


def test_training_does_not_reach_the_encoder_itself() -> None:
    """Two sets of layers have nothing in common."""
    one, other = adaptable_layers(), upper_layers()
    shared = {id(parameter) for parameter in one.parameters()}
    assert not shared & {id(parameter) for parameter in other.parameters()}


def test_maps_are_kept_in_half_precision() -> None:
    """And go back into the layers they came from."""
    adapter = read_adapter(PROJECT / "prompts" / "triage" / "adapter.npz")
    kept = maps_of(_with_maps(adapter))
    assert set(kept) == set(adapter.maps)
    assert all(numbers.dtype == np.float16 for numbers in kept.values())
    assert all(np.array_equal(numbers, adapter.maps[name]) for name, numbers in kept.items())


def test_padding_has_no_say(real_encoder: OnnxEncoder) -> None:
    """A short text beside a long one has the vector it has alone, whatever stands in its padding."""
    layers = upper_layers()
    halfway, mask = _halfway(real_encoder)
    halfway = halfway + (1 - mask)[:, :, None] * 7
    together = run(layers, halfway, mask).detach().numpy()
    alone = run(layers, *_halfway(real_encoder, _TEXTS[1:2])).detach().numpy()
    assert together[1] == pytest.approx(alone[0], abs=1e-4)
