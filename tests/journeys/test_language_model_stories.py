"""With a language model, clever or false, slow or gone: no answer is worse, and no incident gets there."""

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from assistant.adapters.case_store import SqlSwitch
from assistant.bootstrap import Assistant, assistant
from assistant.domain.answer import Answered, Failed, HandedOff, Verdict
from assistant.domain.message import Message, Turn
from assistant.domain.proposal import Excerpt, Proposal, ProposedSentence, Restated
from assistant.errors import SettingsError
from assistant.ports import ModelFailed
from assistant.settings import Settings
from tests.assistant.channels.cli.command_line import files_with, in_one_line, said, shape
from tests.fakes.answering_model import AnsweringModel, proposed, word_for_word
from tests.fakes.clock import FakeClock
from tests.fakes.scripted_model import Endless, Part, Says, ScriptedModel, Silent, Status
from tests.fakes.shipped import shipped_replies
from tests.fakes.small_school import PROJECT, SmallSchool
from tests.journeys.asking import is_true

_CANARY = "quetzalcoatlus"
_QUESTION = "can i follow a former pupil on instagram?"
_ADVISED = "Staff are advised not to communicate on social media platforms with ex-students"
_PUPIL = "Can I accept a friend request from a pupil?"
_INCIDENTS = (
    f"a boy in my form just showed me cuts all over his arm, {_CANARY}",
    f"{_CANARY} collapsed in the hall and is not breathing",
    f"my colleague {_CANARY} has been messaging a year 9 girl at night",
)
# The machine may be busy, and the first question reads all that masking goes by.
_PATIENT = 300


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> AnsweringModel:
    """The model of every assistant that names one; it has read nothing yet."""
    made = AnsweringModel()
    made.explains = word_for_word
    monkeypatch.setattr(Assistant, "language_model", property(lambda _: made))
    return made


@pytest.fixture
def school(own_home: Path, model: AnsweringModel) -> Assistant:
    """The school that ships, with a model."""
    return _assistant(own_home, model="openai:told")


def _assistant(home: Path, **settings: object) -> Assistant:
    folders = {"home": home, "corpus": PROJECT / "corpus", "prompts": PROJECT / "prompts"}
    patient = {"model_timeout": _PATIENT}
    return assistant(Settings.model_validate(folders | patient | settings), FakeClock())


def _asked(school: Assistant, text: str, *before: str) -> Answered:
    outcome = school.ask.ask(_message(text, *before))
    assert isinstance(outcome, Answered), outcome
    return outcome


def _default(school: Assistant, text: str, *before: str) -> Answered:
    message = _message(text, *before)
    outcome = school.ask.by_default(message, school.ask.triaged(message))
    assert isinstance(outcome, Answered), outcome
    return outcome


def _message(text: str, *before: str) -> Message:
    return Message(text, tuple(Turn("user", one) for one in before), "sam")


def test_an_answer_is_explained_in_sentences_that_its_clauses_bear(
    school: Assistant, model: AnsweringModel
) -> None:
    """Beside the default answer, which is all there; every clause quoted is the policy's own words."""
    answer, default = _asked(school, _QUESTION), _default(school, _QUESTION)
    assert any(sentence.text.startswith(_ADVISED) for sentence in answer.explanation)
    assert answer.citations[: len(default.citations)] == default.citations
    assert set(default.warnings) <= set(answer.warnings)
    assert (answer.verdict, answer.headline) == (default.verdict, default.headline)
    cited = {citation.key for citation in answer.citations}
    for sentence in answer.explanation:
        assert {citation.key for citation in sentence.citations} <= cited
        assert all(is_true(school, citation) for citation in sentence.citations)
    assert len(answer.citations) <= 5


@pytest.mark.parametrize("text", _INCIDENTS, ids=range(len(_INCIDENTS)))
def test_a_live_incident_never_reaches_the_model(school: Assistant, model: AnsweringModel, text: str) -> None:
    """Nor does what is asked after it, where that leans on it."""
    assert isinstance(school.ask.ask(_message(text)), HandedOff)
    school.ask.ask(_message("and on a trip?", text), record=False)
    school.ask.ask(_message("what does the policy say about that?", text), record=False)
    assert model.read == []


