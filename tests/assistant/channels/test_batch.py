"""The batch JSON: messages in, outcomes out, every key always there."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.batch import BadLine, as_json, message_of
from assistant.domain.advice import Advice
from assistant.domain.answer import (
    Answered,
    Branch,
    Citation,
    Explained,
    Failed,
    HandedOff,
    NeedsClarifying,
    NotCovered,
    Outcome,
    OutOfScope,
    ToldBy,
    Verdict,
    Warning,
)
from assistant.domain.message import Message, Turn
from assistant.domain.policy import Status
from assistant.domain.school import Role
from assistant.domain.triage import Category

_CITATION = Citation(
    "phones", "Phones Policy", Status.RATIFIED, "PH 1.2", "In lessons", "no", 5, 7, 3, "Staff:"
)
_AS_JSON = {
    "policy": "phones",
    "status": "ratified",
    "clause": "PH 1.2",
    "heading": "In lessons",
    "quote": "no",
    "start": 5,
    "end": 7,
    "page": 3,
    "lead_in": "Staff:",
}
_KEYS = [
    "outcome",
    "verdict",
    "headline",
    "citations",
    "branches",
    "warnings",
    "asks",
    "options",
    "category",
    "emergency",
    "route",
    "case",
    "nearest",
    "way_to_a_person",
    "categories",
    "lines",
    "contacts",
    "advice",
    "explanation",
]
_HANDED_OFF = HandedOff(
    "Tell a person.",
    ("Ring 999 first.", "It is recorded."),
    (ToldBy(Role.DEPUTY_SAFEGUARDING_LEAD, "Deputy", "Bo Birchall", "01632 960002"),),
    (Advice("Stay", "Stay calm.", "Do not ask.", "1", "", ""),),
    (Category.SELF_HARM, Category.CHILD_ON_CHILD),
    True,
    (Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.CHAIR_OF_GOVERNORS),
    "K7M2-9QXA",
)


def test_an_answer_has_everything_in_its_place() -> None:
    """Verdict, citations, branches and warnings are those of the answer; nothing is handed off."""
    branch = Branch("a pupil", Verdict.NO, (_CITATION,), "No")
    warning = Warning("review_overdue", "Old.")
    shape = as_json(
        Answered(
            Verdict.DEPENDS, "It depends.", (_CITATION,), (branch,), (warning,), "which_branch", ("a",), "W"
        )
    )
    assert shape == {
        "outcome": "answered",
        "verdict": "depends",
        "headline": "It depends.",
        "citations": [_AS_JSON],
        "branches": [{"when": "a pupil", "verdict": "no", "citations": [_AS_JSON]}],
        "warnings": [{"code": "review_overdue", "text": "Old."}],
        "asks": "which_branch",
        "options": ["a"],
        "category": None,
        "emergency": False,
        "route": [],
        "case": None,
        "nearest": [],
        "way_to_a_person": "W",
        "categories": [],
        "lines": [],
        "contacts": [],
        "advice": [],
        "explanation": [],
    }


def test_sentences_of_a_language_model_stand_apart_with_their_clauses() -> None:
    """Each with the citations that it rests on, which have the shape of all others."""
    shape = as_json(
        Answered(Verdict.NO, "No.", (_CITATION,), explanation=(Explained("Not in lessons.", (_CITATION,)),))
    )
    assert shape["explanation"] == [{"text": "Not in lessons.", "citations": [_AS_JSON]}]
    assert shape["headline"] == "No."


def test_what_is_not_covered_cites_nothing_as_an_answer() -> None:
    """The nearest clauses stand under their own key, and a rule to keep stands under warnings."""
    shape = as_json(
        NotCovered("Ask.", (_CITATION,), "Headteacher", (Warning("indecent_images", "Never."),), "W")
    )
    assert (shape["outcome"], shape["verdict"], shape["citations"]) == ("not_covered", None, [])
    assert shape["nearest"] == [_AS_JSON]
    assert shape["warnings"] == [{"code": "indecent_images", "text": "Never."}]


@pytest.mark.parametrize(
    ("outcome", "name"),
    [
        (Answered(Verdict.NO, "No.", ()), "answered"),
        (NotCovered("Ask.", (), "Headteacher"), "not_covered"),
        (OutOfScope("Hi."), "out_of_scope"),
        (NeedsClarifying("Has it?", ("yes", "no")), "needs_clarifying"),
        (_HANDED_OFF, "handed_off"),
        (replace(_HANDED_OFF, answer=NotCovered("Ask.", (), "Headteacher")), "handed_off"),
        (Failed("Sorry."), "failed"),
    ],
)
def test_every_outcome_has_every_key(outcome: Outcome, name: str) -> None:
    """In one order, so that two answers can be compared line by line."""
    shape = as_json(outcome)
    assert shape["outcome"] == name
    assert list(shape) == _KEYS
    assert json.loads(json.dumps(shape)) == shape


def test_a_hand_off_has_whom_to_tell_and_what_to_do() -> None:
    """Roles by their short names, the leading category beside all of them, and nothing of an answer."""
    shape = as_json(_HANDED_OFF)
    assert {name: shape[name] for name in ("category", "categories", "emergency", "route", "case")} == {
        "category": "self_harm",
        "categories": ["self_harm", "child_on_child"],
        "emergency": True,
        "route": ["dsl", "deputy_dsl", "chair_of_governors"],
        "case": "K7M2-9QXA",
    }
    assert shape["lines"] == ["Ring 999 first.", "It is recorded."]
    assert shape["contacts"] == [{"title": "Deputy", "name": "Bo Birchall", "phone": "01632 960002"}]
    assert shape["advice"] == [{"title": "Stay", "do": "Stay calm.", "dont": "Do not ask."}]
    assert (shape["verdict"], shape["citations"], shape["asks"]) == (None, [], None)


def test_what_triage_could_not_tell_has_no_category() -> None:
    """Nor has what nobody recorded a reference."""
    shape = as_json(replace(_HANDED_OFF, categories=(), case=None))
    assert (shape["category"], shape["categories"], shape["case"]) == (None, [], None)


def test_an_answer_underneath_a_hand_off_stands_in_its_own_keys() -> None:
    """The outcome, the headline and the way to a person are those of the hand-off."""
    answer = Answered(Verdict.NO, "No.", (_CITATION,), (), (Warning("conflict", "Ask."),))
    shape = as_json(replace(_HANDED_OFF, answer=answer))
    assert (shape["outcome"], shape["headline"], shape["case"]) == (
        "handed_off",
        "Tell a person.",
        "K7M2-9QXA",
    )
    assert (shape["verdict"], shape["citations"]) == ("no", [_AS_JSON])
    assert shape["warnings"] == [{"code": "conflict", "text": "Ask."}]


def test_whom_it_concerns_is_asked_before_which_branch() -> None:
    """Who is told depends on the one, only the answer underneath on the other."""
    answer = Answered(Verdict.DEPENDS, "It depends.", (), asks="which_branch", options=("a", "b"))
    asking = replace(_HANDED_OFF, asks="whom_it_concerns", options=("Headteacher",), answer=answer)
    shape = as_json(asking)
    assert (shape["asks"], shape["options"]) == ("whom_it_concerns", ["Headteacher"])
    shape = as_json(replace(asking, asks=None, options=()))
    assert (shape["asks"], shape["options"]) == ("which_branch", ["a", "b"])


@pytest.mark.parametrize(
    "outcome",
    [
        Answered(Verdict.NO, "No.", (), asks="is_it_real", options=("yes", "no")),
        NotCovered("Ask.", (), "Headteacher", asks="is_it_real", options=("yes", "no")),
        NeedsClarifying("Has it?", ("yes", "no")),
    ],
    ids=lambda outcome: type(outcome).__name__,
)
def test_whether_it_has_happened_is_asked_in_one_way(outcome: Outcome) -> None:
    """With an answer, with what is nearest, or alone."""
    shape = as_json(outcome)
    assert (shape["asks"], shape["options"]) == ("is_it_real", ["yes", "no"])


def test_a_line_becomes_a_message_with_its_history() -> None:
    """Earlier turns keep their roles and their order."""
    history = [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]
    line = json.dumps({"question": "and c?", "history": history})
    assert message_of(line) == Message("and c?", (Turn("user", "a"), Turn("assistant", "b")))
    assert message_of('{"question": "q", "history": null}') == Message("q")
    assert message_of(line).earlier_questions == ("a",)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "5",
        "null",
        "[]",
        '"q"',
        "{}",
        '{"question": 5}',
        '{"question": null}',
        '{"question": "secret", "history": 5}',
        '{"question": "secret", "history": ["x"]}',
        '{"question": "secret", "history": [{"role": "user"}]}',
    ],
)
def test_what_is_no_message_is_refused_without_its_words(line: str) -> None:
    """The refusal says what a line must be and never what it was."""
    with pytest.raises(BadLine) as refused:
        message_of(line)
    assert "secret" not in str(refused.value)
    assert refused.value.__cause__ is None


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["question", "history", "role", "content"]), inner)
        ),
        max_leaves=8,
    )
)
def test_any_json_is_a_message_or_refused(given_json: object) -> None:
    """Only a question that is text makes a message; no other error than the refusal comes out."""
    try:
        message = message_of(json.dumps(given_json))
    except BadLine:
        return
    assert isinstance(given_json, dict)
    assert message.text == given_json["question"]


@given(st.text(), st.lists(st.tuples(st.sampled_from(["user", "assistant"]), st.text()), max_size=4))
def test_what_was_typed_comes_through(question: str, turns: list[tuple[str, str]]) -> None:
    """Whatever characters it holds."""
    history = [{"role": role, "content": content} for role, content in turns]
    message = message_of(json.dumps({"question": question, "history": history}))
    assert message == Message(question, tuple(Turn(role, content) for role, content in turns))
