"""The batch JSON: messages in, outcomes out, every key always there."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.batch import BadLine, as_json, message_of
from assistant.domain.answer import (
    Answered,
    Branch,
    Citation,
    Failed,
    NotCovered,
    Outcome,
    OutOfScope,
    Verdict,
    Warning,
)
from assistant.domain.message import Message, Turn
from assistant.domain.policy import Status

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
]


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
    }


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
        (Failed("Sorry."), "failed"),
    ],
)
def test_every_outcome_has_every_key(outcome: Outcome, name: str) -> None:
    """In one order, so that two answers can be compared line by line."""
    shape = as_json(outcome)
    assert shape["outcome"] == name
    assert list(shape) == _KEYS
    assert json.loads(json.dumps(shape)) == shape


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
