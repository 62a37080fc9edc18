"""Triage as it is published: what it learns, and that whatever is missing of it is a hand-off."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters import encoder_export
from assistant.adapters.adapter_file import read_adapter, write_adapter
from assistant.adapters.encoder_layers import Adapter
from assistant.adapters.triage_files import read_triage_heads, write_triage_heads
from assistant.bootstrap import assistant
from assistant.domain.answer import Answered, HandedOff, Outcome
from assistant.domain.message import Message
from assistant.domain.triage import Category, Route
from assistant.errors import AssistantError, NotPublished
from assistant.ports import TriageLearnt
from assistant.settings import Settings
from tests.fakes.small_school import SmallSchool

_INCIDENT = "a boy told me at break that he is hit at home"
_QUESTION = "do staff have to keep their phone silent"
_TABLE = "prompts/triage/few.csv"


def _settings(school: SmallSchool) -> Settings:
    return Settings(home=school.home, corpus=school.corpus, prompts=school.prompts)


def _publish(school: SmallSchool) -> TriageLearnt:
    return assistant(_settings(school)).publish.publish(lambda *_: None).triage


def _outcome(school: SmallSchool, text: str) -> Outcome:
    return assistant(_settings(school)).ask.ask(Message(text), record=False)


def test_trained_triage_tells_an_incident_from_a_question(taught_school: SmallSchool) -> None:
    """From the encoder that ships and the messages of a table, joined as they ship."""
    handed_off = _outcome(taught_school, _INCIDENT)
    assert isinstance(handed_off, HandedOff)
    assert handed_off.categories == (Category.CHILD_PROTECTION,)
    assert isinstance(_outcome(taught_school, _QUESTION), Answered)
    assistant(_settings(taught_school)).load_all()


def test_triage_is_learnt_again_only_when_its_tables_change(taught_school: SmallSchool) -> None:
    """A message that a lead adds takes effect, however harmless it sounds."""
    assert not _publish(taught_school).again
    words = "do the badgers have to be fed at noon"
    assert not isinstance(_outcome(taught_school, words), HandedOff)
    row = f"{words},live incident,child_protection,no,child,disguised,teacher\n"
    taught_school.edit(_TABLE, "i left the class", f"{row}i left the class")
    assert _publish(taught_school).again
    assert not _publish(taught_school).again
    assert isinstance(_outcome(taught_school, words), HandedOff)


def _without_graph(school: SmallSchool) -> Path:
    """Take the graph of the school's encoder away, and from no other school; the place where it was."""
    home = school.home / "encoder"
    (graph,) = home.glob("*/model.onnx")
    shared = graph.resolve().parent
    (home / shared.name).unlink()
    (home / shared.name).mkdir()
    (home / shared.name / "tokenizer.json").symlink_to(shared / "tokenizer.json")
    return home / shared.name / "model.onnx"


def _halved(adapter: Adapter) -> Adapter:
    """It has learnt half as much, so that no graph of it has been exported."""
    return Adapter(adapter.maps, (np.float32(0.5) * adapter.head[0], adapter.head[1]))


def _add_row(table: Path, row: str) -> None:
    with table.open("a", encoding="utf-8") as file:
        file.write(row)


def _break(school: SmallSchool, what: str) -> None:
    """Take away or break one thing that triage needs."""
    shipped, made = school.prompts / "triage", school.home / "triage"
    adapter = school.prompts / "encoder" / "adapter.npz"
    breaking: dict[str, Callable[[], object]] = {
        "adapter gone": adapter.unlink,
        "adapter damaged": lambda: adapter.write_bytes(b"PK no archive"),
        "adapter of another encoder": lambda: write_adapter(adapter, _halved(read_adapter(adapter))),
        "heads gone": (made / "heads.npz").unlink,
        "heads damaged": lambda: (made / "heads.npz").write_bytes(b"PK no archive"),
        "heads of another encoder": lambda: write_triage_heads(
            made / "heads.npz", replace(read_triage_heads(made / "heads.npz"), encoder="another")
        ),
        "graph gone": lambda: _without_graph(school),
        "graph damaged": lambda: _without_graph(school).write_bytes(b"no graph"),
        "words gone": (shipped / "words.toml").unlink,
        "words broken": lambda: (shipped / "words.toml").write_text("danger = [", "utf-8"),
        "table broken": lambda: _add_row(shipped / "few.csv", "anything,no such route,,,,,\n"),
        "encoder gone": lambda: shutil.rmtree(school.home / "encoder"),
        "index gone": lambda: shutil.rmtree(school.home / "index"),
    }
    breaking[what]()


