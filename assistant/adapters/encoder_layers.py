"""What the encoder has learnt of how staff talk: low-rank maps beside the products of its layers.

Only publishing and training come here; both load torch.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.ports import Vector

RANK = 16
_SCALE = 2.0
_DROPOUT = 0.05
_LAYERS = 6
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
MAPS = tuple(f"{layer}.{name}.{side}" for layer in range(_LAYERS) for name in _LINEARS for side in _SIDES)


@dataclass(frozen=True, slots=True)
class Adapter:
    """What was learnt: low-rank maps by the names of the products they stand beside, and a head.

    `head` are weights (outputs, dimensions) and bias (outputs,) that read pooled vectors for triage.
    """

    maps: Mapping[str, NDArray[np.float16]]
    head: tuple[Vector, Vector]


def adapt(model: Any) -> None:
    """Freeze the model of sentence-transformers, with a low-rank map beside each product of its layers."""
    for parameter in model.parameters():
        parameter.requires_grad = False
    for layer in _layers(model):
        for name in _LINEARS:
            parent, _, last = name.rpartition(".")
            module = layer.get_submodule(parent)
            setattr(module, last, _beside(getattr(module, last)))


class AdaptableEncoder:
    """An encoder while it learns; its own weights stay as they are."""

    def __init__(self, model: Any) -> None:
        adapt(model)
        self._model = model
        self.dimensions: int = model.get_embedding_dimension()

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """The ids of each text's tokens."""
        found: list[list[int]] = self._model.tokenizer(
            list(texts), truncation=True, max_length=self._model.max_seq_length
        )["input_ids"]
        return found

    def pooled(self, ids: Any, mask: Any) -> Any:
        """(texts, dimensions): the mean over the tokens that `mask` (texts, tokens) counts.

        Products are taken in half precision where the processor has tiles for that: elsewhere it is slower.
        """
        import torch

        tiles = bool(torch.cpu.get_capabilities().get("amx_bf16"))
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=tiles):
            found = self._model[0].auto_model(input_ids=ids, attention_mask=mask).last_hidden_state
        counts = mask[:, :, None]
        return (found.float() * counts).sum(1) / counts.sum(1)

    def parameters(self) -> list[Any]:
        """The low-rank maps."""
        return [parameter for parameter in self._model.parameters() if parameter.requires_grad]

    def learning(self, now: bool) -> None:
        """Whether a little of what the maps hold is left out by chance."""
        for module in self._model.modules():
            if hasattr(module, "down"):
                module.train(now)

    def maps(self) -> Mapping[str, NDArray[np.float16]]:
        """What was learnt."""
        return maps_of(self._model)


def maps_of(model: Any) -> Mapping[str, NDArray[np.float16]]:
    """The low-rank maps of an adapted model, in half precision."""
    return {
        f"{at}.{name}.{side}": getattr(layer.get_submodule(name), side).detach().numpy().astype(np.float16)
        for at, layer in enumerate(_layers(model))
        for name in _LINEARS
        for side in _SIDES
    }


def merge(model: Any, adapter: Adapter) -> None:
    """Add what was learnt to the model's own weights."""
    import torch

    for at, layer in enumerate(_layers(model)):
        for name in _LINEARS:
            down, up = (adapter.maps[f"{at}.{name}.{side}"].astype(np.float32) for side in _SIDES)
            layer.get_submodule(name).weight.data += _SCALE * torch.from_numpy(up @ down)


def _layers(model: Any) -> Any:
    return model[0].auto_model.encoder.layer


def _beside(linear: Any) -> Any:
    import torch

    class Beside(torch.nn.Module):  # type: ignore[misc]  # torch is not typed here
        """The frozen product and a low-rank one beside it."""

        def __init__(self) -> None:
            super().__init__()
            self.linear = linear
            self.down = torch.nn.Parameter(torch.randn(RANK, linear.in_features) * 0.02)
            self.up = torch.nn.Parameter(torch.zeros(linear.out_features, RANK))

        def forward(self, given: torch.Tensor) -> torch.Tensor:
            # Left out between the two: drawing for each input takes longer than the product itself.
            between = torch.nn.functional.dropout(given @ self.down.T, _DROPOUT, self.training)
            return linear(given) + _SCALE * (between @ self.up.T)

    return Beside()