def test_an_unclear_message_never_reaches_the_model(
    in_own_school: SmallSchool, model: AnsweringModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is answered here, and asked about; said to be in general it is answered, and stays here."""
    monkeypatch.setenv("ASSISTANT_MODEL", "openai:told")
    unclear = "hm a phone, must staff keep their own phone silent in lessons"
    answer = _asked(assistant(), unclear)
    assert answer.asks == "is_it_real"
    asked = Turn("assistant", f"{answer.headline} {shipped_replies().say('handoff.line.is_it_real')}")
    history = (Turn("user", unclear), asked)
    assert isinstance(assistant().ask.ask(Message("no, just asking", history, "sam")), Answered)
    assert model.read == []


def test_names_stay_here_and_are_put_back(school: Assistant, model: AnsweringModel) -> None:
    """The model writes the placeholder; its reader reads the name."""
    text = (
        "Can I post a photo of Jamie Oldcastle on the school account? Mail jamie@example.org or 07700 900123"
    )

    def about_them(question: str, excerpts: Sequence[Excerpt]) -> Proposal:
        said = word_for_word(question, excerpts).sentences
        return Proposal(
            (*said, ProposedSentence(f"This holds for [name 1] too: {said[0].text}", said[0].keys)), None
        )

    model.explains = about_them
    answer = _asked(school, text)
    assert answer.explanation
    read = " ".join(model.read)
    assert "[name 1]" in read
    for word in ("Jamie", "Oldcastle", "jamie@", "07700"):
        assert word not in read
    assert "[name 1]" not in " ".join(sentence.text for sentence in answer.explanation)


def _liar(verdict: Verdict, *texts: str) -> Callable[[str, Sequence[Excerpt]], Proposal]:
    def lies(question: str, excerpts: Sequence[Excerpt]) -> Proposal:
        keys = tuple(one.key for one in excerpts)
        return Proposal(tuple(ProposedSentence(text, keys) for text in texts), verdict, 5)

    return lies


_LIES = {
    "a flipped verdict": _liar(Verdict.YES, "Yes, you may.", "Staff may accept friend requests from pupils."),
    "an unknown clause": lambda question, excerpts: proposed("Staff should decline them.", "C77"),
    "an altered quote": _liar(Verdict.NO, 'The policy says "staff should always accept requests".'),
    "another figure": _liar(Verdict.NO, "Staff should decline requests for 14 days."),
    "nothing at all": _liar(Verdict.YES),
    "its prompt": _liar(
        Verdict.YES, "You explain a school's policies to its staff, in plain British English."
    ),
}


@pytest.mark.parametrize("lie", _LIES)
def test_a_lie_is_never_shown(school: Assistant, model: AnsweringModel, lie: str) -> None:
    """What is left is the default answer."""
    model.explains = _LIES[lie]
    assert _asked(school, _PUPIL) == _default(school, _PUPIL)
    assert _default(school, _PUPIL).verdict is Verdict.NO


@pytest.mark.parametrize(
    "error", [ModelFailed("timeout"), ModelFailed("refusal"), SettingsError("No key."), RuntimeError(_CANARY)]
)
def test_a_model_that_fails_is_not_missed(
    school: Assistant, model: AnsweringModel, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    """The answer is the default one, of a follow-up too; the log has one word."""

    def broken(*_: object) -> Proposal:
        raise error

    model.explains = broken
    model.restates = broken  # type: ignore[assignment]
    assert _asked(school, _PUPIL) == _default(school, _PUPIL)
    assert _asked(school, "what about their mum?", _PUPIL) == _default(
        school, "what about their mum?", _PUPIL
    )
    assert caplog.text.count("no explanation: ") == 2
    assert _CANARY not in caplog.text


def test_without_the_database_there_are_answers(own_home: Path, model: AnsweringModel) -> None:
    """Nobody can count: the model is not asked."""
    (own_home / "cases.sqlite3").mkdir()
    school = _assistant(own_home, model="openai:told")
    message = _message(_PUPIL)
    default = school.ask.answer(message, record=False)
    assert isinstance(default, Answered)
    assert school.ask.explained(message, school.ask.triaged(message), default) == default
    assert model.read == []


@pytest.mark.parametrize("limit", ["model_calls_per_person", "model_calls_per_day"])
def test_what_is_used_up_is_used_up_in_every_process(
    own_home: Path, model: AnsweringModel, limit: str
) -> None:
    """The second question of the day is answered without the model, whoever answers it."""
    first, second = (_assistant(own_home, model="openai:told", **{limit: 1}) for _ in range(2))
    assert _asked(first, _PUPIL).explanation
    assert _asked(second, _PUPIL) == _default(second, _PUPIL)
    (used,) = second.allowance.usage(second.clock.today())
    assert (used.calls, used.tokens, used.shown) == (1, 11, 1)


def test_switched_off_no_model_is_asked(school: Assistant, model: AnsweringModel) -> None:
    """As without one: fixed words."""
    assert isinstance(school.switch, SqlSwitch)
    school.switch.turn(True, "ann", school.clock.now())
    assert isinstance(school.ask.ask(_message(_PUPIL)), Failed)
    assert model.read == []


def test_without_the_setting_there_is_no_model(own_home: Path, model: AnsweringModel) -> None:
    """The default."""
    school = _assistant(own_home)
    assert _asked(school, _PUPIL).explanation == ()
    assert model.read == []


def test_a_follow_up_is_restated_and_answered_as_ever(school: Assistant, model: AnsweringModel) -> None:
    """In the person's own words; one in the model's words is not used."""
    follow_up, restated = "what about a former pupil?", "Can I accept a friend request from a former pupil?"
    model.restates = lambda question, earlier: Restated(restated, ("ex-students on social media",), 3)
    answer = _asked(school, follow_up, _PUPIL)
    alone = _default(school, restated)
    assert (answer.verdict, answer.headline) == (alone.verdict, alone.headline)
    assert answer.explanation
    assert restated in model.read
    invented = "Can I accept a friend request from a former pupil who is eighteen?"
    model.restates = lambda question, earlier: Restated(invented)
    answer = _asked(school, follow_up, _PUPIL)
    default = _default(school, follow_up, _PUPIL)
    assert (answer.verdict, answer.headline, answer.branches) == (
        default.verdict,
        default.headline,
        default.branches,
    )
    assert invented not in model.read


def test_a_rule_that_is_pinned_stays_on_top(school: Assistant, model: AnsweringModel) -> None:
    """Whatever the model says, and however it puts the question."""
    text = "and what if it is a nude?"
    before = "May staff look at a picture on a pupil's phone?"
    model.restates = lambda question, earlier: Restated("May staff look at a picture on a pupil's phone?")
    default = _default(school, text, before)
    assert default.warnings[0].code == "indecent_images"
    answer = _asked(school, text, before)
    assert answer.warnings[: len(default.warnings)] == default.warnings
    assert answer.citations[: len(default.citations)] == default.citations


@pytest.fixture
def served(in_own_school: SmallSchool, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedModel]:
    """A model behind HTTP, as the settings name it to every command."""
    with ScriptedModel() as scripted:
        named = {"MODEL": "openai:scripted", "MODEL_URL": scripted.url, "MODEL_TIMEOUT": str(_PATIENT)}
        for name, value in named.items():
            monkeypatch.setenv(f"ASSISTANT_{name}", value)
        yield scripted


_SILENT = f"must staff keep their own phone silent in lessons, asks {_CANARY.title()} Oldcastle"
_SAYS = "Staff must keep their own phone silent in lessons."
_RIGHT = json.dumps({"verdict": "must", "sentences": [{"text": _SAYS, "clauses": ["C1"]}]})


def test_on_the_command_line_an_explanation_is_called_what_it_is(served: ScriptedModel) -> None:
    """With its clause in brackets; in JSON with the whole citation. Nothing goes to standard error."""
    served.plays(Says(_RIGHT))
    shown = in_one_line(said("ask", _SILENT))
    assert f"{_SAYS} [PH 1.1] {shipped_replies().say('explanation.note')}" in shown
    (sentence,) = shape(_SILENT)["explanation"]
    assert sentence["text"] == _SAYS
    assert sentence["citations"][0]["clause"] == "PH 1.1"
    assert len(served.prompts) == 2
    assert _CANARY not in str(served.requests).lower()


@pytest.mark.parametrize(
    "part",
    [Says(""), Says("I cannot help."), Says(_RIGHT[:40]), Says("", refusal="No."), Status(500), Status(429)],
    ids=["no words", "no form", "half of it", "refusal", "broken", "too many"],
)
def test_a_server_that_fails_leaves_the_answer(
    served: ScriptedModel, part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is without a model."""
    served.plays(part)
    failed = shape(_SILENT)
    monkeypatch.delenv("ASSISTANT_MODEL")
    assert failed == shape(_SILENT)
    assert served.requests


@pytest.mark.parametrize("part", [Silent(), Endless(pause=0.01)], ids=lambda part: type(part).__name__)
def test_nobody_waits_longer_than_was_set(
    served: ScriptedModel, part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The default answer is there once the time is up, however the other side goes on."""
    monkeypatch.setenv("ASSISTANT_MODEL_TIMEOUT", "2")
    school = assistant()
    school.means()
    message = _message(_SILENT)
    default = _default(school, _SILENT)
    served.plays(part)
    assert school.ask.explained(message, school.ask.triaged(message), default) == default


def test_no_log_has_a_word_of_the_question(
    served: ScriptedModel, in_own_school: SmallSchool, caplog: pytest.LogCaptureFixture
) -> None:
    """With every logger at its most talkative, whatever the model says; nor has any file."""
    caplog.set_level(logging.DEBUG)
    for part in (Says(_RIGHT), Says(_CANARY), Status(500, f'{{"error": "{_CANARY}"}}')):
        served.plays(part)
        shape(_SILENT)
    records = " ".join(repr(vars(record)) for record in caplog.records)
    assert caplog.records
    assert _CANARY not in records.lower()
    assert files_with(in_own_school.home, _CANARY) == files_with(in_own_school.home, _CANARY.title()) == []
