"""The upper layers of the encoder as triage has them: the frozen ones, with what was learnt added.

Only publishing and training come here; both load torch.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.adapters.encoder_export import DEFAULT_MODEL, UPPER_LAYERS, model_folder
from assistant.ports import Vector

_RANK = 16
_SCALE = 2.0
_DROPOUT = 0.05
_OPSET = 17
_LINEARS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
_SIDES = ("down", "up")
# The name of each map: layer, product, side.
MAPS = tuple(
    f"{layer}.{name}.{side}" for layer in range(UPPER_LAYERS) for name in _LINEARS for side in _SIDES
)


@dataclass(frozen=True, slots=True)
class Adapter:
    """What was learnt: low-rank maps by the names of the products they stand beside, and a head.

    `head` are weights (outputs, dimensions) and bias (outputs,) that read the adapted vectors.
    """

    maps: Mapping[str, NDArray[np.float16]]
    head: tuple[Vector, Vector]


def upper_layers() -> Any:
    """The frozen upper layers, to be called one after the other with hidden states and a mask."""
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(model_folder(DEFAULT_MODEL)), device="cpu").eval()
    layers = copy.deepcopy(torch.nn.ModuleList(model[0].auto_model.encoder.layer[-UPPER_LAYERS:]))
    for parameter in layers.parameters():
        parameter.requires_grad = False
    return layers


def adaptable_layers() -> Any:
    """The upper layers with a low-rank map beside each product, which changes nothing yet."""
    layers = upper_layers()
    for layer in layers:
        for name in _LINEARS:
            parent, _, last = name.rpartition(".")
            module = layer.get_submodule(parent)
            setattr(module, last, _beside(getattr(module, last)))
    return layers


def maps_of(layers: Any) -> Mapping[str, NDArray[np.float16]]:
    """The low-rank maps, in half precision."""
    return {
        f"{at}.{name}.{side}": getattr(layer.get_submodule(name), side).detach().numpy().astype(np.float16)
        for at, layer in enumerate(layers)
        for name in _LINEARS
        for side in _SIDES
    }


def run(layers: Any, halfway: Any, mask: Any) -> Any:
    """(texts, dimensions): the mean over the tokens that `mask` (texts, tokens) counts."""
    added = (1.0 - mask)[:, None, None, :] * -1e4
    for layer in layers:
        found = layer(halfway, added)
        halfway = found[0] if isinstance(found, tuple) else found
    return (halfway * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)


def export(adapter: Adapter, target: Path) -> None:
    """Write the layers with what was learnt merged into them as one ONNX graph."""
    import warnings

    import torch

    merged = upper_layers()
    for at, layer in enumerate(merged):
        for name in _LINEARS:
            down, up = (adapter.maps[f"{at}.{name}.{side}"].astype(np.float32) for side in _SIDES)
            layer.get_submodule(name).weight.data += _SCALE * torch.from_numpy(up @ down)

    class Upper(torch.nn.Module):  # type: ignore[misc]  # torch is not typed here
        """The merged layers and the mean over the tokens."""

        def __init__(self) -> None:
            super().__init__()
            self.layers = merged

        def forward(self, halfway: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            return run(self.layers, halfway, mask)

    width = next(iter(merged.parameters())).shape[-1]
    with warnings.catch_warnings():
        # The tracing exporter is deprecated, not removed; the new one needs two more packages.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Upper(),
            (torch.zeros(2, 5, width), torch.ones(2, 5)),
            str(target),
            dynamo=False,
            opset_version=_OPSET,
            input_names=["halfway", "mask"],
            output_names=["vector"],
            dynamic_axes={name: {0: "texts", 1: "tokens"} for name in ("halfway", "mask")}
            | {"vector": {0: "texts"}},
        )


def _beside(linear: Any) -> Any:
    import torch

    class Beside(torch.nn.Module):  # type: ignore[misc]  # torch is not typed here
        """The frozen product and a low-rank one beside it."""

        def __init__(self) -> None:
            super().__init__()
            self.linear = linear
            self.down = torch.nn.Parameter(torch.randn(_RANK, linear.in_features) * 0.02)
            self.up = torch.nn.Parameter(torch.zeros(linear.out_features, _RANK))

        def forward(self, given: torch.Tensor) -> torch.Tensor:
            dropped = torch.nn.functional.dropout(given, _DROPOUT, self.training)
            return linear(given) + _SCALE * (dropped @ self.down.T @ self.up.T)

    return Beside()
