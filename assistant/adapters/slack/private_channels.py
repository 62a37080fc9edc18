"""Whether a channel is one where a case may be shown."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from assistant.ports import Clock, DeliveryFailed

_REMEMBERED = timedelta(minutes=5)
_PUBLIC = "The channel in Slack is not private: make it private, or take it out of school.toml."
_UNSEEN = "The channel in Slack is not private, or the app may not see that: it needs groups:read."
_SHARED = "The channel in Slack is shared with people outside the school: end that, or use another one."
_AMONG_THEM = "Somebody whom the case is or may be about is in this channel in Slack."
_SHARINGS = ("is_ext_shared", "is_pending_ext_shared", "is_org_shared")
_PAGE = 200


class PrivateChannels:
    """Asks Slack, and remembers for minutes what it said; a channel that is not private is asked anew."""

    def __init__(self, client: WebClient, clock: Clock) -> None:
        self._client, self._clock = client, clock
        self._private: dict[str, datetime] = {}
        self._members: dict[str, tuple[datetime, frozenset[str]]] = {}

    def check(self, channel: str, kept_out: Collection[str]) -> None:
        """Raise DeliveryFailed where others could read along, or one of `kept_out`, given as ids of people.

        Raises whatever the client does, too.
        """
        now = self._clock.now()
        if self._private.get(channel, now) <= now:
            fault = fault_of(described(self._client, channel))
            if fault:
                raise DeliveryFailed(fault, for_good=True)
            self._private[channel] = now + _REMEMBERED
        if kept_out and not self._members_of(channel, now).isdisjoint(kept_out):
            raise DeliveryFailed(_AMONG_THEM, for_good=True)

    def _members_of(self, channel: str, now: datetime) -> frozenset[str]:
        until, members = self._members.get(channel, (now, frozenset()))
        if until <= now:
            members = members_of(self._client, channel)
            self._members[channel] = now + _REMEMBERED, members
        return members


def described(client: WebClient, channel: str) -> Mapping[str, Any]:
    """What conversations.info says of a channel. Raises DeliveryFailed where the app may not ask, too."""
    try:
        info: Mapping[str, Any] = client.conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        # The scopes are such that the app may ask of private channels alone.
        if error.response.get("error") == "missing_scope":
            raise DeliveryFailed(_UNSEEN, for_good=True) from None
        raise
    return info


def fault_of(channel: Mapping[str, Any]) -> str:
    """Why no case may be shown in a channel, as conversations.info describes it; empty where it may."""
    if not channel.get("is_private"):
        return _PUBLIC
    return _SHARED if any(channel.get(sharing) for sharing in _SHARINGS) else ""


def members_of(client: WebClient, channel: str) -> frozenset[str]:
    """The ids of everybody in a channel, apps included."""
    members: set[str] = set()
    cursor: str | None = None
    while cursor != "":
        page = client.conversations_members(channel=channel, limit=_PAGE, cursor=cursor)
        members.update(page["members"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
    return frozenset(members)
