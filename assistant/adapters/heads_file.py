"""What was learnt, as it ships: a small file beside the tables it was made from."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.domain.heads import Heads
from assistant.errors import SchoolFileError

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
