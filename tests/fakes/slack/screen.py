"""What one person has before their eyes."""

from tests.fakes.slack.account import Account, View
from tests.fakes.slack.conversation import Channel, Message
from tests.fakes.slack.errors import Impossible
from tests.fakes.slack.rules import Json
from tests.fakes.slack.workspace import Workspace


class Screen:
    """Slack's client, as one person uses it."""

    def __init__(self, account: Account, workspace: Workspace) -> None:
        self.account, self._workspace = account, workspace
        self.id, self.name = account.id, account.name

    @property
    def dm(self) -> Channel:
        """The direct messages with the bot."""
        with self._workspace.lock:
            return self._workspace.direct(self.id)

    def reloads(self) -> None:
        """Start Slack again: ephemeral messages and modals are gone."""
        with self._workspace.lock:
            for channel in self._workspace.channels.values():
                channel.messages = [m for m in channel.messages if m.only_for != self.id]
            for view in self.account.modals:
                self._workspace.views.pop(view.id, None)
            self.account.modals.clear()

    def goes_away(self) -> None:
        """Close Slack: ephemeral messages do not reach anybody who is away."""
        self.account.active = False
        self.reloads()

    def comes_back(self) -> None:
        """Open Slack again."""
        self.account.active = True

    def leaves_school(self) -> None:
        """Have the account deactivated."""
        self.account.deleted, self.account.active = True, False

    def sees(self, channel: Channel) -> list[Message]:
        """The messages that the person can read there now, threads included, in the order of time."""
        with self._workspace.lock:
            return self._workspace.messages_for(self.account, channel)

    def sees_everything(self) -> str:
        """All that the person can read anywhere now."""
        with self._workspace.lock:
            return self._workspace.screen(self.account)

    @property
    def modal(self) -> View | None:
        """The modal on top."""
        return self.account.modal

    @property
    def home(self) -> View | None:
        """The home tab, once it was published."""
        return self.account.home

    @property
    def saw_errors(self) -> list[str]:
        """What Slack told the person because the bot did not do its part."""
        return list(self.account.saw_errors)

    @property
    def suggested_prompts(self) -> list[Json]:
        """What is offered above the box to write in."""
        prompts: list[Json] = self._workspace.prompts.get(self.dm.id, {}).get("prompts", [])
        return prompts

    def _check_sees(self, channel: Channel) -> None:
        if not self._workspace.reads(self.account, channel):
            raise Impossible(f"{self.name} cannot open {channel.name}")

    def _check_may_write(self, channel: Channel) -> None:
        if self.id not in channel.members or channel.archived:
            raise Impossible(f"{self.name} cannot write in {channel.name}")

    def _where(self, message: Message) -> Channel:
        channel = self._workspace.channels[message.channel]
        self._check_sees(channel)
        if message.only_for not in (None, self.id):
            raise Impossible(f"{self.name} does not see this message")
        return channel
