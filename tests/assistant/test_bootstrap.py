"""The one join: everything is where the settings say, made once, and refused where it must not run."""

import os
from pathlib import Path

import pytest

from assistant.adapters.notifiers.heartbeat import HttpHeartbeat, NoHeartbeat
from assistant.adapters.shelf import FolderShelf
from assistant.bootstrap import Assistant, assistant
from assistant.domain.answer import Answered, HandedOff, NotCovered
from assistant.domain.finding import Grade
from assistant.domain.message import Message
from assistant.errors import (
    AssistantError,
    EncoderError,
    NotPublished,
    NotReady,
    SchoolFileError,
    SettingsError,
)
from assistant.settings import Settings
from tests.fakes.clock import FakeClock
from tests.fakes.encoder import FakeEncoder
from tests.fakes.scripted_model import Says, ScriptedModel
from tests.fakes.small_school import SmallSchool
from tests.fakes.triage import FakedTriage

_SWITCHES = (
    "ANONYMIZED_TELEMETRY",
    "LANGCHAIN_TRACING",
    "LANGSMITH_TRACING",
    "LANGSMITH_TRACING_V2",
    "ORT_DISABLE_TELEMETRY",
    "HF_HUB_DISABLE_TELEMETRY",
    "HF_HUB_OFFLINE",
    "TRANSFORMERS_OFFLINE",
)


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The switches that an assistant sets are put back after each test."""
    for name in _SWITCHES:
        monkeypatch.setenv(name, "as it was")


def _settings(school: SmallSchool, **others: bool | str | int) -> Settings:
    return Settings(home=school.home, corpus=school.corpus, prompts=school.prompts, **others)  # type: ignore[arg-type]


@pytest.fixture
def made(school: SmallSchool) -> Assistant:
    """An assistant of a school that has published nothing yet."""
    return assistant(_settings(school), FakeClock())


def test_without_settings_the_environment_decides(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A channel that gives none gets those of the variables; a variable that cannot be read is an error."""
    monkeypatch.setenv("ASSISTANT_CORPUS", str(school.corpus))
    assert assistant().settings.corpus == school.corpus
    assert assistant().school.name == "Small School"
    monkeypatch.setenv("ASSISTANT_HUB", "perhaps")
    with pytest.raises(SettingsError, match="ASSISTANT_HUB"):
        assistant()


def test_making_an_assistant_reads_and_writes_nothing(tmp_path: Path) -> None:
    """Parts are made when they are first asked for: a command that needs one is not stopped by another."""
    nowhere = Settings(home=tmp_path / "a", corpus=tmp_path / "b", prompts=tmp_path / "c")
    made = assistant(nowhere)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(SchoolFileError, match=r"b/school\.toml: The file is missing\."):
        _ = made.school
    assert made.gaps.waiting() == ()


def test_each_part_is_made_once(made: Assistant) -> None:
    """Whoever asks again gets the same journeys, queue and shelf."""
    assert made.ask is made.ask
    assert made.publish is made.publish
    assert made.shelf is made.shelf
    assert made.gaps is made.gaps
    parts = "cases inbox feedback card_book switch report chase desk reply notifiers heartbeat"
    for part in parts.split():
        assert getattr(made, part) is getattr(made, part)


def test_everything_is_kept_below_home(made: Assistant, school: SmallSchool) -> None:
    """Indexes and the gap queue go where ASSISTANT_HOME says, and nowhere else."""
    made.gaps.add("is there parking", made.clock.now())
    FolderShelf(school.home / "index", FakeEncoder).publish(school.policies, (), lambda *_: None)
    index = made.shelf.current()
    assert index is not None
    assert list(index.policies) == ["phones", "trips"]
    assert {path.name for path in school.home.iterdir()} == {"gaps.sqlite3", "index"}


@pytest.mark.parametrize("hub", [False, True])
def test_libraries_are_told_to_stay_offline(school: SmallSchool, hub: bool) -> None:
    """Telemetry is always off; a model hub may be asked only where the school says so."""
    assistant(_settings(school, hub=hub))
    assert {name: os.environ[name] for name in _SWITCHES} == {
        "ANONYMIZED_TELEMETRY": "False",
        "LANGCHAIN_TRACING": "false",
        "LANGSMITH_TRACING": "false",
        "LANGSMITH_TRACING_V2": "false",
        "ORT_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_OFFLINE": "0" if hub else "1",
        "TRANSFORMERS_OFFLINE": "0" if hub else "1",
    }


