"""What the bot is told: events, commands, shortcuts, clicks and submitted views, as Slack writes them."""

from secrets import token_hex

from tests.fakes.slack.account import APP, BOT, TEAM, Account, View
from tests.fakes.slack.conversation import Channel, Message
from tests.fakes.slack.other_methods import described_for_events
from tests.fakes.slack.rules import Json
from tests.fakes.slack.typed import as_sent
from tests.fakes.slack.workspace import Workspace

_TOKEN = "verification-token"
_SCOPE_OF = {"message.im": "im:history", "app_mention": "app_mentions:read"}


def subscribed(workspace: Workspace, name: str) -> bool:
    """Whether the app asked for these events and may have them."""
    needed = _SCOPE_OF.get(name)
    return name in workspace.subscriptions and (needed is None or needed in workspace.scopes)


def event(workspace: Workspace, channel: Channel | None, body: Json) -> Json:
    """An event in its callback. An event_id stays the same however often it is sent."""
    shared = channel is not None and channel.ext_shared
    return {
        "token": _TOKEN,
        "type": "event_callback",
        "team_id": TEAM,
        "context_team_id": TEAM,
        "api_app_id": APP,
        "event": {"event_ts": workspace.next_ts()} | body,
        "event_id": f"Ev{token_hex(5).upper()}",
        "event_time": int(workspace.clock.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": shared,
        "event_context": token_hex(8),
    }


def written(person: Account, message: Message) -> Json:
    """What every event about something that a person wrote says."""
    body: Json = {"user": person.id, "text": as_sent(message.text), "ts": message.ts, "event_ts": message.ts,
                  "channel": message.channel, "team": person.team, "user_team": person.team,
                  "client_msg_id": token_hex(8), "blocks": message.blocks}  # fmt: skip
    if message.thread_ts is not None:
        body["thread_ts"] = message.thread_ts
    return body


def _interaction(workspace: Workspace, person: Account, kind: str, *, in_modal: bool = False) -> Json:
    return {
        "type": kind,
        "token": _TOKEN,
        "api_app_id": APP,
        "team": {"id": TEAM, "domain": "school"},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": described_for_events(person),
        "trigger_id": workspace.triggers.issue(person.id, in_modal),
        "action_ts": workspace.next_ts(),
    }


def _described(channel: Channel) -> Json:
    name = "privategroup" if channel.kind == "group" else channel.name
    return {"id": channel.id, "name": name}


def command(workspace: Workspace, person: Account, channel: Channel, name: str, text: str) -> Json:
    """A slash command; all its values are text, since forms know nothing else."""
    return {
        "token": _TOKEN,
        "team_id": TEAM,
        "team_domain": "school",
        "channel_id": channel.id,
        "channel_name": str(_described(channel)["name"]),
        "user_id": person.id,
        "user_name": person.name.lower(),
        "command": name,
        "text": as_sent(text),
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": workspace.response_urls.issue(person.id, channel.id),
        "trigger_id": workspace.triggers.issue(person.id),
    }


def shortcut(workspace: Workspace, person: Account, callback_id: str) -> Json:
    """A global shortcut, which has no channel and no response_url."""
    return _interaction(workspace, person, "shortcut") | {"callback_id": callback_id}


def message_shortcut(
    workspace: Workspace, person: Account, callback_id: str, channel: Channel, message: Json
) -> Json:
    """A shortcut on a message, which the bot is shown although it need not be in the channel."""
    return _interaction(workspace, person, "message_action") | {
        "callback_id": callback_id,
        "channel": _described(channel),
        "message_ts": message["ts"],
        "message": message,
        "response_url": workspace.response_urls.issue(person.id, channel.id),
    }


def click(workspace: Workspace, person: Account, action: Json, *, in_modal: bool = False) -> Json:
    """Something was used; where, the caller adds."""
    actions = [action | {"action_ts": workspace.next_ts()}]
    return _interaction(workspace, person, "block_actions", in_modal=in_modal) | {"actions": actions}


def in_message(
    workspace: Workspace, person: Account, channel: Channel, shown: Message, described: Json
) -> Json:
    """Where it was used: in a message. Of an ephemeral one Slack says no more than that it was there."""
    container: Json = {"type": "message", "message_ts": shown.ts, "channel_id": channel.id,
                       "is_ephemeral": shown.ephemeral}  # fmt: skip
    if shown.thread_ts is not None:
        container["thread_ts"] = shown.thread_ts
    live = next((m for m in channel.messages if m.ts == shown.ts), shown)
    place = {
        "container": container,
        "channel": _described(channel),
        "state": {"values": {}},
        "response_url": workspace.response_urls.issue(person.id, channel.id, live),
    }
    return place if shown.ephemeral else place | {"message": described}


def in_view(view: View) -> Json:
    """Where it was used: in a modal or on the home tab."""
    return {
        "container": {"type": "view", "view_id": view.id},
        "view": view.payload(),
        "state": view.payload()["state"],
    }


def submission(workspace: Workspace, person: Account, view: View) -> Json:
    """A modal that was filled in."""
    told = _interaction(workspace, person, "view_submission", in_modal=True)
    return told | {"view": view.payload(), "response_urls": []}


def closed(workspace: Workspace, person: Account, view: View, *, cleared: bool) -> Json:
    """A modal that was left."""
    told = _interaction(workspace, person, "view_closed")
    del told["trigger_id"]
    return told | {"view": view.payload(), "is_cleared": cleared}
