"""The people and channels of one school, made as a story needs them."""

from collections.abc import Iterable

from tests.fakes.slack.account import ANOTHER_TEAM, BOT, TEAM, Account
from tests.fakes.slack.conversation import Channel
from tests.fakes.slack.delivery import Post
from tests.fakes.slack.people import Person
from tests.fakes.slack.workspace import Workspace


class School:
    """Who works there and where they talk."""

    def __init__(self, workspace: Workspace, post: Post) -> None:
        self._workspace, self._post = workspace, post

    def person(
        self, name: str, *, guest: bool = False, single_channel_guest: bool = False, foreign: bool = False
    ) -> Person:
        """Somebody with an account; `foreign` people belong to another workspace and share a channel."""
        with self._workspace.lock:
            account = Account(self._workspace.number("U"), name, ANOTHER_TEAM if foreign else TEAM,
                              guest or single_channel_guest, single_channel_guest)  # fmt: skip
            self._workspace.accounts[account.id] = account
            return Person(account, self._workspace, self._post)

    def channel(
        self,
        name: str,
        members: Iterable[Person | str] = (BOT,),
        *,
        private: bool = False,
        ext_shared: bool = False,
        read_only: bool = False,
    ) -> Channel:
        """A channel; only some people may post where it is `read_only`, and the bot is not one of them."""
        with self._workspace.lock:
            names = {_id(member) for member in members}
            channel = Channel(self._workspace.number("C"), name, names, private=private,
                              ext_shared=ext_shared, read_only=read_only)  # fmt: skip
            self._workspace.channels[channel.id] = channel
            return channel

    def invites(self, channel: Channel, member: Person | str) -> None:
        """Add somebody, or the bot."""
        with self._workspace.lock:
            channel.members.add(_id(member))

    def removes(self, channel: Channel, member: Person | str) -> None:
        """Take somebody out, or the bot."""
        with self._workspace.lock:
            channel.members.discard(_id(member))

    def archives(self, channel: Channel) -> None:
        """Close the channel for good."""
        with self._workspace.lock:
            channel.archived = True


def _id(member: Person | str) -> str:
    return member if isinstance(member, str) else member.id
