"""What Slack's errors mean for an alert: one table."""

from datetime import timedelta
from http.client import HTTPException
from typing import Any

from slack_sdk.errors import SlackApiError, SlackClientError

from assistant.ports import DeliveryFailed, NobodyThere

# What a call may raise: Slack's no, the network, and an answer that breaks off.
TROUBLES = (SlackClientError, OSError, HTTPException)

_TOKEN = "Slack does not accept the app's token: put a new one into the settings."
_SCOPE = "The app lacks a permission in Slack: install it again with the manifest of this version."
_PLACE = "Slack has no such person or channel, or the app is not in the channel: invite it there."
_CLOSED = "The channel in Slack is archived."
_MUTED = "The app may not write in this channel in Slack."
_GONE = "Slack has no active account for this person."
_BOT = "This address in Slack is an app and not a person."
_TAB = "The app takes no direct messages in Slack: install it again with the manifest of this version."
_WRONG = "Slack refused the form of the message."
_LIMITED = "Slack takes no more messages for the moment."
_DOWN = "Slack cannot be reached or does not answer."
_OTHER = "Slack refused the message."

# What will not be better by itself. The place: other people and channels may still be reached.
_PLACES = {
    "channel_not_found": _PLACE,
    "not_in_channel": _PLACE,
    "is_archived": _CLOSED,
    "restricted_action": _MUTED,
    "restricted_action_read_only_channel": _MUTED,
    "restricted_action_non_threadable_channel": _MUTED,
    "user_not_found": _GONE,
    "user_disabled": _GONE,
    "user_not_visible": _GONE,
    "user_deactivated": _GONE,
    "messages_tab_disabled": _TAB,
    "cannot_dm_bot": _BOT,
    "invalid_blocks": _WRONG,
    "msg_blocks_too_long": _WRONG,
    "msg_too_long": _WRONG,
    "no_text": _WRONG,
}
_APP = {
    "account_inactive": _TOKEN,
    "invalid_auth": _TOKEN,
    "not_authed": _TOKEN,
    "token_expired": _TOKEN,
    "token_revoked": _TOKEN,
    "not_allowed_token_type": _TOKEN,
    "missing_scope": _SCOPE,
    "no_permission": _SCOPE,
    "team_access_not_granted": _SCOPE,
}
_FOR_NOW = {
    "ratelimited": _LIMITED,
    "rate_limited": _LIMITED,
    "message_limit_exceeded": _LIMITED,
    "accesslimited": _LIMITED,
    "fatal_error": _DOWN,
    "internal_error": _DOWN,
    "request_timeout": _DOWN,
    "service_unavailable": _DOWN,
}
_PAUSE = timedelta(seconds=5)
_GONE_MESSAGES = ("message_not_found", "cant_update_message", "edit_window_closed")
_BAD_FORM = ("invalid_blocks", "msg_blocks_too_long")


def explained(error: Exception) -> DeliveryFailed:
    """Why an alert did not go out, and what follows from it. For now means: tell others, and go on trying."""
    name, status = _name(error), _status(error)
    final = {**_PLACES, **_APP}
    if name in final:
        return DeliveryFailed(final[name], for_good=True)
    if status == 429:
        return DeliveryFailed(_LIMITED, for_good=False, elsewhere=True)
    away = status >= 500 or isinstance(error, OSError | HTTPException)
    return DeliveryFailed(_FOR_NOW.get(name, _DOWN if away else _OTHER), for_good=False, elsewhere=True)


def explained_to_reporter(error: Exception) -> DeliveryFailed:
    """Why a reporter was not shown their case.

    What somebody at the school can mend is for now, however long that takes: no one else is told instead.
    """
    failure, name = explained(error), _name(error)
    if is_nobody_there(name):
        return NobodyThere(failure.reason)
    mended = name in _APP or failure.reason == _TAB
    return DeliveryFailed(failure.reason, failure.for_good and not mended, failure.elsewhere or mended)


def is_nobody_there(name: str) -> bool:
    """Whether Slack's name for an error says that there is no such person or conversation any more."""
    return _PLACES.get(name) in (_PLACE, _CLOSED, _GONE, _BOT)


def pause_after(error: Exception) -> timedelta:
    """How long to leave Slack alone: as long as it asks for, or until it may be there again."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    asked = str(headers.get("Retry-After", ""))
    return timedelta(seconds=int(asked)) if asked.isdigit() else _PAUSE


def concerns_place(error: Exception) -> bool:
    """Whether only this place is closed, so that other messages may still go through."""
    return _name(error) in _PLACES


def concerns_all(error: Exception) -> bool:
    """Whether any other message would meet the same: a limit, a refused token, a Slack that is away."""
    away = isinstance(error, OSError | HTTPException) or _status(error) == 429 or _status(error) >= 500
    return away or _name(error) in {**_APP, **_FOR_NOW}


def message_is_gone(error: Exception) -> bool:
    """Whether there is no message any more that could be changed."""
    return _name(error) in _GONE_MESSAGES


def form_refused(error: Exception) -> bool:
    """Whether Slack did not take these blocks."""
    return _name(error) in _BAD_FORM


def _name(error: Exception) -> str:
    """Slack's own name for it, empty where it gave none."""
    response: Any = error.response if isinstance(error, SlackApiError) else {}
    return str(response.get("error", ""))


def _status(error: Exception) -> int:
    return int(getattr(getattr(error, "response", None), "status_code", 0) or 0)
