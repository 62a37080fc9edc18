"""Modals. Private metadata holds ids only, never what anybody wrote."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    RichTextBlock,
    RichTextQuoteElement,
)
from slack_sdk.models.views import View

from assistant.channels.slack.blocks.common import (
    BUTTON,
    context,
    pieces,
    plain_text,
    section,
    words,
)
from assistant.channels.slack.blocks.handed_off import contacts_list
from assistant.channels.slack.manifest import (
    CASE_ADD,
    CASE_CLOSE,
    CASE_NOTE,
    FEEDBACK_REASON,
    REPORT_INCIDENT,
    REPORT_MESSAGE,
)
from assistant.domain.answer import ToldBy
from assistant.domain.case import ClosingOutcome
from assistant.domain.replies import Replies

REASONS = ("wrong_clause", "wrong_answer", "incomplete", "unclear", "needed_a_person", "other")
_MOST_TYPED = 3000
_TITLE = View.title_max_length


def report_view(contacts: Iterable[ToldBy], replies: Replies, metadata: str = "") -> View:
    """Report an incident. What happened need not be said; whether somebody is in danger is asked first."""
    blocks = [
        section(replies.say("handoff.line.emergency")),
        *contacts_list(contacts, replies),
        _emergency(replies),
        _typed(replies, "report", optional=True),
        context(replies.say("slack.modal.report.note")),
    ]
    return _form("report", REPORT_INCIDENT, blocks, replies, metadata)


def report_message_view(text: str, contacts: Iterable[ToldBy], replies: Replies, metadata: str) -> View:
    """Report a message that somebody wrote: what would be passed on, and that the reporter wants it.

    `metadata` names the message by its ids. The words come back in the view: see `previewed`.
    """
    agreed = _option(replies.say("slack.modal.message.agree"), "yes")
    consent = InputBlock(
        block_id="consent",
        label=plain_text(replies.say("slack.modal.message.consent")),
        element=CheckboxesElement(action_id="consent", options=[agreed]),
    )
    blocks = [
        section(replies.say("handoff.line.emergency")),
        *contacts_list(contacts, replies),
        section(replies.say("slack.modal.message.preview")),
        _preview(text) if text else section(replies.say("slack.modal.message.empty")),
        _emergency(replies),
        _typed(replies, "message", optional=True),
        consent,
    ]
    return _form("message", REPORT_MESSAGE, blocks, replies, metadata)


def previewed(view: Mapping[str, Any]) -> str:
    """The words that `report_message_view` showed, read from a submitted view."""
    for block in view.get("blocks", ()):
        if block.get("block_id") == "preview":
            return "".join(part.get("text", "") for quote in block["elements"] for part in quote["elements"])
    return ""


def reason_view(key: str, replies: Replies) -> View:
    """Why an answer did not help; `key` is the inbox's."""
    options = [_option(replies.say(f"slack.reason.{reason}"), reason) for reason in REASONS]
    blocks = [
        _radio("reason", replies.say("slack.modal.reason.label"), options),
        _typed(replies, "reason", "comment", optional=True),
    ]
    return _form("reason", FEEDBACK_REASON, blocks, replies, key)


def add_view(reference: str, replies: Replies) -> View:
    """The reporter adds to a case."""
    return _form("add", CASE_ADD, [_typed(replies, "add")], replies, reference)


def note_view(reference: str, replies: Replies) -> View:
    """A role holder adds a note to a case."""
    return _form("note", CASE_NOTE, [_typed(replies, "note")], replies, reference)


def close_view(reference: str, replies: Replies) -> View:
    """A role holder closes a case with an outcome."""
    options = [
        _option(replies.say(f"handoff.outcome.{outcome}"), outcome.value) for outcome in ClosingOutcome
    ]
    blocks = [_radio("outcome", replies.say("slack.modal.close.label"), options)]
    return _form("close", CASE_CLOSE, blocks, replies, reference)


def _form(name: str, callback: str, blocks: Sequence[Block], replies: Replies, metadata: str) -> View:
    return View(
        type="modal",
        callback_id=callback,
        title=plain_text(replies.say(f"slack.modal.{name}.title"), _TITLE),
        submit=plain_text(replies.say(f"slack.modal.{name}.submit"), _TITLE),
        close=plain_text(replies.say("slack.modal.cancel"), _TITLE),
        blocks=blocks,
        private_metadata=metadata,
    )


def _preview(text: str) -> RichTextBlock:
    """Quoted in runs, so that the words come back as they were."""
    return RichTextBlock(
        block_id="preview",
        elements=[RichTextQuoteElement(elements=[words(piece) for piece in pieces(text)])],
    )


def _typed(replies: Replies, form: str, name: str = "words", optional: bool = False) -> InputBlock:
    label = "comment" if name == "comment" else "label"
    return InputBlock(
        block_id=name,
        label=plain_text(replies.say(f"slack.modal.{form}.{label}")),
        hint=plain_text(replies.say(f"slack.modal.{form}.hint")),
        optional=optional,
        element=PlainTextInputElement(action_id=name, multiline=True, max_length=_MOST_TYPED),
    )


def _emergency(replies: Replies) -> InputBlock:
    options = [_option(replies.say(f"slack.modal.emergency_{said}"), said) for said in ("yes", "no")]
    return _radio("emergency", replies.say("slack.modal.emergency"), options, optional=True)


def _radio(name: str, label: str, options: list[Option], optional: bool = False) -> InputBlock:
    element = RadioButtonsElement(action_id=name, options=options)
    return InputBlock(block_id=name, label=plain_text(label), element=element, optional=optional)


def _option(text: str, value: str) -> Option:
    return Option(text=plain_text(text, BUTTON), value=value)
