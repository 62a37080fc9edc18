"""What a model wrote is found wherever it stands, and then taken exactly or not at all."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.adapters.language_model.reading import Explanation, Restatement, read
from assistant.domain.answer import Verdict
from assistant.domain.proposal import ProposedSentence
from assistant.ports import ModelFailed

_SENTENCE = {"text": "No.", "clauses": ["C1"]}
_GOOD = json.dumps({"verdict": "no", "sentences": [_SENTENCE]})


def _reason(text: str) -> str:
    with pytest.raises(ModelFailed) as failed:
        read(text, Explanation).proposed(0)
    return failed.value.reason


@given(before=st.text(), after=st.text())
def test_the_object_is_found_between_anything(before: str, after: str) -> None:
    """Whatever stands before it, short of another object of the same form, and whatever comes after it."""
    proposal = read(f"{before}\n{_GOOD}\n{after}", Explanation).proposed(7)
    assert proposal.sentences == (ProposedSentence("No.", ("C1",)),)
    assert (proposal.verdict, proposal.tokens) == (Verdict.NO, 7)


def test_the_first_of_several_counts() -> None:
    """One that has not the form is passed over, and so is one inside another."""
    another = _GOOD.replace('"no"', '"yes"')
    assert read(f'{{"verdict": "yes"}} {_GOOD} {another}', Explanation).verdict is Verdict.NO


def test_no_verdict_is_one_too() -> None:
    """A model may leave it open."""
    assert read(_GOOD.replace('"no"', "null"), Explanation).proposed(0).verdict is None


@pytest.mark.parametrize("verdict", Verdict)
def test_each_verdict_is_read(verdict: Verdict) -> None:
    """By the word that the prompt gives for it."""
    assert read(_GOOD.replace('"no"', f'"{verdict}"'), Explanation).verdict is verdict


@pytest.mark.parametrize("text", ["", " \n", "\u00a0\t"])
def test_no_words_are_empty(text: str) -> None:
    """Not malformed: the model said nothing."""
    assert _reason(text) == "empty"


@pytest.mark.parametrize(
    "fields",
    [
        {"verdict": "NO", "sentences": [_SENTENCE]},
        {"verdict": ["no"], "sentences": [_SENTENCE]},
        {"verdict": True, "sentences": [_SENTENCE]},
        {"verdict": "no", "sentences": None},
        {"verdict": "no", "sentences": {"text": "No.", "clauses": []}},
        {"verdict": "no", "sentences": [_SENTENCE], "note": ""},
        {"verdict": "no", "sentences": [{"text": "No."}]},
        {"verdict": "no", "sentences": [{**_SENTENCE, "quote": "No."}]},
        {"verdict": "no", "sentences": [{"text": None, "clauses": []}]},
        {"verdict": "no", "sentences": [{"text": "No.", "clauses": [None]}]},
        {"verdict": "no", "sentences": [{"text": "No.", "clauses": ["C" * 21]}]},
        {"verdict": "no", "sentences": [{"text": "No.", "clauses": ["C1"] * 7}]},
        {"verdict": "no", "sentences": [{"text": "o" * 501, "clauses": ["C1"]}]},
        {"verdict": "no", "sentences": [_SENTENCE] * 7},
    ],
)
def test_anything_but_the_form_is_malformed(fields: dict[str, object]) -> None:
    """Nothing is converted, left out or cut."""
    assert _reason(json.dumps(fields)) == "malformed"


@given(text=st.text(st.sampled_from('{}[]":,\\ aCno10.\ud800')))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever comes of it is one word, and never another error."""
    assert _reason(text) in {"malformed", "empty"}


def test_a_question_and_its_phrases_are_read() -> None:
    """The other form."""
    restated = read('{"question": "May I?", "phrases": ["a", "b"]}', Restatement).restated(3)
    assert (restated.question, restated.phrases, restated.tokens) == ("May I?", ("a", "b"), 3)


def test_a_question_of_nothing_is_empty() -> None:
    """There is nothing to search for."""
    with pytest.raises(ModelFailed, match="empty"):
        read('{"question": " ", "phrases": ["a"]}', Restatement).restated(0)
