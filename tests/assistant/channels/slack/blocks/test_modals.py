"""Modals: what they ask, what they carry, and that Slack takes them."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.views import View

from assistant.channels.slack.blocks import modals, pages
from assistant.channels.slack.blocks.common import text_of
from assistant.channels.slack.blocks.handed_off import everybody
from assistant.domain.answer import Answered, NotCovered
from assistant.domain.case import ClosingOutcome
from tests.assistant.channels.slack.blocks.drawn import FIRING, drawn_outcomes, every, one_line, unparsed
from tests.fakes.shipped import shipped_replies
from tests.fakes.slack.blocks import view_problems
from tests.fakes.staffed_school import IN_THE_MORNING, staffed

_REPLIES = shipped_replies()
_TOLD = everybody(staffed(), IN_THE_MORNING)
_CASE, _KEY, _PLACE = "K7M2-9QXA", "Ev1", '{"channel": "C1", "ts": "1.2"}'
_MADE: dict[str, tuple[Callable[[], View], str, set[str], str]] = {
    "report": (
        lambda: modals.report_view(_TOLD, _REPLIES, _PLACE),
        "report_incident", {"emergency", "words"}, _PLACE,
    ),
    "message": (
        lambda: modals.report_message_view(FIRING, _TOLD, _REPLIES, _PLACE),
        "report_message", {"emergency", "words", "consent"}, _PLACE,
    ),
    "reason": (lambda: modals.reason_view(_KEY, _REPLIES), "feedback_reason", {"reason", "comment"}, _KEY),
    "add": (lambda: modals.add_view(_CASE, _REPLIES), "case_add", {"words"}, _CASE),
    "note": (lambda: modals.note_view(_CASE, _REPLIES), "case_note", {"words"}, _CASE),
    "close": (lambda: modals.close_view(_CASE, _REPLIES), "case_close", {"outcome"}, _CASE),
    "words": (lambda: pages.words_view(_CASE, FIRING, _REPLIES), "words", set(), ""),
    "notice": (lambda: pages.notice_view(FIRING, _REPLIES), "notice", set(), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", _MADE)
def test_slack_takes_it_and_its_inputs_are_known(name: str) -> None:
    """Callback id, inputs named alike as block and action, and ids alone in what it carries."""
    made, callback, inputs, metadata = _MADE[name]
    shown = made().to_dict()
    assert view_problems(shown, "modal") == []
    assert unparsed(shown)
    assert shown["callback_id"] == callback
    asked = list(every(shown, "input"))
    assert (
        {block["block_id"] for block in asked} == {block["element"]["action_id"] for block in asked} == inputs
    )
    assert shown.get("private_metadata", "") == metadata
    assert ("submit" in shown) == bool(inputs)


@pytest.mark.parametrize("name", ["report", "message"])
def test_whoever_reports_reads_999_and_the_numbers_first(name: str) -> None:
    """And need write nothing."""
    shown = _MADE[name][0]().to_dict()
    said = text_of(shown["blocks"])
    assert said.index("999") < said.index("Mrs Ada Lead: 01632 960000") < said.index("in danger now")
    optional = {block["block_id"]: block.get("optional") for block in every(shown, "input")}
    assert optional == {"emergency": True, "words": True} | ({"consent": None} if name == "message" else {})


def test_what_would_be_passed_on_is_shown_and_agreed_to() -> None:
    """The words of the message as they are, in the view alone, and a box that must be ticked."""
    shown = _MADE["message"][0]().to_dict()
    assert FIRING in text_of(shown)
    assert FIRING not in shown["private_metadata"]
    (box,) = every(shown, "checkboxes")
    assert [option["value"] for option in box["options"]] == ["yes"]


@settings(max_examples=30)
@given(st.text(max_size=9000) | st.integers(1, 40_000).map(lambda count: "words " * (count // 6)))
def test_the_words_come_back_as_they_were(text: str) -> None:
    """From the view that Slack sends back; a message without words says so."""
    view = modals.report_message_view(text, _TOLD, _REPLIES, _PLACE).to_dict()
    assert view_problems(view, "modal") == []
    assert modals.previewed(json.loads(json.dumps(view))) == text


def test_every_outcome_of_a_case_can_be_chosen() -> None:
    """By the name that the code knows."""
    (choice,) = every(modals.close_view(_CASE, _REPLIES).to_dict(), "radio_buttons")
    assert [option["value"] for option in choice["options"]] == [outcome.value for outcome in ClosingOutcome]


def test_every_reason_can_be_chosen() -> None:
    """By the name that is kept with the feedback."""
    (choice,) = every(modals.reason_view(_KEY, _REPLIES).to_dict(), "radio_buttons")
    assert tuple(option["value"] for option in choice["options"]) == modals.REASONS


@pytest.mark.parametrize("said", ["She said: no.\n\nThen left. ", "x" * 9000, FIRING])
def test_the_reporters_words_are_all_there(said: str) -> None:
    """With the reference, and that opening them was recorded."""
    shown = text_of(pages.words_view(_CASE, said, _REPLIES).to_dict())
    assert one_line(said) in one_line(shown)
    assert _CASE in shown
    assert _REPLIES.say("slack.modal.words.recorded") in shown


@pytest.mark.parametrize("said", [None, "", " \n "])
def test_where_no_words_are_kept_it_says_so(said: str | None) -> None:
    """And sends the reader to the reporter."""
    view = pages.words_view(_CASE, said, _REPLIES).to_dict()
    assert view_problems(view, "modal") == []
    assert _REPLIES.say("slack.modal.words.none") in text_of(view)


@settings(max_examples=50)
@given(drawn_outcomes())
def test_the_whole_answer_fits(outcome: Answered | NotCovered) -> None:
    """However long it is."""
    view = pages.clauses_view(outcome, _REPLIES).to_dict()
    assert view_problems(view, "modal") == []
    assert unparsed(view)


def test_what_no_window_holds_says_so() -> None:
    """Beyond a hundred blocks the rest is named, not lost in silence."""
    view = pages.words_view(_CASE, "word " * 100_000, _REPLIES).to_dict()
    assert view_problems(view, "modal") == []
    assert _REPLIES.say("slack.modal.too_long") in text_of(view)
