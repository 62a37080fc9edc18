"""What the encoder has learnt, as the file that ships: prompts/encoder/adapter.npz."""

import hashlib
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from assistant.adapters.encoder_layers import MAPS, Adapter
from assistant.errors import SchoolFileError
from assistant.triage.outputs import OUTPUTS

_CURE = "Put the file back, or run `make train`."


def adapter_digest(path: Path) -> str:
    """Names the adapter in `path`. Raises SchoolFileError where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError as error:
        raise SchoolFileError(path.name, "What the encoder has learnt is missing.", _CURE) from error


def read_adapter(path: Path) -> Adapter:
    """The adapter. Raises SchoolFileError where the file is missing or damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            head = held["weights"].astype(np.float32), held["bias"].astype(np.float32)
            if len(head[0]) != len(OUTPUTS):
                raise ValueError("the adapter is of another version")
            return Adapter({name: held[name] for name in MAPS}, head)
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        problem = "What the encoder has learnt is missing or damaged."
        raise SchoolFileError(path.name, problem, _CURE) from error


def write_adapter(path: Path, adapter: Adapter) -> None:
    """Write the adapter; the same adapter gives the same bytes."""
    weights, bias = (half.astype(np.float16) for half in adapter.head)
    np.savez(path, allow_pickle=False, weights=weights, bias=bias, **dict(adapter.maps))