def test_the_default_has_no_language_model(made: Assistant) -> None:
    """Nothing of one is looked for."""
    assert made.language_model is None
    assert made.examined_model() == ()


def test_a_language_model_is_the_one_that_is_set(school: SmallSchool) -> None:
    """At its address, with the school's own prompts, on the school's own allowance."""
    school.edit("prompts/restate.md", "You are given", "Here you are given")
    with ScriptedModel() as script:
        script.plays(Says('{"question": "May I?", "phrases": []}'))
        made = assistant(
            _settings(school, model="llamacpp:x", model_url=script.url, model_calls_per_person=1)
        )
        assert made.language_model is not None
        assert made.language_model.restate("?", []).question == "May I?"
        assert "Here you are given" in script.prompts[0]
        assert [finding.grade for finding in made.examined_model()] == [Grade.GOOD]
    today = made.clock.today()
    assert [made.allowance.take(person, today) for person in ("ann", "ann", "ben")] == [True, False, True]


def test_a_language_model_that_cannot_be_made_is_told(school: SmallSchool) -> None:
    """To the doctor as to whoever starts the assistant."""
    made = assistant(_settings(school, model="openai:x"))
    with pytest.raises(SettingsError, match="ASSISTANT_MODEL_KEY"):
        _ = made.language_model
    assert [finding.grade for finding in made.examined_model()] == [Grade.MISSING]


def test_a_spoilt_prompt_is_found_with_the_other_files(made: Assistant, school: SmallSchool) -> None:
    """Also while there is no model that would read it."""
    school.edit("prompts/explain.md", "{question}", "")
    with pytest.raises(SchoolFileError, match=r"prompts/explain\.md"):
        made.load_all()


def test_live_mode_is_refused_until_the_school_is_ready(school: SmallSchool) -> None:
    """With a phone missing nobody can ask in live mode; without live mode, or with the phone, they can."""
    assert assistant(_settings(school, live=True)).ask
    school.edit("corpus/school.toml", 'phone = "01632 960003"', 'phone = ""')
    with pytest.raises(NotReady, match=r"Live mode is refused: .*Headteacher.* `assistant doctor`"):
        _ = assistant(_settings(school, live=True)).ask
    assert assistant(_settings(school)).ask


def test_asking_before_the_first_publish_says_what_to_do(made: Assistant, triage: FakedTriage) -> None:
    """There is no answer from nothing."""
    with pytest.raises(NotPublished, match=r"Run `assistant publish`\."):
        made.ask.ask(Message("may I use my phone"))


def test_before_the_first_publish_every_message_goes_to_a_person(made: Assistant) -> None:
    """Triage cannot work yet, and whatever keeps it from working is a hand-off."""
    outcome = made.ask.ask(Message("may I use my phone"))
    assert isinstance(outcome, HandedOff)
    assert outcome.case
    with pytest.raises(AssistantError):
        made.ask.triage(Message("may I use my phone"))


def test_an_index_is_never_searched_with_another_encoder(made: Assistant, school: SmallSchool) -> None:
    """Where the graph that made the vectors is gone, the question is refused, and its asker handed off."""
    FolderShelf(school.home / "index", FakeEncoder).publish(school.policies, (), lambda *_: None)
    question = Message("may I use my phone in lessons at all")
    with pytest.raises(EncoderError, match=r"Run `assistant publish`\."):
        made.ask.answer(question)
    assert isinstance(made.ask.ask(question), HandedOff)


def test_cases_lie_below_home_or_where_the_settings_say(school: SmallSchool, tmp_path: Path) -> None:
    """The database and the key to the words, each in a place of its own."""
    assistant(_settings(school)).ask.ask(Message("help"))
    assert {path.name for path in school.home.iterdir()} >= {"cases.sqlite3", "words.key"}
    elsewhere = tmp_path / "elsewhere"
    url = f"sqlite:///{elsewhere}/c.db"
    made = assistant(_settings(school, database=url, words_key=str(elsewhere / "k")))
    made.ask.ask(Message("help"))
    assert {path.name for path in elsewhere.iterdir()} >= {"c.db", "k"}
    assert len(made.cases.cases()) == len(assistant(_settings(school)).cases.cases()) == 1


