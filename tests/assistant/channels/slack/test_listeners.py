"""What Slack is asked for and what is listened to are the same, and every button leads somewhere."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from slack_bolt.async_app import AsyncApp

import assistant
from assistant.adapters.slack.card_blocks import reporter_card, role_holders_card
from assistant.adapters.slack.card_lines import CardLines
from assistant.channels.slack.blocks.answers import answer_blocks, sharing
from assistant.channels.slack.blocks.handed_off import pointer_blocks
from assistant.channels.slack.blocks.home import home_view
from assistant.channels.slack.blocks.modals import (
    add_view,
    close_view,
    note_view,
    reason_view,
    report_message_view,
    report_view,
)
from assistant.channels.slack.desk import Desk
from assistant.channels.slack.listeners import register
from assistant.channels.slack.manifest import COMMANDS, EVENTS, METHODS, SCOPES, SHORTCUTS
from assistant.domain.answer import Answered, NeedsClarifying, NotCovered, Verdict
from assistant.domain.case import CaseState
from assistant.domain.school import Role
from tests.fakes.clock import SCHOOL_MORNING, FakeClock
from tests.fakes.new_cases import new_case
from tests.fakes.shipped import shipped_replies
from tests.fakes.staffed_school import staffed

_CODE = Path(assistant.__file__).parent
_KEY = "T1/C1/1"
_METHOD = re.compile(r"client\.((?:assistant|auth|chat|conversations|users|views)_\w+)\(")


class _Heard:
    """Stands where Bolt's app does, and notes what is listened to."""

    def __init__(self) -> None:
        self.events: set[str] = set()
        self.commands: set[str] = set()
        self.shortcuts: set[str] = set()
        self.views: set[str] = set()
        self.actions: list[str | re.Pattern[str]] = []

    def __getattr__(self, kind: str) -> Any:
        def listening(name: Any) -> Any:
            if kind == "action":
                self.actions.append(name)
            elif kind in ("event", "command", "shortcut", "view"):
                getattr(self, f"{kind}s").add(name)
            return lambda listener: listener

        return listening

    def listeners_of(self, action: str) -> int:
        """How many listeners take this button."""
        matched = (
            bool(name.match(action)) if isinstance(name, re.Pattern) else name == action
            for name in self.actions
        )
        return sum(matched)


class _Anything:
    def __getattr__(self, name: str) -> Any:
        return _Anything()


@pytest.fixture
def heard() -> _Heard:
    """What the one registry listens to."""
    heard = _Heard()
    register(cast(AsyncApp, heard), cast(Desk, _Anything()))
    return heard


def test_the_manifest_and_the_listeners_agree(heard: _Heard) -> None:
    """An event without a listener would come again and again; a listener without an entry hears nothing."""
    assert heard.events == {event.split(".")[0] for event in EVENTS}
    assert heard.commands == set(COMMANDS)
    assert heard.shortcuts == set(SHORTCUTS)


def test_every_button_has_one_listener(heard: _Heard) -> None:
    """Of answers, pointers, the home tab and both cards, in every state of a case."""
    actions = {str(element["action_id"]) for shown in _everything_with_buttons() for element in _used(shown)}
    assert {"share", "happened", "real:yes", "branch:1", "case_reopen", "case_choose:nobody"} <= actions
    assert {action: heard.listeners_of(action) for action in actions} == dict.fromkeys(actions, 1)


def test_every_form_has_a_listener(heard: _Heard) -> None:
    """And none is listened to that is never shown."""
    replies = shipped_replies()
    forms = [
        report_view((), replies),
        report_message_view("a", (), replies, ""),
        reason_view(_KEY, replies),
        add_view("A", replies),
        note_view("A", replies),
        close_view("A", replies),
    ]
    assert heard.views == {form.callback_id for form in forms}


def test_every_method_that_is_called_is_listed_with_a_scope_that_is_asked_for() -> None:
    """What is called and not listed would fail in Slack, for lack of its scope."""
    folders = [_CODE / "channels" / "slack", _CODE / "adapters" / "slack"]
    texts = [path.read_text("utf-8") for folder in folders for path in folder.rglob("*.py")]
    called = {found.replace("_", ".") for text in texts for found in _METHOD.findall(text)}
    assert {"chat.postMessage", "views.open", "users.info"} <= called
    assert called <= set(METHODS)
    assert {METHODS[method] for method in called} - {""} <= set(SCOPES)


def _everything_with_buttons() -> Iterator[Any]:
    replies, school = shipped_replies(), staffed({})
    options = ("a pupil", "a colleague")
    plainly = Answered(Verdict.DEPENDS, "It depends.", (), asks="which_branch", options=options)
    for plain in (False, True):
        for outcome in (
            plainly,
            replace(plainly, headline="x" * 5000),
            NotCovered("Not covered.", (), "Head", asks="is_it_real", options=options),
            NeedsClarifying("Has it happened?", options),
        ):
            yield [block.to_dict() for block in answer_blocks(outcome, replies, _KEY, plain=plain)]
    yield sharing(replies, _KEY).to_dict()
    yield [block.to_dict() for block in pointer_blocks((), replies, "A", sent=True)]
    yield home_view(school, (), replies, SCHOOL_MORNING).to_dict()
    yield from _cards()


def _cards() -> Iterator[Any]:
    lines = CardLines(staffed({}), shipped_replies(), FakeClock())
    for state in CaseState:
        case = replace(new_case("K7M2-9QXA"), state=state, doubtful=(Role.HEADTEACHER,))
        for blocks, _ in (role_holders_card(case, (), lines), reporter_card(case, (), lines)):
            yield [block.to_dict() for block in blocks]


def _used(shown: Any) -> Iterator[Mapping[str, Any]]:
    """Everything that can be pressed, however deep; inputs of a form come with the form."""
    if isinstance(shown, list):
        for one in shown:
            yield from _used(one)
    elif isinstance(shown, Mapping):
        if "action_id" in shown:
            yield shown
        for value in shown.values():
            yield from _used(value)
