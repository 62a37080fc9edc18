"""corpus/manifest.toml and the mistakes leads make in it."""

from datetime import date
from pathlib import Path

import pytest

from assistant.adapters.school_files.manifest import read_manifest
from assistant.domain.policy import PolicyRecord, Status
from assistant.errors import SchoolFileError
from tests.fakes.small_school import MANIFEST, PROJECT


def _read(tmp_path: Path, text: str) -> tuple[PolicyRecord, ...]:
    path = tmp_path / "corpus" / "manifest.toml"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    return read_manifest(path)


def test_records_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Every field is taken over; dates and other names may be left out."""
    phones, trips = _read(tmp_path, MANIFEST)
    assert phones == PolicyRecord(
        "phones",
        "Phones Policy",
        "PH",
        "Headteacher",
        "2023",
        Status.RATIFIED,
        "All staff",
        "phones-policy.md",
        date(2023, 5, 22),
        date(2024, 5, 31),
    )
    assert (trips.status, trips.review_due, trips.other_names) == (Status.MODEL, None, ("visits policy",))


_CHOICE = "Choose from: ratified, model, draft, superseded."


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('title = "Trips Policy"\n', "", 14, "'title' is missing or is not text. Write title = \"...\"."),
        ('version = "model 1"', "version = 2024", 14, "'version' is missing or is not text. Write version"),
        ('"model"\n', '"modell"\n', 19, f"'status' is 'modell'. {_CHOICE}"),
        ("= 2024-05-31", '= "2024-05-31"', 2, "'review_due' is not a date. Write review_due = 2026-09-01,"),
        ('["visits policy"]', '"visits policy"', 14, "'other_names' is not a list of texts. Write other_n"),
        ('"TR"', '"PH"', 14, "Two policies have the short 'PH'. Give each policy its own short."),
        ('id = "trips"', 'id = "phones"', 15, "Two policies have the id 'phones'. Give each policy its o"),
        ("trips-policy.txt", "phones-policy.md", 14, "Two policies have the file 'phones-policy.md'. Give"),
        (
            "[[policy]]",
            "[policy]",
            13,
            "This is not valid TOML. Check quotes, brackets and commas on this line",
        ),
    ],
)
def test_a_mistake_is_named_by_line_and_cure(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    """The lead reads the file, the line of the entry, what is wrong and what to write."""
    assert old in MANIFEST
    with pytest.raises(SchoolFileError) as caught:
        _read(tmp_path, MANIFEST.replace(old, new))
    assert str(caught.value).startswith(f"corpus/manifest.toml, line {line}: {message}")


def test_an_empty_manifest_is_a_mistake(tmp_path: Path) -> None:
    """A school without a policy has lost its manifest, not its policies."""
    with pytest.raises(SchoolFileError) as caught:
        _read(tmp_path, "# nothing here\n")
    assert str(caught.value) == "corpus/manifest.toml: No policy is listed. Add one as [[policy]]."


def test_the_manifest_that_ships_can_be_read() -> None:
    """Every policy of the manifest has its file beside it."""
    records = read_manifest(PROJECT / "corpus" / "manifest.toml")
    assert {record.file for record in records} == {
        path.name for path in (PROJECT / "corpus" / "policies").iterdir()
    }
