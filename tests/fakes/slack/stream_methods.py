"""Messages that grow while they are read."""

from typing import Any

from tests.fakes.slack import chat
from tests.fakes.slack.account import ANOTHER_TEAM, BOT, TEAM
from tests.fakes.slack.conversation import Channel, Message
from tests.fakes.slack.errors import Refused
from tests.fakes.slack.registry import method
from tests.fakes.slack.rules import Json, anything, many, one_of, record, string
from tests.fakes.slack.workspace import Workspace

STREAM_LIVES = 5 * 60
_CHUNKS = {
    "markdown_text": record("type text", type=anything, text=string(chat.MOST_MARKDOWN, 0)),
    "plan_update": record("type title", type=anything, title=string(256)),
    "task_update": record("type id title status", type=anything, id=string(255), title=string(256),
                          status=one_of("pending", "in_progress", "complete", "error"), details=string(256),
                          output=string(256), sources=many(anything, 100, 0)),
    "blocks": record("type blocks", type=anything, blocks=anything),
}  # fmt: skip


@method("chat.startStream", scopes="chat:write", needs="channel")
def start(workspace: Workspace, arguments: Json) -> Json:
    """Begin a message; in a channel Slack wants to know for whom."""
    channel = chat.place_to_post(workspace, arguments["channel"])
    thread = chat.thread_of(channel, arguments.get("thread_ts"))
    if channel.direct is None:
        _recipient(workspace, arguments)
    elif thread is None:
        raise Refused("invalid_thread_ts")
    message = Message(channel.id, workspace.next_ts(), BOT, thread_ts=thread, by_bot=True,
                      streaming_since=workspace.clock.now())  # fmt: skip
    _grow(message, arguments)
    workspace.add(channel, message)
    workspace.announce(channel, chat.described(message) | {"type": "message", "channel": channel.id})
    return {"channel": channel.id, "ts": message.ts}


@method("chat.appendStream", scopes="chat:write", needs="channel ts")
def append(workspace: Workspace, arguments: Json) -> Json:
    """Add to it."""
    channel, message = _streaming(workspace, arguments)
    if not (arguments.get("markdown_text") or arguments.get("chunks")):
        raise Refused("no_text")
    _grow(message, arguments)
    workspace.show(channel, message)
    return {"channel": message.channel, "ts": message.ts}


@method("chat.stopStream", scopes="chat:write", needs="channel ts")
def stop(workspace: Workspace, arguments: Json) -> Json:
    """Finish it; only now blocks can come below."""
    channel, message = _streaming(workspace, arguments)
    before = chat.described(message)
    blocks = chat.checked_blocks(arguments["blocks"]) if arguments.get("blocks") else []
    _grow(message, arguments)
    message.blocks += blocks
    message.metadata = arguments.get("metadata")
    message.streaming_since = None
    workspace.show(channel, message)
    chat.changed(workspace, channel, message, before)
    return {"channel": message.channel, "ts": message.ts, "message": chat.described(message)}


def _recipient(workspace: Workspace, arguments: Json) -> None:
    for name in ("recipient_user_id", "recipient_team_id"):
        if not arguments.get(name):
            raise Refused(f"missing_{name}")
    # Payloads of interactions carry an object where those of events carry the id.
    if arguments["recipient_team_id"] not in (TEAM, ANOTHER_TEAM):
        raise Refused("team_not_found")
    workspace.account(arguments["recipient_user_id"])


def _streaming(workspace: Workspace, arguments: Json) -> tuple[Channel, Message]:
    channel = chat.found_channel(workspace, arguments["channel"])
    message = chat.own(channel, arguments["ts"], "message_not_owned_by_app")
    since = message.streaming_since
    if since is None or workspace.clock.now() - since > STREAM_LIVES:
        raise Refused("message_not_in_streaming_state")
    return channel, message


def _grow(message: Message, arguments: Json) -> None:
    markdown, chunks = arguments.get("markdown_text") or "", arguments.get("chunks") or []
    if len(markdown) > chat.MOST_MARKDOWN:
        raise Refused("msg_too_long")
    _check(chunks)
    message.text += markdown
    for chunk in chunks:
        if chunk["type"] == "markdown_text":
            message.text += chunk["text"]
        elif chunk["type"] == "blocks":
            message.blocks += chat.checked_blocks(chunk["blocks"])
        else:
            message.streamed = [one for one in message.streamed if _name(one) != _name(chunk)] + [chunk]


def _check(chunks: Any) -> None:
    if not isinstance(chunks, list):
        raise Refused("invalid_chunks")
    for number, chunk in enumerate(chunks):
        rule = _CHUNKS.get(str(chunk.get("type"))) if isinstance(chunk, dict) else None
        wrong = ["unsupported type of chunk"] if rule is None else list(rule(chunk, f"/chunks/{number}"))
        if wrong:
            raise Refused("invalid_chunks", wrong)


def _name(chunk: Json) -> tuple[object, object]:
    return chunk["type"], chunk.get("id")
