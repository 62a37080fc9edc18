"""`make evaluate-model` asks a real server about the cases, writes the report, and fails where it must."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.fakes.scripted_model import Says, ScriptedModel
from tests.fakes.small_school import PROJECT
from tools import evaluate_model

_EVERY = 70
_SAYS = '{"verdict": null, "sentences": [{"text": "Canary dragons may fly.", "clauses": ["C1"]}]}'


@pytest.fixture
def script(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedModel]:
    """Served in the place of the small model; the home is the test's own."""
    monkeypatch.setenv("ASSISTANT_HOME", str(own_home))
    monkeypatch.chdir(PROJECT)

    with ScriptedModel() as served:
        served.plays(Says(_SAYS))
        monkeypatch.setattr(evaluate_model, "serving_small_model", lambda: nullcontext(served.url))
        yield served


def test_the_cases_are_asked_and_the_report_is_written(script: ScriptedModel, own_home: Path) -> None:
    """Cases of both folders; what no clause says is dropped, and named by its fault."""
    assert evaluate_model.main(_EVERY) == 0
    report = json.loads((own_home / "with-model" / "report.json").read_text("utf-8"))
    assert script.requests
    assert report["with_model"]["asked"] > report["with_model"]["explained"] == 0
    assert sum(report["with_model"]["dropped"].values()) > 0
    page = (own_home / "with-model" / "report.html").read_text("utf-8")
    assert "Canary dragons" not in page


def test_what_must_not_be_is_an_exit_status(script: ScriptedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs it in a pipeline sees it."""
    monkeypatch.setattr(evaluate_model, "holds", lambda done: False)
    assert evaluate_model.main(_EVERY) == 1