@pytest.mark.parametrize("text", [_INCIDENT, f"{_QUESTION} in lessons"], ids=["incident", "question"])
@pytest.mark.parametrize(
    "what",
    [
        "adapter gone",
        "adapter damaged",
        "adapter of another encoder",
        "heads gone",
        "heads damaged",
        "heads of another encoder",
        "graph gone",
        "words gone",
        "words broken",
        "encoder gone",
    ],
)
def test_whatever_is_missing_is_a_hand_off_with_the_contacts(
    taught_school: SmallSchool, what: str, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Whether it was an incident nobody can tell then, so that a person is told."""
    _break(taught_school, what)
    outcome = _outcome(taught_school, text)
    assert isinstance(outcome, HandedOff)
    assert outcome.categories == ()
    assert [who.phone for who in outcome.contacts][:2] == ["01632 960001", "01632 960003"]
    assert "triage failed: " in caplog.text
    assert text not in caplog.text


def test_a_mistake_in_a_table_holds_up_its_own_messages_only(
    taught_school: SmallSchool, caplog: pytest.LogCaptureFixture
) -> None:
    """What leads wrote down cannot be read, so a person is told; all else is decided by what was learnt."""
    _break(taught_school, "table broken")
    assert isinstance(_outcome(taught_school, f"{_QUESTION} in lessons"), Answered)
    assert "triage failed: " not in caplog.text
    outcome = _outcome(taught_school, _INCIDENT)
    assert isinstance(outcome, HandedOff)
    assert outcome.categories == ()
    assert "triage failed: " in caplog.text
    assert _INCIDENT not in caplog.text


def test_a_graph_that_cannot_be_loaded_hand_off_what_no_lead_wrote_down(taught_school: SmallSchool) -> None:
    """What is no message of the tables cannot be judged without it; what is one is decided as written."""
    _break(taught_school, "graph damaged")
    unknown = _outcome(taught_school, f"{_QUESTION} in lessons")
    assert isinstance(unknown, HandedOff)
    assert unknown.categories == ()
    known = _outcome(taught_school, _INCIDENT)
    assert isinstance(known, HandedOff)
    assert known.categories == (Category.CHILD_PROTECTION,)
    # Nothing can be found for a question either: what reads it is the same graph.
    assert assistant(_settings(taught_school)).ask.triage(Message(_QUESTION)).route is Route.POLICY_QUESTION


@pytest.mark.parametrize(
    "what",
    [
        "adapter gone",
        "heads gone",
        "heads damaged",
        "heads of another encoder",
        "words broken",
    ],
)
def test_the_doctor_reads_what_triage_needs(taught_school: SmallSchool, what: str) -> None:
    """Where every message would be handed off the school is told why."""
    _break(taught_school, what)
    with pytest.raises(AssistantError):
        assistant(_settings(taught_school)).load_all()


@pytest.mark.parametrize(
    "what",
    ["heads gone", "heads damaged", "heads of another encoder", "graph gone", "adapter of another encoder"],
)
def test_a_publish_mends_what_it_made(
    taught_school: SmallSchool, encoder_home: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cure that the error names is one."""
    (made,) = encoder_home.glob("*/model.onnx")

    def export(folder: Path, adapter: Adapter, target: Path) -> None:
        """As if it took no time; that a graph has what was learnt is tested elsewhere."""
        shutil.copytree(made.parent, target, dirs_exist_ok=True)

    monkeypatch.setattr(encoder_export, "export", export)
    _break(taught_school, what)
    assert isinstance(_outcome(taught_school, _QUESTION), HandedOff)
    _publish(taught_school)
    assert isinstance(_outcome(taught_school, _QUESTION), Answered)


def test_without_an_index_an_incident_is_still_one(taught_school: SmallSchool) -> None:
    """Triage needs no policies; a question says what is missing."""
    _break(taught_school, "index gone")
    outcome = _outcome(taught_school, _INCIDENT)
    assert isinstance(outcome, HandedOff)
    assert outcome.categories == (Category.CHILD_PROTECTION,)
    with pytest.raises(NotPublished):
        _outcome(taught_school, _QUESTION)
