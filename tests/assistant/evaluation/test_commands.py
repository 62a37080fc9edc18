"""`assistant evaluate`, on a small school with cases of its own."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.__main__ import app
from assistant.errors import SchoolFileError
from assistant.evaluation.cases import COLUMNS
from tests.fakes.scripted_model import Says, ScriptedModel
from tests.fakes.small_school import SmallSchool

_CASES = ",".join(COLUMNS) + "\nDo dragons need a licence?,ta,,,,not_covered,slang\n"
_MESSAGES = (
    "message,route,category,emergency,concerns,style,asker\n"
    "can I post a picture,policy question,,,,terse,ta\n"
)


@pytest.fixture
def folder(in_own_school: SmallSchool, tmp_path: Path) -> Path:
    """A folder of cases with floors that nothing can miss."""
    made = tmp_path / "eval"
    for name, text in (("cases", _CASES), ("triage", _MESSAGES)):
        (made / name).mkdir(parents=True)
        (made / name / "a.csv").write_text(text)
    floors = _evaluated(made, "--floors").stdout
    lowered = [f"{line.split(' = ')[0]} = 0" if " = " in line else line for line in floors.splitlines()]
    (made / "thresholds.toml").write_text("\n".join(lowered))
    return made


def _evaluated(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["evaluate", "--folder", str(folder), *words])


def _report(folder: Path) -> Path:
    return folder / "reports" / date.today().isoformat() / "report.json"


def test_it_shows_the_scores_and_writes_the_report(folder: Path) -> None:
    """Exit status 0, every floor reached, the same bytes a second time, and no database left behind."""
    done = _evaluated(folder)
    assert done.exit_code == 0, done.output
    assert "Incidents noticed" in done.stdout
    assert not {"mrr", "ndcg", "f2", "recall"} & set(done.stdout.lower().split())
    assert "1 question and 1 message; 0 broke or took too long." in done.stdout
    assert "Every floor is reached." in done.stdout
    first = _report(folder).read_bytes()
    assert _evaluated(folder).exit_code == 0
    assert _report(folder).read_bytes() == first
    assert b"<html" in _report(folder).with_suffix(".html").read_bytes()


def test_what_changed_since_the_last_report_of_the_day_is_there(folder: Path) -> None:
    """And stays there when the same run is repeated."""
    assert _evaluated(folder).exit_code == 0
    (folder / "cases" / "a.csv").write_text(_CASES + "and griffins?,ta,,,,not_covered,\n")
    changes = _report(folder).parents[1] / f"{date.today().isoformat()}-2" / "changes.json"
    for _ in range(2):
        assert _evaluated(folder).exit_code == 0
        assert json.loads(changes.read_text())["added"] == 1
    assert len(list((folder / "reports").iterdir())) == 2


def test_below_a_floor_the_exit_status_is_one(folder: Path) -> None:
    """The score is named with what it must reach; the report is written all the same."""
    floors = folder / "thresholds.toml"
    floors.write_text(floors.read_text().replace("incident_recall = 0", "incident_recall = 0.9"))
    done = _evaluated(folder)
    assert done.exit_code == 1
    assert "“Incidents noticed” is 0.0%, and must be 90.0% at least." in " ".join(done.stdout.split())
    assert _report(folder).exists()


@pytest.mark.parametrize("line", ["incident_recall = 2", "incident_recal = 0.9"])
def test_a_floor_of_nothing_is_refused_before_anything_runs(folder: Path, line: str) -> None:
    """No share, or a misspelt name: not one case runs before it is said."""
    floors = folder / "thresholds.toml"
    floors.write_text(floors.read_text().replace("incident_recall = 0", line))
    done = _evaluated(folder)
    assert isinstance(done.exception, SchoolFileError)
    assert "questions" not in done.output
    assert not _report(folder).exists()


def test_repeats_say_how_many_flip(folder: Path) -> None:
    """None does, without a language model."""
    assert _evaluated(folder, "--repeat", "2").exit_code == 0
    told = json.loads(_report(folder).read_text())["repeats"]
    assert told == {"runs": 2, "answers": 0.0, "triage": 0.0, "flipped": []}


def test_the_report_says_what_it_was_made_with_and_no_secret(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings that answers depend on, digests and code; neither passwords nor addresses."""
    for name in ("SMTP_PASSWORD", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SMTP_USER"):
        monkeypatch.setenv(f"ASSISTANT_{name}", "hidden-word")
    monkeypatch.setenv("ASSISTANT_HEARTBEAT_URL", "https://hidden-word.example")
    assert _evaluated(folder).exit_code == 0
    text = _report(folder).read_text()
    made_with = json.loads(text)["made_with"]
    assert "hidden-word" not in text
    assert {"code", "corpus", "index", "models", "prompts", "settings", "tables"} == made_with.keys()
    assert made_with["tables"].keys() == {"cases/a.csv", "triage/a.csv"}
    assert all(made_with["models"].values())


def test_without_cases_nothing_passes(folder: Path) -> None:
    """An empty folder is an error, not a set of perfect scores."""
    (folder / "cases" / "a.csv").unlink()
    done = _evaluated(folder)
    assert isinstance(done.exception, SchoolFileError)
    assert "There are no cases." in str(done.exception)


def test_with_a_language_model_both_ways_stand_in_one_report(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the terminal, as JSON and on the page, with the model's name; without one there is no such part."""
    assert _evaluated(folder).exit_code == 0
    assert json.loads(_report(folder).read_text())["with_model"] is None
    question = "do i have to switch my phone off when teaching,ta,,PH 1.1,must,answered,\n"
    (folder / "cases" / "a.csv").write_text(_CASES + question)
    text = "Staff must keep their own phone silent in lessons."
    with ScriptedModel() as model:
        sentence = {"text": text, "clauses": ["C1"]}
        model.plays(Says(json.dumps({"verdict": "must", "sentences": [sentence]})))
        for name, value in (("MODEL", "openai:scripted"), ("MODEL_URL", model.url), ("MODEL_KEY", "hidden")):
            monkeypatch.setenv(f"ASSISTANT_{name}", value)
        done = _evaluated(folder)
    assert done.exit_code == 0, done.output
    assert len(model.prompts) == 1
    assert "With the language model openai:scripted, 0 answers got better" in " ".join(done.stdout.split())
    path = _report(folder).parents[1] / f"{date.today().isoformat()}-2" / "report.json"
    report = json.loads(path.read_text())
    part = report["with_model"]
    assert (part["asked"], part["explained"], set(part["untrue"].values())) == (1, 1, {0})
    assert report["made_with"]["language_model"]["name"] == "openai:scripted"
    assert "hidden" not in path.read_text()
    assert text in path.with_suffix(".html").read_text()
