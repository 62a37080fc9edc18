"""Where something was typed or pressed, read from each kind of payload."""

from typing import Any

import pytest

from assistant.channels.slack.places import Place, noted, place_of_action, place_of_command, place_of_event

_EVENT = {"channel": "C1", "user": "U1", "ts": "17.1"}


def test_a_place_comes_back_from_its_note() -> None:
    """Ids only, through the inbox and out again."""
    place = Place("T1", "C1", "U1", "17.1", "17.0", "https://hooks.example/1", True, "T1/C1/17.0")
    assert noted(place.note()) == place


def test_the_thread_of_a_message_is_its_root() -> None:
    """Its own where it begins one; none where there is no message."""
    assert Place("T1", "C1", "U1", "17.1").thread == "T1/C1/17.1"
    assert Place("T1", "C1", "U1", "17.1", "17.0").thread == "T1/C1/17.0"
    assert Place("T1", "C1", "U1").thread == ""


@pytest.mark.parametrize(
    ("body", "event", "shared"),
    [
        ({}, {}, False),
        ({}, {"team": "T1", "user_team": "T1"}, False),
        ({"is_ext_shared_channel": True}, {}, True),
        ({}, {"team": "T2"}, True),
        ({}, {"team": "T1", "user_team": "T2"}, True),
    ],
)
def test_whoever_is_from_elsewhere_makes_a_place_shared(
    body: dict[str, Any], event: dict[str, Any], shared: bool
) -> None:
    """By the channel, or by the workspace of the writer."""
    assert place_of_event({"team_id": "T1", "event": _EVENT | event} | body).shared is shared


def test_a_command_is_typed_in_a_channel_and_in_no_thread() -> None:
    """Forms know only text: shared is a word there."""
    body = {"team_id": "T1", "channel_id": "C1", "user_id": "U1", "response_url": "u"}
    assert place_of_command(body) == Place("T1", "C1", "U1", response_url="u")
    assert place_of_command(body | {"is_ext_shared_channel": "true"}).shared


def test_a_click_stands_where_its_message_does() -> None:
    """Of a message that only one person sees the container alone tells; a modal stands in no channel."""
    container = {"message_ts": "17.1", "channel_id": "C1", "thread_ts": "17.0"}
    click = {"team": {"id": "T1"}, "user": {"id": "U1"}, "container": container, "response_url": "u"}
    assert place_of_action(click) == Place("T1", "C1", "U1", "17.1", "17.0", "u")
    in_modal = {"team": {"id": "T1"}, "user": {"id": "U1"}, "container": {"type": "view"}}
    assert place_of_action(in_modal) == Place("T1", "", "U1")
