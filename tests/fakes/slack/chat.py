"""Messages as the bot posts, changes and takes them back."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.slack.account import BOT, BOT_ID, TEAM, Account
from tests.fakes.slack.blocks import numbered, problems, too_long
from tests.fakes.slack.conversation import Channel, Message
from tests.fakes.slack.errors import Limited, Refused
from tests.fakes.slack.rules import Json
from tests.fakes.slack.typed import as_sent
from tests.fakes.slack.workspace import Workspace

MOST_TEXT, MOST_MARKDOWN = 40_000, 12_000
_A_MESSAGE_EACH = 1


@dataclass
class Content:
    """What is to be said."""

    text: str = field(repr=False)
    blocks: list[Json] = field(default_factory=list, repr=False)
    attachments: list[Json] = field(default_factory=list, repr=False)
    metadata: Json | None = field(default=None, repr=False)


def listed(value: Any, error: str) -> list[Json]:
    """A list of objects, which forms carry as JSON."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise Refused(error) from None
    if not isinstance(value, list):
        raise Refused(error)
    return value


def checked_blocks(value: Any) -> list[Json]:
    """The blocks of a message. Raises Refused where Slack would not take them."""
    blocks = listed(value, "invalid_blocks_format")
    wrong = problems(blocks, "message", 50)
    if wrong:
        raise Refused("invalid_blocks", wrong)
    if too_long(blocks):
        raise Refused("msg_blocks_too_long")
    return numbered(blocks)


def content(arguments: Json) -> Content:
    """What the arguments say. Raises Refused where they say nothing or too much."""
    text, markdown = str(arguments.get("text") or ""), arguments.get("markdown_text")
    blocks = checked_blocks(arguments["blocks"]) if arguments.get("blocks") else []
    attachments = listed(arguments.get("attachments") or [], "invalid_attachments")
    if markdown is not None:
        if text or blocks:
            raise Refused("markdown_text_conflict")
        if len(markdown) > MOST_MARKDOWN:
            raise Refused("msg_too_long")
        text = markdown
    if not (text or blocks or attachments):
        raise Refused("no_text")
    return Content(text[:MOST_TEXT], blocks, attachments, _metadata(arguments.get("metadata")))


def _metadata(value: Any) -> Json | None:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise Refused("invalid_metadata_format") from None
    if value is not None and not {"event_type", "event_payload"} <= set(value):
        raise Refused("invalid_metadata_schema")
    metadata: Json | None = value
    return metadata


def found_channel(workspace: Workspace, name: object) -> Channel:
    """A channel that the bot can know of. Raises Refused for any other."""
    channel = workspace.channels.get(str(name))
    if channel is None or (channel.private and BOT not in channel.members):
        raise Refused("channel_not_found")
    return channel


def place_to_post(workspace: Workspace, name: object) -> Channel:
    """Where the bot may post; somebody's id stands for the direct messages with them."""
    if str(name).startswith(("U", "W")):
        person = workspace.account(name, "channel_not_found")
        if person.deleted or person.foreign or person.id == BOT:
            raise Refused("channel_not_found")
        return workspace.direct(person.id)
    channel = found_channel(workspace, name)
    if BOT not in channel.members:
        raise Refused("not_in_channel")
    if channel.archived:
        raise Refused("is_archived")
    if channel.read_only:
        raise Refused("restricted_action")
    return channel


def thread_of(channel: Channel, thread_ts: object) -> str | None:
    """The thread to post to. Raises Refused where there never was such a message."""
    if not thread_ts:
        return None
    if not re.fullmatch(r"\d{9,}\.\d{6}", str(thread_ts)):
        raise Refused("invalid_thread_ts")
    if not channel.existed(str(thread_ts)):
        raise Refused("thread_not_found")
    return str(thread_ts)


def check_pace(workspace: Workspace, channel: Channel) -> None:
    """Raises Limited where the bot posted to the channel less than a second ago."""
    now = workspace.clock.now()
    left = channel.posted_at + _A_MESSAGE_EACH - now
    if left > 0:
        raise Limited(workspace.clock.real(left))
    channel.posted_at = now


def post(workspace: Workspace, channel: Channel, said: Content, thread: str | None) -> Message:
    """The bot's new message."""
    message = Message(channel.id, workspace.next_ts(), BOT, said.text, said.blocks, said.attachments, thread,
                      said.metadata, by_bot=True)  # fmt: skip
    workspace.add(channel, message)
    workspace.announce(channel, described(message) | {"type": "message", "channel": channel.id})
    return message


def post_ephemeral(
    workspace: Workspace, channel: Channel, person: Account, said: Content, thread: str | None
) -> Message:
    """A message for one person; it is lost where nothing would show it."""
    message = Message(channel.id, workspace.next_ts(), BOT, said.text, said.blocks, said.attachments, thread,
                      only_for=person.id, by_bot=True)  # fmt: skip
    asleep_thread = thread is not None and not any(channel.thread(thread))
    if not person.active or asleep_thread:
        workspace.lost_ephemerals.append(message)
        return message
    return workspace.add(channel, message)


def own(channel: Channel, ts: object, error: str) -> Message:
    """A message that the bot wrote; ephemeral ones cannot be found again."""
    message = channel.find(str(ts))
    if message is None:
        raise Refused("message_not_found")
    if not message.by_bot:
        raise Refused(error)
    return message


def change(workspace: Workspace, channel: Channel, message: Message, said: Content) -> None:
    """Let the message say this instead: text without blocks takes the old blocks away."""
    before = described(message)
    message.text, message.blocks, message.edited = said.text, said.blocks, True
    message.attachments = said.attachments or message.attachments
    message.metadata = said.metadata or message.metadata
    message.streamed = []
    workspace.show(channel, message)
    changed(workspace, channel, message, before)


def changed(workspace: Workspace, channel: Channel, message: Message, before: Json) -> None:
    """Tell those who listen that the message is another now."""
    event = {"type": "message", "subtype": "message_changed", "hidden": True,
             "channel": channel.id, "ts": workspace.next_ts(), "message": described(message),
             "previous_message": before}  # fmt: skip
    workspace.announce(channel, event)


def delete(workspace: Workspace, channel: Channel, message: Message) -> None:
    """Take the message away, and tell those who listen."""
    message.deleted = True
    event = {"type": "message", "subtype": "message_deleted", "hidden": True, "channel": channel.id,
             "deleted_ts": message.ts, "previous_message": described(message),
             "ts": workspace.next_ts()}  # fmt: skip
    workspace.announce(channel, event)


def described(message: Message) -> Json:
    """The message as events and answers carry it."""
    said: Json = {
        "type": "message",
        "user": message.author,
        "text": message.text if message.by_bot else as_sent(message.text),
        "ts": message.ts,
        "team": TEAM,
    }
    if message.blocks:
        said["blocks"] = message.blocks
    if message.thread_ts is not None:
        said["thread_ts"] = message.thread_ts
    if message.by_bot:
        said |= {"bot_id": BOT_ID, "app_id": "A0POLICY"}
    if message.edited:
        said["edited"] = {"user": message.author, "ts": message.ts}
    return said
