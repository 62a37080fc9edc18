"""The pictures of the report in docs/ are there, and small."""

from pathlib import Path

import pytest

_PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


@pytest.mark.parametrize("name", ["report.png", "report-case.png"])
def test_the_pictures_of_the_report(name: str) -> None:
    """PNGs below 200 kB, as eval/README.md shows them."""
    picture = _PICTURES / name
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 200_000
    assert f"pictures/{name}" in (_PICTURES.parents[1] / "eval" / "README.md").read_text()
