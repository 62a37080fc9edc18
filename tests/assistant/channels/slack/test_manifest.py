"""The manifest is one that Slack takes, asks for little, and names what the listeners know."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from typer.testing import CliRunner

from assistant.channels.cli.app import app
from assistant.channels.slack.manifest import COMMANDS, EVENTS, METHODS, SCOPES, SHORTCUTS, manifest
from assistant.errors import AssistantError
from tests.fakes.shipped import shipped_replies

_SCHEMA = Path(__file__).parents[3] / "fixtures" / "slack" / "manifest.schema.json"
_REPLIES = shipped_replies()
_ADDRESS = "https://assistant.school.example"
# What delivers something to the app, beside what methods need.
_DELIVERS = {"app_mention": "app_mentions:read", "message.im": "im:history"}


def mistakes(made: dict[str, Any]) -> list[str]:
    """Where a manifest is not what the schema says."""
    schema = json.loads(_SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return [error.json_path for error in Draft202012Validator(schema).iter_errors(made)]


@pytest.mark.parametrize("address", [None, _ADDRESS, f"{_ADDRESS}/"])
def test_both_manifests_fit_the_schema(address: str | None) -> None:
    """For Socket Mode and for HTTP, with and without a stroke at the end of the address."""
    assert mistakes(manifest(_REPLIES, address)) == []


def test_the_schema_sees_mistakes() -> None:
    """An unknown key, a name that is too long and an address in Socket Mode are each found."""
    made = manifest(_REPLIES)
    made["features"]["assistant_view"] = {}
    made["features"]["shortcuts"][0]["name"] = "Report this message to somebody"
    made["settings"]["interactivity"]["request_url"] = f"{_ADDRESS}/slack/events"
    assert sorted(mistakes(made)) == [
        "$.features",
        "$.features.shortcuts[0].name",
        "$.settings.interactivity",
    ]


def test_the_schema_wants_every_address_for_http() -> None:
    """Without Socket Mode, events, buttons and the command each need where to go."""
    made = manifest(_REPLIES)
    made["settings"]["socket_mode_enabled"] = False
    assert sorted(mistakes(made)) == [
        "$.features.slash_commands[0]",
        "$.settings.event_subscriptions",
        "$.settings.interactivity",
    ]


def test_the_names_are_those_that_listeners_share() -> None:
    """Events, commands and shortcuts of the manifest are the constants and nothing more."""
    made = manifest(_REPLIES)
    assert tuple(made["settings"]["event_subscriptions"]["bot_events"]) == EVENTS
    assert {one["command"] for one in made["features"]["slash_commands"]} == set(COMMANDS)
    callbacks = {one["callback_id"]: one["type"] for one in made["features"]["shortcuts"]}
    assert callbacks == SHORTCUTS == {"report_message": "message", "report_incident": "global"}


def test_every_scope_is_needed_and_every_need_has_its_scope() -> None:
    """By a method, by an event, or by the command and the shortcuts; nothing is asked for beyond that."""
    needed = {scope for scope in METHODS.values() if scope} | {"commands"}
    needed |= {scope for event, scope in _DELIVERS.items() if event in EVENTS}
    assert set(SCOPES) == needed
    assert all(SCOPES.values())


@pytest.mark.parametrize("scope", ["channels:history", "groups:history", "chat:write.public", "files:read"])
def test_nothing_reads_what_people_write_to_each_other(scope: str) -> None:
    """No scope that delivers a channel's messages or files, or writes where nobody asked the app in."""
    assert scope not in SCOPES


def test_nothing_is_read_from_the_legacy_assistant() -> None:
    """The events and the feature that Slack gives no new app are not there."""
    assert "assistant_view" not in manifest(_REPLIES)["features"]
    assert not [event for event in EVENTS if event.startswith("assistant_thread")]


@pytest.mark.parametrize(("options", "address"), [([], None), (["--http", _ADDRESS], _ADDRESS)])
def test_the_command_prints_it(options: list[str], address: str | None) -> None:
    """`assistant slack manifest` prints JSON and nothing else."""
    done = CliRunner().invoke(app, ["slack", "manifest", *options])
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout) == manifest(_REPLIES, address)


@pytest.mark.parametrize(
    "address",
    ["http://assistant.school.example", "assistant.school.example", f"{_ADDRESS}/slack", "", "https://"],
)
def test_an_address_that_slack_could_not_call_is_refused(address: str) -> None:
    """Without https, without a host or with a path there is one sentence and no manifest."""
    done = CliRunner().invoke(app, ["slack", "manifest", "--http", address])
    assert isinstance(done.exception, AssistantError)
    assert done.stdout == ""
