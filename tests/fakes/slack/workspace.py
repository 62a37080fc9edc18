"""What Slack knows of one workspace, and who can see what of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import RLock

from tests.fakes.slack.account import BOT, Account, View
from tests.fakes.slack.clock import Scaled
from tests.fakes.slack.conversation import Channel, Message
from tests.fakes.slack.errors import Refused
from tests.fakes.slack.rules import Json
from tests.fakes.slack.tickets import ResponseUrls, Triggers

STATUS_LIVES = 120
LEAST_SCOPES = frozenset({"app_mentions:read", "assistant:write", "chat:write", "commands", "im:history"})
SUBSCRIPTIONS = frozenset({"app_home_opened", "app_mention", "message.im", "agent_session_stopped"})


@dataclass(frozen=True)
class Exposure:
    """A text that these people could read at one time, though it may be gone since."""

    text: str = field(repr=False)
    readers: frozenset[str]
    by_bot: bool


@dataclass(frozen=True)
class Status:
    """A line that says what the bot is doing in a thread."""

    text: str = field(repr=False)
    until: float


class Workspace:
    """The state behind the Web API and the screens. Whoever touches it holds its `lock`."""

    def __init__(
        self,
        clock: Scaled,
        scopes: Iterable[str] = LEAST_SCOPES,
        subscriptions: Iterable[str] = SUBSCRIPTIONS,
    ) -> None:
        self.clock, self.lock = clock, RLock()
        self.scopes, self.subscriptions = set(scopes), set(subscriptions)
        self.accounts = {BOT: Account(BOT, "Policy assistant")}
        self.channels: dict[str, Channel] = {}
        self.views: dict[str, View] = {}
        self.triggers, self.response_urls = Triggers(clock), ResponseUrls(clock)
        self.statuses: dict[tuple[str, str], Status] = {}
        self.sessions: dict[tuple[str, str], Json] = {}
        self.prompts: dict[str, Json] = {}
        self.exposures: list[Exposure] = []
        self.lost_ephemerals: list[Message] = []
        # Somebody listens here for what the bot itself did in direct messages.
        self.announce: Callable[[Channel, Json], None] = lambda channel, event: None
        self._last = 0.0
        self._numbers = 0

    def number(self, letter: str) -> str:
        """An id that was never used."""
        self._numbers += 1
        return f"{letter}0{self._numbers:05d}"

    def next_ts(self) -> str:
        """The time as messages are named by it, never twice the same."""
        self._last = max(self.clock.now(), self._last + 0.000001)
        return f"{self._last:.6f}"

    def direct(self, person: str) -> Channel:
        """The direct messages of the person and the bot, opened when there are none."""
        found = next((c for c in self.channels.values() if c.direct == person), None)
        if found is None:
            found = Channel(self.number("D"), "directmessage", {person, BOT}, private=True, direct=person)
            self.channels[found.id] = found
        return found

    def reads(self, person: Account, channel: Channel) -> bool:
        """Whether the person can open the channel: anybody but guests can look into public ones."""
        if person.id in channel.members:
            return True
        outside = person.guest or person.single_channel_guest or person.foreign or person.deleted
        return not channel.private and not outside

    def readers(self, channel: Channel) -> frozenset[str]:
        """Everybody who can open the channel."""
        return frozenset(name for name, person in self.accounts.items() if self.reads(person, channel))

    def messages_for(self, person: Account, channel: Channel) -> list[Message]:
        """What the person sees there."""
        if not self.reads(person, channel):
            return []
        shown = (m for m in channel.messages if not m.deleted and m.only_for in (None, person.id))
        return sorted(shown, key=lambda message: float(message.ts))

    def expose(self, text: str, readers: Iterable[str], by_bot: bool = True) -> None:
        """Remember that these people could read it."""
        self.exposures.append(Exposure(text, frozenset(readers), by_bot))

    def show(self, channel: Channel, message: Message) -> None:
        """Remember who can read the message as it is now. Metadata is for everybody."""
        readers = {message.only_for} if message.only_for is not None else self.readers(channel)
        self.expose(message.visible(), readers, message.by_bot)
        if message.metadata is not None:
            self.expose(str(message.metadata), self.accounts, message.by_bot)

    def add(self, channel: Channel, message: Message) -> Message:
        """The message, now in the channel. A status ends when the bot says something in its thread."""
        channel.messages.append(message)
        if message.by_bot and not message.ephemeral:
            self.statuses.pop((channel.id, message.root), None)
        self.show(channel, message)
        return message

    def status(self, channel: str, thread: str) -> str:
        """What the bot is said to be doing in the thread."""
        status = self.statuses.get((channel, thread))
        return status.text if status is not None and status.until > self.clock.now() else ""

    def screen(self, person: Account) -> str:
        """Everything the person can read now."""
        texts = [
            message.visible() for c in self.channels.values() for message in self.messages_for(person, c)
        ]
        readable = {c.id for c in self.channels.values() if self.reads(person, c)}
        texts += [self.status(*place) for place in self.statuses if place[0] in readable]
        texts += [str(s.get("title", "")) for place, s in self.sessions.items() if place[0] in readable]
        texts += [str(prompts) for channel, prompts in self.prompts.items() if channel in readable]
        texts += [
            str(m.metadata)
            for c in self.channels.values()
            for m in c.messages
            if m.metadata and not m.deleted
        ]
        texts += [view.visible() for view in [*person.modals, *([person.home] if person.home else [])]]
        return "\n".join([*texts, *person.saw_errors])

    def ever(self, person: Account, only_bot: bool) -> str:
        """Everything the person could ever read, whether or not it is still there."""
        seen = [e.text for e in self.exposures if person.id in e.readers and (e.by_bot or not only_bot)]
        return "\n".join([*seen, "" if only_bot else self.screen(person), self._bot_now(person)])

    def _bot_now(self, person: Account) -> str:
        shown = (m for c in self.channels.values() for m in self.messages_for(person, c) if m.by_bot)
        return "\n".join(message.visible() for message in shown)

    def account(self, name: object, error: str = "user_not_found") -> Account:
        """The person. Raises Refused where there is none."""
        found = self.accounts.get(str(name))
        if found is None:
            raise Refused(error)
        return found
