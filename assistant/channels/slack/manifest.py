"""What Slack is told about the app and what the app may do there; the listeners share these names.

Slack's reference of the format: https://docs.slack.dev/reference/app-manifest. An event without a listener is
never acknowledged and comes again three times, so that nothing is subscribed to without one.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from assistant.domain.replies import Replies

Json: TypeAlias = dict[str, Any]

APP_HOME_OPENED = "app_home_opened"
APP_MENTION = "app_mention"
DIRECT_MESSAGE = "message.im"
STOPPED = "agent_session_stopped"
EVENTS = (APP_HOME_OPENED, APP_MENTION, DIRECT_MESSAGE, STOPPED)

POLICY = "/policy"
COMMANDS = (POLICY,)

REPORT_MESSAGE = "report_message"
REPORT_INCIDENT = "report_incident"
SHORTCUTS: Mapping[str, str] = MappingProxyType({REPORT_MESSAGE: "message", REPORT_INCIDENT: "global"})
"""By callback id: whether it stands on a message or everywhere."""

FEEDBACK_REASON = "feedback_reason"
CASE_ADD = "case_add"
CASE_NOTE = "case_note"
CASE_CLOSE = "case_close"

SCOPES: Mapping[str, str] = MappingProxyType(
    {
        "app_mentions:read": "delivers app_mention, and no other message of a channel",
        "assistant:write": "comes with agent_view; suggested prompts in the direct message",
        "chat:write": "answers, cards and contacts, and changing and deleting the app's own",
        "commands": "the slash command and both shortcuts",
        "groups:read": "lets doctor see that a role holders' channel is private and has the app in it; "
        "the only way to know without posting there. Shows those private channels alone that the app is in",
        "im:history": "delivers message.im: what staff write to the app, and nothing between people; "
        "after a crash shows whether an answer stands there already",
        "users:read": "knows guests and people of other schools, who get the contacts and nothing else, "
        "and the name that role holders read",
    }
)
"""Each scope of the bot token and why it is asked for. Anything that reads channels is left out."""

METHODS: Mapping[str, str] = MappingProxyType(
    {
        "assistant.threads.setStatus": "chat:write",
        "assistant.threads.setSuggestedPrompts": "assistant:write",
        "auth.test": "",
        "chat.delete": "chat:write",
        "chat.postEphemeral": "chat:write",
        "chat.postMessage": "chat:write",
        "chat.update": "chat:write",
        "conversations.info": "groups:read",
        "conversations.members": "groups:read",
        "conversations.replies": "im:history",
        "users.info": "users:read",
        "views.open": "",
        "views.publish": "",
        "views.update": "",
    }
)
"""Every method of the Web API that is called with the bot token, and the scope it needs; "" for none."""

HTTP_PATH = "/slack/events"
"""Where Slack sends everything in HTTP mode."""

_PROMPTS = ("friend", "concern")


def prompts(replies: Replies) -> tuple[tuple[str, str], ...]:
    """Suggested questions with their titles, in the manifest and where a direct message is opened."""
    say = replies.say
    return tuple(
        (say(f"slack.manifest.prompt_{name}_title"), say(f"slack.manifest.prompt_{name}"))
        for name in _PROMPTS
    )


def manifest(replies: Replies, http_url: str | None = None) -> Json:
    """The app's manifest: for Socket Mode, or for HTTP mode at a public address without a path."""
    url = f"{http_url.rstrip('/')}{HTTP_PATH}" if http_url else ""
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": replies.say("slack.manifest.name"),
            "description": replies.say("slack.manifest.description"),
            "background_color": "#1d3557",
        },
        "features": _features(replies, url),
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": _at("request_url", url) | {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True} | _at("request_url", url),
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            # A token that is rotated by Slack expires after twelve hours; ours lies in a file.
            "token_rotation_enabled": False,
        },
    }


def _features(replies: Replies, url: str) -> Json:
    say = replies.say
    return {
        "agent_view": {
            "agent_description": say("slack.manifest.agent_description"),
            "suggested_prompts": [{"title": title, "message": asked} for title, asked in prompts(replies)],
        },
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": say("slack.manifest.name"), "always_online": True},
        "slash_commands": [_command(POLICY, replies) | _at("url", url)],
        "shortcuts": [
            {
                "name": say(f"slack.manifest.{callback}"),
                "type": kind,
                "callback_id": callback,
                "description": say(f"slack.manifest.{callback}_description"),
            }
            for callback, kind in SHORTCUTS.items()
        ],
    }


def _command(name: str, replies: Replies) -> Json:
    return {
        "command": name,
        "description": replies.say("slack.manifest.command"),
        "usage_hint": replies.say("slack.manifest.command_hint"),
        "should_escape": True,
    }


def _at(key: str, url: str) -> Json:
    return {key: url} if url else {}
