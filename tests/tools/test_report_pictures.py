"""The picture of the report in docs/ is there, and small."""

from pathlib import Path

_PICTURE = Path(__file__).parents[2] / "docs" / "pictures" / "report.png"


def test_the_picture_of_the_report() -> None:
    """A PNG below 200 kB, as eval/README.md shows it."""
    assert _PICTURE.read_bytes().startswith(b"\x89PNG")
    assert _PICTURE.stat().st_size < 200_000
