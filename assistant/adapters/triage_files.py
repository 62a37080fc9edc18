"""What triage has learnt, as a file: the heads made from the leads' tables."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assistant.domain.triage import TriageExample
from assistant.errors import SchoolFileError
from assistant.ports import Vector


@dataclass(frozen=True, slots=True)
class TriageHeads:
    """Linear heads over the adapted vector and over the grams.

    `vectors` is (outputs, dimensions) with `vector_bias`, `grams` (outputs, places) with
    `gram_bias`. Outputs are named by `outputs`. `made_from` is the digest of the tables,
    `encoder` that of the encoder whose vectors they read.
    """

    outputs: tuple[str, ...]
    vectors: Vector
    vector_bias: Vector
    grams: Vector
    gram_bias: Vector
    made_from: str
    encoder: str


def tables_digest(examples: Sequence[TriageExample]) -> str:
    """Names the tables that heads were made from."""
    return hashlib.sha256(repr(tuple(examples)).encode()).hexdigest()


def read_triage_heads(path: Path) -> TriageHeads:
    """The heads. Raises SchoolFileError where the file is missing or damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            return TriageHeads(
                tuple(str(name) for name in held["outputs"]),
                held["vectors"].astype(np.float32),
                held["vector_bias"].astype(np.float32),
                held["grams"].astype(np.float32),
                held["gram_bias"].astype(np.float32),
                str(held["made_from"]),
                str(held["encoder"]),
            )
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        problem = "The heads of triage are missing or damaged."
        raise SchoolFileError(path.name, problem, "Run `assistant publish`.") from error


def write_triage_heads(path: Path, heads: TriageHeads) -> None:
    """Write the heads, their weights in half precision, in one step that leaves no half of a file."""
    fresh = path.with_name(f".{path.stem}.fresh.npz")
    halves: dict[str, NDArray[np.float16]] = {
        name: getattr(heads, name).astype(np.float16) for name in ("vectors", "grams")
    }
    np.savez_compressed(
        fresh,
        allow_pickle=False,
        outputs=np.array(heads.outputs),
        vector_bias=heads.vector_bias,
        gram_bias=heads.gram_bias,
        made_from=np.array(heads.made_from),
        encoder=np.array(heads.encoder),
        **halves,
    )
    fresh.replace(path)
