"""Channels, and the messages in them."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace

from tests.fakes.slack.blocks import elements_of, nested, texts
from tests.fakes.slack.rules import Json


@dataclass
class Message:
    """One message; an ephemeral one has somebody it is `only_for`. `repr` tells no contents."""

    channel: str
    ts: str
    author: str
    text: str = field(default="", repr=False)
    blocks: list[Json] = field(default_factory=list, repr=False)
    attachments: list[Json] = field(default_factory=list, repr=False)
    thread_ts: str | None = None
    metadata: Json | None = field(default=None, repr=False)
    only_for: str | None = None
    by_bot: bool = False
    edited: bool = False
    deleted: bool = False
    # When a stream that has not been stopped was begun.
    streaming_since: float | None = None
    # Slack's client shows blocks of a stream below its text.
    streamed: list[Json] = field(default_factory=list, repr=False)

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it, until the next reload."""
        return self.only_for is not None

    @property
    def root(self) -> str:
        """The thread that it belongs to or would begin."""
        return self.thread_ts or self.ts

    def as_it_is(self) -> "Message":
        """What somebody has on the screen who has not seen any change since."""
        return replace(self, blocks=deepcopy(self.blocks), attachments=deepcopy(self.attachments))

    def visible(self) -> str:
        """All that can be read in it, the notification's text included."""
        return "\n".join([self.text, *texts(self.blocks), *texts(self.attachments), *texts(self.streamed)])

    def action_ids(self) -> list[str]:
        """What can be used in it."""
        return [element["action_id"] for block in nested(self.blocks) for element in elements_of(block)]


@dataclass
class Channel:
    """A public or private channel, or somebody's direct messages with the bot."""

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    private: bool = False
    archived: bool = False
    ext_shared: bool = False
    read_only: bool = False
    direct: str | None = None
    messages: list[Message] = field(default_factory=list, repr=False)
    # When the bot last posted here, which it may do once a second.
    posted_at: float = field(default=0.0, repr=False)

    @property
    def kind(self) -> str:
        """What events call it."""
        if self.direct is not None:
            return "im"
        return "group" if self.private else "channel"

    def find(self, ts: str, ephemeral: bool = False) -> Message | None:
        """The message that has not been deleted."""
        found = (m for m in self.messages if m.ts == ts and m.ephemeral == ephemeral and not m.deleted)
        return next(found, None)

    def thread(self, root: str) -> Iterator[Message]:
        """The replies that everybody in the channel sees."""
        return (m for m in self.messages if m.thread_ts == root and not (m.deleted or m.ephemeral))

    def existed(self, ts: str) -> bool:
        """Whether there ever was such a message."""
        return any(message.ts == ts for message in self.messages)

    def described(self) -> Json:
        """What conversations.info says."""
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": self.direct is None and not self.private,
            "is_group": self.private,
            "is_im": self.direct is not None,
            "is_private": self.private,
            "is_archived": self.archived,
            "is_ext_shared": self.ext_shared,
            "is_shared": self.ext_shared,
            "user": self.direct,
        }
