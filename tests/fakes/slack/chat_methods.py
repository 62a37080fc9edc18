"""The chat.* methods."""

from tests.fakes.slack import chat
from tests.fakes.slack.account import BOT
from tests.fakes.slack.errors import Refused
from tests.fakes.slack.registry import method
from tests.fakes.slack.rules import Json
from tests.fakes.slack.workspace import Workspace


@method("chat.postMessage", scopes="chat:write", needs="channel")
def post_message(workspace: Workspace, arguments: Json) -> Json:
    """Say something where everybody who can open the channel reads it."""
    channel = chat.place_to_post(workspace, arguments["channel"])
    thread = chat.thread_of(channel, arguments.get("thread_ts"))
    said = chat.content(arguments)
    chat.check_pace(workspace, channel)
    message = chat.post(workspace, channel, said, thread)
    return {"channel": channel.id, "ts": message.ts, "message": chat.described(message)}


@method("chat.postEphemeral", scopes="chat:write", needs="channel user")
def post_ephemeral(workspace: Workspace, arguments: Json) -> Json:
    """Say something to one person; the answer is the same whether or not it is shown."""
    if str(arguments["channel"]).startswith(("U", "W")):
        raise Refused("channel_not_found")
    channel = chat.place_to_post(workspace, arguments["channel"])
    person = workspace.account(arguments["user"], "user_not_in_channel")
    if person.id not in channel.members:
        raise Refused("user_not_in_channel")
    thread = chat.thread_of(channel, arguments.get("thread_ts"))
    message = chat.post_ephemeral(workspace, channel, person, chat.content(arguments), thread)
    return {"message_ts": message.ts}


@method("chat.update", scopes="chat:write", needs="channel ts")
def update(workspace: Workspace, arguments: Json) -> Json:
    """Change what the bot said; nothing leads to an ephemeral message."""
    channel = chat.found_channel(workspace, arguments["channel"])
    message = chat.own(channel, arguments["ts"], "cant_update_message")
    if BOT not in channel.members:
        raise Refused("not_in_channel")
    if channel.archived:
        raise Refused("is_archived")
    chat.change(workspace, channel, message, chat.content(arguments))
    # Changing it is the way to mend a stream that died.
    message.streaming_since = None
    said = chat.described(message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": said}


@method("chat.delete", scopes="chat:write", needs="channel ts")
def delete(workspace: Workspace, arguments: Json) -> Json:
    """Take back what the bot said; what people said needs their own token."""
    channel = chat.found_channel(workspace, arguments["channel"])
    message = chat.own(channel, arguments["ts"], "cant_delete_message")
    chat.delete(workspace, channel, message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink", needs="channel message_ts", reads_json=False)
def permalink(workspace: Workspace, arguments: Json) -> Json:
    """The address of a message."""
    channel = chat.found_channel(workspace, arguments["channel"])
    if channel.find(str(arguments["message_ts"])) is None:
        raise Refused("message_not_found")
    number = str(arguments["message_ts"]).replace(".", "")
    return {"channel": channel.id, "permalink": f"https://school.slack.com/archives/{channel.id}/p{number}"}


@method("blocks.validate")
def validate(workspace: Workspace, arguments: Json) -> Json:
    """Nothing but the check."""
    chat.checked_blocks(arguments.get("blocks") or [])
    return {}
