"""What was learnt, as it ships: two small files beside the tables they were made from."""

from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from pydantic import TypeAdapter, ValidationError

from assistant.domain.heads import Heads
from assistant.errors import SchoolFileError
from assistant.ports import Vector
from assistant.retrieval.bridge import Bend, Bridge

_BENDS = ("question", "passage")
_HEADS: TypeAdapter[Heads] = TypeAdapter(Heads)


def read_heads(path: Path) -> Heads:
    """The heads. Raises SchoolFileError where the file is missing or is not theirs."""
    try:
        return _HEADS.validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError) as error:
        raise SchoolFileError(
            path.name, "The trained heads are missing or damaged.", "Put the file back, or run `make train`."
        ) from error


def write_heads(path: Path, heads: Heads) -> None:
    """Write the heads so that people can read a difference."""
    path.write_bytes(_HEADS.dump_json(heads, indent=1) + b"\n")


def read_bridge(path: Path) -> Bridge:
    """The bridge. Raises SchoolFileError where the file is missing or is not one."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as maps:
            ends = ([maps[f"{name}_{way}"].astype(np.float32) for way in ("down", "up")] for name in _BENDS)
            return Bridge(*(Bend(down, up) for down, up in ends))
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise SchoolFileError(
            path.name, "The learnt bridge is missing or damaged.", "Put the file back, or run `make train`."
        ) from error


def write_bridge(path: Path, bridge: Bridge) -> None:
    """Write the maps in half precision, in which they were learnt."""
    maps: dict[str, Vector] = {}
    for name, bend in zip(_BENDS, (bridge.questions, bridge.passages), strict=True):
        maps |= {f"{name}_down": bend.down, f"{name}_up": bend.up}
    np.savez(path, allow_pickle=False, **{name: values.astype(np.float16) for name, values in maps.items()})
