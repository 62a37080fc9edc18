"""Where in Slack a message came from, and so where its reply goes."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Ids only. `ts` is the message itself, `thread_ts` the thread that it stands in, empty for none.

    `response_url` answers a command. `shared` says that people of other organisations may be there,
    `confirms` is the key of the message of which a click says whether it has happened.
    """

    team: str
    channel: str
    user: str
    ts: str = ""
    thread_ts: str = ""
    response_url: str = ""
    shared: bool = False
    confirms: str = ""

    @property
    def sender(self) -> str:
        """How cases and messages name the person."""
        return f"slack:{self.team}/{self.user}"

    @property
    def thread(self) -> str:
        """Names the conversation; empty where every message stands alone."""
        root = self.thread_ts or self.ts
        return f"{self.team}/{self.channel}/{root}" if root else ""

    def note(self) -> str:
        """As text, for the inbox."""
        return json.dumps(asdict(self))


def noted(note: str) -> Place:
    """The place that `Place.note` wrote down."""
    return Place(**json.loads(note))


def place_of_event(body: Mapping[str, Any]) -> Place:
    """The place of a message event or a mention."""
    event = body["event"]
    return Place(
        team=team_of(body),
        channel=event["channel"],
        user=event["user"],
        ts=event["ts"],
        thread_ts=event.get("thread_ts", ""),
        shared=bool(body.get("is_ext_shared_channel")) or _from_elsewhere(body, event),
    )


def place_of_command(body: Mapping[str, Any]) -> Place:
    """The place of a slash command."""
    return Place(
        team=team_of(body),
        channel=body["channel_id"],
        user=body["user_id"],
        response_url=body["response_url"],
        shared=str(body.get("is_ext_shared_channel", "")).lower() == "true",
    )


def place_of_action(body: Mapping[str, Any]) -> Place:
    """The place of a click, of a shortcut or of a modal's submission; a modal has no channel."""
    container = body.get("container") or {}
    message = body.get("message") or {}
    return Place(
        team=team_of(body),
        channel=(body.get("channel") or {}).get("id") or container.get("channel_id", ""),
        user=body["user"]["id"],
        ts=container.get("message_ts") or message.get("ts", ""),
        thread_ts=container.get("thread_ts") or message.get("thread_ts", ""),
        response_url=body.get("response_url", ""),
        shared=bool(body.get("is_ext_shared_channel")),
    )


def team_of(body: Mapping[str, Any]) -> str:
    """The workspace that a payload comes from."""
    team = body.get("team_id") or (body.get("team") or {}).get("id") or ""
    return str(team)


def _from_elsewhere(body: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
    """Whether the writer belongs to another workspace than the one that was asked."""
    home = event.get("user_team") or event.get("team") or ""
    return bool(home) and home != team_of(body)
