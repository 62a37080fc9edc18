"""What may have become of a file of numbers."""

from pathlib import Path

import numpy as np


def damaged(path: Path) -> list[bytes | None]:
    """Gone, empty, cut short, or another thing."""
    whole, other = path.read_bytes(), path.with_name("other.npz")
    np.savez(other, other=np.zeros(3))
    return [None, b"", whole[: len(whole) // 2], b"text", other.read_bytes()]


def put(path: Path, content: bytes | None) -> None:
    """Write it into the file, or take the file away."""
    path.unlink(missing_ok=True)
    if content is not None:
        path.write_bytes(content)
