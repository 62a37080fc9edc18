"""Each answer once more with a language model: on the same triage and answer, and what became of it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.bootstrap import Assistant, assistant
from assistant.domain.proposal import Excerpt, Proposal, ProposedSentence, Verified
from assistant.evaluation.asking import NOTHING_HELD, with_model
from assistant.evaluation.cases import Case
from assistant.evaluation.results import Sentence, WithModel
from assistant.evaluation.running import run
from assistant.evaluation.untrue import Untruth
from assistant.journeys.attempt import Means
from assistant.ports import ModelFailed
from assistant.settings import Settings
from tests.fakes.answering_model import AnsweringModel
from tests.fakes.evaluated import case
from tests.fakes.small_school import SmallSchool
from tests.fakes.triage import FakedTriage

_SILENT = case("do i have to switch my phone off when teaching", "PH 1.1", "must")
_SAYS = "Staff must keep their own phone silent in lessons."


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> AnsweringModel:
    """The model of every assistant that names one."""
    made = AnsweringModel()
    monkeypatch.setattr(Assistant, "language_model", property(lambda _: made))
    return made


@pytest.fixture
def school(in_own_school: SmallSchool, model: AnsweringModel, triage: FakedTriage) -> Assistant:
    """The small school with a model."""
    return assistant(Settings(model="openai:told"))


def _asked(made: Assistant, *cases: Case) -> tuple[WithModel, ...]:
    done = run(made, cases, (), lambda *told: None)
    return with_model(made, done.answers, lambda *told: None)


def _says(*texts: str, tokens: int = 11) -> Proposal:
    return Proposal(tuple(ProposedSentence(text, ("C1",)) for text in texts), None, tokens)


def test_what_is_shown_and_what_it_cost_is_kept(school: Assistant, model: AnsweringModel) -> None:
    """A sentence with the words that it rests on, and why the other was dropped; nothing is untrue."""
    model.explains = lambda question, excerpts: _says(_SAYS, "Phones may be used from 9 to 5.")
    (found,) = _asked(school, _SILENT)
    (sentence,) = found.sentences
    assert sentence.text == _SAYS
    assert sentence.quotes[0][0] == "PH 1.1"
    assert found.dropped == ("figure",)
    assert (found.calls, found.tokens, found.fell_back, found.untrue) == (1, 11, "", ())
    assert found.given.cited[0] == "PH 1.1"


def test_the_default_answer_is_made_once(school: Assistant, model: AnsweringModel) -> None:
    """With the model it differs by what the model adds, and by nothing else."""
    model.explains = lambda question, excerpts: _says("Dragons may fly.")
    done = run(school, [_SILENT], (), lambda *told: None)
    (found,) = with_model(school, done.answers, lambda *told: None)
    assert found.given == replace(done.answers[0], answer=None)
    assert (found.fell_back, found.dropped, found.sentences) == (NOTHING_HELD, ("support",), ())


@pytest.mark.parametrize("reason", ["timeout", "malformed", "refusal"])
def test_a_model_that_fails_says_why(school: Assistant, model: AnsweringModel, reason: str) -> None:
    """In the word of the port; the answer is the default one."""

    def fails(question: str, excerpts: Sequence[Excerpt]) -> Proposal:
        raise ModelFailed(reason)

    model.explains = fails
    (found,) = _asked(school, _SILENT)
    assert (found.fell_back, found.calls, found.sentences) == (reason, 1, ())


def test_what_is_no_answer_reaches_no_model(school: Assistant, model: AnsweringModel) -> None:
    """It stays as it is, without a call."""
    (found,) = _asked(school, case("hello", outcome="out_of_scope"))
    assert (found.calls, found.given.outcome) == (0, "out_of_scope")
    assert model.read == []


def test_whatever_verification_lets_through_is_looked_at_again(
    school: Assistant, model: AnsweringModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that lets everything through does not hide what is untrue."""
    false = 'Yes, for the policy says "Staff may film every lesson".'
    shipped = Assistant.means

    def lax(made: Assistant) -> Means:
        means = shipped(made)

        def shows_all(proposal: Proposal, *rest: object) -> Verified:
            found = means.verify(_says(_SAYS), *rest)  # type: ignore[arg-type]
            return replace(found, sentences=(replace(found.sentences[0], text=false),))

        return replace(means, verify=shows_all)

    monkeypatch.setattr(Assistant, "means", lax)
    model.explains = lambda question, excerpts: _says(false)
    (found,) = _asked(school, _SILENT)
    assert found.sentences == (Sentence(false, found.sentences[0].quotes),)
    assert found.untrue == (Untruth.QUOTE,)


def test_without_a_model_nothing_is_asked(in_own_school: SmallSchool, triage: FakedTriage) -> None:
    """And a run is what it was."""
    made = assistant(Settings())
    assert _asked(made, _SILENT) == ()
    assert run(made, [_SILENT], (), lambda *told: None).answers[0].answer is None
