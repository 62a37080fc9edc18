"""No report is lost before the next one has been compared with it."""

from datetime import date
from pathlib import Path

import pytest

from assistant.evaluation.earlier_reports import Place, place_of
from assistant.evaluation.reporting import report_of, write_json
from assistant.evaluation.results import Run
from tests.fakes.evaluated import given

_DAY = date(2026, 11, 23)
_RIGHT, _WRONG = (Run((given(verdict=verdict),), ()) for verdict in ("no", "yes"))


def _write(folder: Path, run: Run, on: date = _DAY) -> Place:
    report = report_of(run, (), on)
    place = place_of(report, folder, on)
    write_json(place.folder / "report.json", report)
    return place


def _verdict(place: Place) -> str | None:
    return place.before["answers"][0]["given"]["verdict"] if place.before else None


def test_a_second_report_of_the_day_stands_beside_the_first(tmp_path: Path) -> None:
    """And is compared with it; the third with the second."""
    places = [_write(tmp_path, run) for run in (_RIGHT, _WRONG, _RIGHT)]
    assert [place.folder.name for place in places] == ["2026-11-23", "2026-11-23-2", "2026-11-23-3"]
    assert [_verdict(place) for place in places] == [None, "no", "yes"]


def test_the_tenth_of_a_day_comes_after_the_ninth(tmp_path: Path) -> None:
    """Numbers are counted, not spelt."""
    for at in range(11):
        last = _write(tmp_path, _WRONG if at % 2 else _RIGHT)
    assert (last.folder.name, _verdict(last)) == ("2026-11-23-11", "yes")


def test_the_same_report_again_keeps_its_place_and_what_had_changed(tmp_path: Path) -> None:
    """Who runs it once more still sees what changed since the one before."""
    _write(tmp_path, _RIGHT)
    first, again = _write(tmp_path, _WRONG), _write(tmp_path, _WRONG)
    assert first == again
    assert _verdict(again) == "no"


def test_the_last_one_is_of_the_same_day_or_of_one_before(tmp_path: Path) -> None:
    """Neither of a later day nor one that cannot be read, whose folder stays as it is."""
    _write(tmp_path, _RIGHT, date(2026, 11, 21))
    _write(tmp_path, _WRONG, date(2026, 11, 24))
    for name in ("2026-11-22", "2026-11-23"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.json").write_text("{")
    (tmp_path / "kept by hand").mkdir()
    (tmp_path / "kept by hand" / "report.json").write_text("{}")
    place = _write(tmp_path, _RIGHT)
    assert (place.folder.name, _verdict(place)) == ("2026-11-23-2", "no")


@pytest.mark.parametrize("text", ["[]", "{}", "3"])
def test_what_is_no_report_counts_as_none(tmp_path: Path, text: str) -> None:
    """An older version may have written it."""
    (tmp_path / "2026-11-20").mkdir()
    (tmp_path / "2026-11-20" / "report.json").write_text(text)
    assert place_of({}, tmp_path, _DAY) == Place(tmp_path / "2026-11-23", None)
