"""Blocks that Slack refuses, with the path of what is wrong."""

from typing import Any

import pytest

from tests.fakes.slack import Channel
from tests.fakes.slack.blocks import problems, texts
from tests.fakes.slack.client import Client
from tests.fakes.slack.rules import Json


def _plain(length: int) -> Json:
    return {"type": "plain_text", "text": "x" * length}


def _section(length: int = 1, **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": "x" * length}, **more}


def _button(**more: Any) -> Json:
    return {"type": "button", "text": _plain(1), **more}


def _actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def _container(*blocks: Json) -> Json:
    return {"type": "container", "title": _plain(1), "child_blocks": list(blocks), "is_collapsible": True}


def _select(option: Json, count: int = 1) -> Json:
    return _actions({"type": "static_select", "action_id": "a", "options": [option] * count})


_FEEDBACK = {"text": {"type": "plain_text", "text": "Good"}, "value": "good"}
_GOOD = [
    [_section(3000), {"type": "divider"}, {"type": "header", "text": _plain(150)}],
    [_actions(*[_button(action_id=str(number)) for number in range(25)])],
    [_actions(_button(text=_plain(75), value="x" * 2000))],
    [{"type": "context", "elements": [_plain(5)] * 10}],
    [_select({"text": _plain(75), "value": "x" * 150}, 100)],
    [_container(*[_section()] * 10)],
    [{"type": "markdown", "text": "x" * 12_000}],
    [{"type": "alert", "text": _plain(9), "level": "error"}],
    [{"type": "context_actions", "elements": [
        {"type": "feedback_buttons", "action_id": "f", "positive_button": _FEEDBACK,
         "negative_button": _FEEDBACK},
        {"type": "icon_button", "icon": "trash", "text": _plain(6), "action_id": "bin"}]}],
    [_actions(_button(action_id="a"), block_id="one"), _actions(_button(action_id="a"), block_id="two")],
    [_section()] * 50,
]  # fmt: skip
_BAD = [
    ([_section(3001)], "/blocks/0/text/text"),
    ([_section(0)], "/blocks/0/text/text"),
    ([_section(fields=[_plain(1)] * 11)], "/blocks/0/fields"),
    ([_section(fields=[_plain(2001)])], "/blocks/0/fields/0/text"),
    ([{"type": "section"}], "/blocks/0"),
    ([_section(colour="red")], "colour"),
    ([{"type": "header", "text": _plain(151)}], "/blocks/0/text/text"),
    ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "/blocks/0/text/type"),
    ([{"type": "context", "elements": [_plain(1)] * 11}], "/blocks/0/elements"),
    ([_actions(*[_button()] * 26)], "/blocks/0/elements"),
    ([_actions()], "/blocks/0/elements"),
    ([_actions(_button(text=_plain(76)))], "/blocks/0/elements/0/text/text"),
    ([_actions(_button(value="x" * 2001))], "/blocks/0/elements/0/value"),
    ([_actions(_button(style="red"))], "/blocks/0/elements/0/style"),
    ([_actions({"type": "lever"})], "/blocks/0/elements/0/type"),
    ([_actions({"type": "icon_button", "icon": "trash", "text": _plain(1)})], "/blocks/0/elements/0/type"),
    ([_select({"text": _plain(76), "value": "x"})], "/options/0/text/text"),
    ([_select({"text": _plain(1), "value": "x" * 151})], "/options/0/value"),
    ([_select({"text": _plain(1), "value": "x"}, 101)], "/blocks/0/elements/0/options"),
    ([_container(*[_section()] * 11)], "/blocks/0/child_blocks"),
    ([_container(_section(3001))], "/blocks/0/child_blocks/0/text/text"),
    ([{"type": "markdown", "text": "x" * 12_001}], "/blocks/0/text"),
    ([{"type": "banner"}], "/blocks/0/type"),
    (["text"], "/blocks/0"),
    ([_section()] * 51, "/blocks"),
    ([_section(block_id="b"), _section(block_id="b")], "block_id b already exists"),
    ([_section(block_id="b"), _container(_section(block_id="b"))], "block_id b already exists"),
    ([_section(block_id="x" * 256)], "/blocks/0/block_id"),
    ([_actions(_button(action_id="a"), _button(action_id="a"))], "action_id a already exists"),
    ([{"type": "alert", "text": _plain(9), "level": "loud"}], "/blocks/0/level"),
]  # fmt: skip


@pytest.mark.parametrize("blocks", _GOOD)
def test_blocks_up_to_their_limits_are_taken(blocks: list[Json]) -> None:
    """Nothing is wrong with them."""
    assert problems(blocks, "message", 50) == []


@pytest.mark.parametrize(("blocks", "where"), _BAD)
def test_blocks_beyond_their_limits_are_refused(blocks: list[Any], where: str) -> None:
    """The message names the path."""
    assert any(where in problem for problem in problems(blocks, "message", 50))


def test_the_answer_tells_what_is_wrong(client: Client, staffroom: Channel) -> None:
    """It comes in the metadata of the response, and nothing is posted."""
    answer = client.call("chat.postMessage", channel=staffroom.id, text="a", blocks=[{"type": "banner"}])
    assert answer["error"] == "invalid_blocks"
    assert "/blocks/0/type" in answer["response_metadata"]["messages"][0]
    assert staffroom.messages == []


def test_all_the_text_of_a_message_counts_together(client: Client, staffroom: Channel) -> None:
    """Each block may be short enough and the message too long all the same."""
    blocks = [_section(2650) for _ in range(5)]
    answer = client.call("chat.postMessage", channel=staffroom.id, text="a", blocks=blocks)
    assert answer["error"] == "msg_blocks_too_long"


def test_some_blocks_are_for_messages_only() -> None:
    """A modal and a home tab do not take Markdown."""
    assert problems([{"type": "markdown", "text": "x"}], "modal", 100)
    assert problems([_section()], "modal", 100) == []


def test_hidden_fields_are_no_text() -> None:
    """What is read leaves out ids and values, but not what is folded up."""
    block = _container(
        _actions(_button(action_id="ID", value="VALUE", text={"type": "plain_text", "text": "Press"}))
    )
    read = "".join(texts([block]))
    assert "Press" in read
    assert "VALUE" not in read
