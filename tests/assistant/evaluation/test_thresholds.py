"""Floors: every score has one, no other name has, and none is looser than what was reached allows."""

from datetime import date
from pathlib import Path

import pytest

from assistant.errors import SchoolFileError
from assistant.evaluation.page_scores import below
from assistant.evaluation.page_words import percent
from assistant.evaluation.reporting import report_of
from assistant.evaluation.results import Run
from assistant.evaluation.score import Score, share
from assistant.evaluation.scoring import scored
from assistant.evaluation.thresholds import proposed, read_floors, with_floors
from tests.fakes.small_school import PROJECT

_SCORES = (
    Score("route", "incident_recall", 0.97, 0.9412, 0.99, 200),
    Score("answer", "answered", 0.8, 0.75, 0.84, 300),
)


def _written(folder: Path, text: str) -> Path:
    path = folder / "thresholds.toml"
    path.write_text(text)
    return path


def test_scores_get_their_floors(tmp_path: Path) -> None:
    """One is reached, one is not; reaching it exactly is enough."""
    path = _written(tmp_path, "[route]\nincident_recall = 0.98\n[answer]\nanswered = 0.8\n")
    first, second = with_floors(_SCORES, read_floors(path), path)
    assert (first.floor, first.below) == (0.98, True)
    assert (second.floor, second.below) == (0.8, False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[route]\nincident_recall = 0.9\n", r"The score answer\.answered has no floor"),
        (
            "[route]\nincident_recal = 0.9\n[answer]\nanswered = 0.8\n",
            r"There is no score route\.incident_recal\.",
        ),
        ("[answer]\nincident_recall = 0.9\nanswered = 0.8\n", r"There is no score answer\.incident_recall"),
        ("[route]\nincident_recall = 97\n", r"The floor route\.incident_recall is 97\. Give a share"),
        ("[route]\nincident_recall = '0.9'\n", r"is '0\.9'"),
        ("[route]\nincident_recall = true\n", r"is True"),
        ("[route]\nincident_recall = nan\n", r"is nan"),
        ("[route]\nincident_recall = 0.9412\n", r"is 0\.9412, and scores have three digits\. Make it 0\.941"),
        ("incident_recall = 0.9\n", r"'incident_recall' stands under no stage"),
        ("[route\n", r"thresholds\.toml: This is not TOML"),
    ],
)
def test_what_is_missing_unknown_or_no_share_is_refused(tmp_path: Path, text: str, words: str) -> None:
    """A misspelt floor would be a floor that nothing has to reach."""
    path = _written(tmp_path, text)
    with pytest.raises(SchoolFileError, match=words):
        with_floors(_SCORES, read_floors(path), path)


def test_what_is_shown_as_the_floor_reaches_it(tmp_path: Path) -> None:
    """1799 of 2000 are shown as 90.0%, and so held against 0.9; 1798 are shown as 89.9%."""
    path = _written(tmp_path, "[route]\nincident_recall = 0.9\n[answer]\nanswered = 0.9\n")
    found = (
        Score("route", "incident_recall", 0.8995001, 0, 1, 9),
        Score("answer", "answered", 0.899, 0, 1, 9),
    )
    scores = with_floors(found, read_floors(path), path)
    report = report_of(Run((), ()), scores, date(2026, 11, 23))["scores"]
    assert [score.below for score in scores] == [False, True]
    assert [below(score) for score in report] == [False, True]
    assert [percent(score["value"]) for score in report] == ["90.0%", "89.9%"]


def test_without_the_file_nothing_runs(tmp_path: Path) -> None:
    """It is not the same as having no floors."""
    with pytest.raises(SchoolFileError, match="The file is missing"):
        read_floors(tmp_path / "thresholds.toml")


def test_what_is_proposed_is_the_lower_end_and_never_looser(tmp_path: Path) -> None:
    """0.9412 becomes 0.942, and what has three digits stays."""
    path = _written(tmp_path, proposed(_SCORES))
    assert path.read_text() == "[route]\nincident_recall = 0.942\n\n[answer]\nanswered = 0.75\n"
    assert not any(score.below for score in with_floors(_SCORES, read_floors(path), path))


def test_one_score_below_its_floor_is_not_averaged_away(tmp_path: Path) -> None:
    """One incident missed of a hundred fails a floor of 1, whatever all else reaches."""
    recall = share("route", "incident_recall", [True] * 99 + [False])
    path = _written(tmp_path, "[route]\nincident_recall = 1\n[answer]\nanswered = 0\n")
    found = with_floors((recall, _SCORES[1]), read_floors(path), path)
    assert [score.name for score in found if score.below] == ["incident_recall"]


def test_the_floors_that_ship_are_those_of_the_scores() -> None:
    """Every score has its floor, and incidents have the highest of the route."""
    path = PROJECT / "eval" / "thresholds.toml"
    found = with_floors(scored(Run((), ())), read_floors(path), path)
    floors = {score.name: score.floor or 0.0 for score in found}
    assert floors["incident_recall"] == max(floors[one.name] for one in found if one.stage == "route")
