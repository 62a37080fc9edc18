"""What the bot may do with a response_url."""

from tests.fakes.slack import chat
from tests.fakes.slack.conversation import Channel, Message
from tests.fakes.slack.rules import Json
from tests.fakes.slack.tickets import ResponseUrl
from tests.fakes.slack.workspace import Workspace


def respond(workspace: Workspace, name: str, body: Json) -> None:
    """Say something to whoever did something, or change what it was done to."""
    url = workspace.response_urls.use(name)
    channel = workspace.channels[url.channel]
    if body.get("delete_original") and url.source is not None:
        _take_away(workspace, channel, url.source)
    elif body.get("replace_original") and url.source is not None:
        _replace(workspace, channel, url, url.source, body)
    else:
        say(workspace, channel, url.person, body)


def say(workspace: Workspace, channel: Channel, person: str, body: Json) -> Message:
    """A new message, for the one person unless it is meant for the channel."""
    said = chat.content(body)
    thread = chat.thread_of(channel, body.get("thread_ts"))
    # The bot need not be in a channel to respond to what was done in it.
    if body.get("response_type") == "in_channel":
        return chat.post(workspace, channel, said, thread)
    return chat.post_ephemeral(workspace, channel, workspace.account(person), said, thread)


def _take_away(workspace: Workspace, channel: Channel, source: Message) -> None:
    if source.ephemeral:
        source.deleted = True
    elif source.by_bot:
        chat.delete(workspace, channel, source)


def _replace(workspace: Workspace, channel: Channel, url: ResponseUrl, source: Message, body: Json) -> None:
    if not source.ephemeral:
        chat.change(workspace, channel, source, chat.content(body))
        return
    said = chat.content(body)
    source.deleted = True
    # One that stood in a thread comes back in the channel unless the thread is named again.
    thread = chat.thread_of(channel, body.get("thread_ts"))
    fresh = chat.post_ephemeral(workspace, channel, workspace.account(url.person), said, thread)
    url.source = fresh