def test_a_school_without_a_watcher_beats_for_nobody(school: SmallSchool) -> None:
    """The heartbeat goes to a URL only where one is set."""
    assert isinstance(assistant(_settings(school)).heartbeat, NoHeartbeat)
    watched = assistant(_settings(school, heartbeat_url="http://127.0.0.1:9/"))
    assert isinstance(watched.heartbeat, HttpHeartbeat)


def test_workers_of_the_chase_have_names_of_their_own(school: SmallSchool) -> None:
    """Two in one process do not take each other's leases for their own."""
    names = {assistant(_settings(school)).chase._worker for _ in range(2)}
    assert len(names) == 2


def test_what_was_learnt_is_kept_where_it_ships(made: Assistant, school: SmallSchool) -> None:
    """Freshly trained heads replace the old ones in prompts/."""
    assert made.keep_learnt(made.heads) == school.prompts / "heads.json"
    assert assistant(_settings(school)).heads == made.heads


@pytest.mark.parametrize(
    "file",
    [
        "replies.toml",
        "words.toml",
        "heads.json",
        "questions/everyday.csv",
        "triage/words.toml",
        "triage/few.csv",
    ],
)
def test_load_all_finds_a_mistake_in_any_file(made: Assistant, school: SmallSchool, file: str) -> None:
    """What the doctor calls reads every file of the leads, not only those that are needed first."""
    (school.prompts / file).write_text("{broken")
    with pytest.raises(SchoolFileError, match=Path(file).name):
        made.load_all()


def test_load_all_makes_triage(made: Assistant, school: SmallSchool, encoder_home: Path) -> None:
    """Where it could not judge any message the doctor must know."""
    school.home.mkdir()
    (school.home / "encoder").symlink_to(encoder_home)
    (school.prompts / "encoder" / "adapter.npz").unlink()
    with pytest.raises(SchoolFileError, match=r"adapter\.npz"):
        made.load_all()


def test_the_whole_assistant_answers_and_a_dry_run_records_nothing(
    published_school: SmallSchool, triage: FakedTriage
) -> None:
    """Joined together, the parts answer from the published policies; with `record` off no gap is kept."""
    made = assistant(_settings(published_school), FakeClock())
    answered = made.ask.ask(Message("do i have to switch my phone off when teaching"))
    assert isinstance(answered, Answered)
    assert answered.citations[0].clause == "PH 1.1"
    waiting = made.gaps.waiting()
    silent = made.ask.ask(Message("is there free parking near the school"), record=False)
    assert isinstance(silent, NotCovered)
    assert made.gaps.waiting() == waiting


def _publish(school: SmallSchool) -> None:
    assistant(_settings(school)).publish.publish(lambda what, done, total: None)


def test_a_publish_of_another_process_is_noticed_by_triage(taught_school: SmallSchool) -> None:
    """At the next message, as with the index; until then triage is made once."""
    made, text = assistant(_settings(taught_school)), Message("the blue bucket is in the hall")
    assert made.triager is made.triager
    assert made.ask.triage(text).incident < 1
    table = taught_school.prompts / "triage" / "few.csv"
    row = f"{text.text},live incident,child_protection,no,child,statement,teacher\n"
    table.write_text(table.read_text("utf-8") + row, "utf-8")
    before = made.triager
    _publish(taught_school)
    assert made.triager is not before
    assert made.ask.triage(text).incident == 1


def test_a_publish_without_what_triage_has_learnt_switches_nothing(taught_school: SmallSchool) -> None:
    """The error names the file and the cure."""
    current = taught_school.home / "index" / "current"
    before = current.read_text()
    (taught_school.prompts / "encoder" / "adapter.npz").unlink()
    taught_school.edit("corpus/policies/trips-policy.txt", "coach", "bus")
    with pytest.raises(
        SchoolFileError, match=r"adapter\.npz: What the encoder has learnt is missing\. Put the"
    ):
        _publish(taught_school)
    assert current.read_text() == before
