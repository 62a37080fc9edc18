"""People, and everything they can do in Slack that the bot hears of."""

from collections.abc import Mapping
from typing import Any

from tests.fakes.slack import answers, chat, forms, payloads
from tests.fakes.slack.account import BOT, Account, View
from tests.fakes.slack.conversation import Channel, Message
from tests.fakes.slack.delivery import COMMANDS, EVENTS, INTERACTIVE, Delivery, Post
from tests.fakes.slack.errors import Impossible
from tests.fakes.slack.rules import Json
from tests.fakes.slack.screen import Screen
from tests.fakes.slack.workspace import Workspace

_NO_ANSWER = "the app did not respond in time"


class Person(Screen):
    """Somebody at a screen. What they do returns at once; a delivery's `wait()` waits for the bot."""

    def __init__(self, account: Account, workspace: Workspace, post: Post) -> None:
        super().__init__(account, workspace)
        self._post = post

    def messages_bot(self, text: str, thread: Message | None = None) -> Message:
        """Write to the bot directly."""
        return self.writes(self.dm, text, thread)

    def mentions_bot(self, channel: Channel, text: str, thread: Message | None = None) -> Message:
        """Write in a channel to the bot, which hears of it only if it is a member."""
        return self.writes(channel, f"<@{BOT}> {text}", thread)

    def writes(self, channel: Channel, text: str, thread: Message | None = None) -> Message:
        """Write in a channel."""
        with self._workspace.lock:
            self._check_may_write(channel)
            blocks = [_rich(text)]
            message = Message(channel.id, self._workspace.next_ts(), self.id, text, blocks,
                              thread_ts=thread.root if thread else None)  # fmt: skip
            self._workspace.add(channel, message)
            body = payloads.written(self.account, message)
            if channel.direct is not None:
                self._tell(channel, "message.im", body | {"type": "message", "channel_type": "im"})
            elif f"<@{BOT}>" in text and BOT in channel.members:
                self._tell(channel, "app_mention", body | {"type": "app_mention"})
            return message

    def edits(self, message: Message, text: str) -> None:
        """Change one's own message."""
        with self._workspace.lock:
            channel, before = self._own(message), chat.described(message)
            message.text, message.blocks, message.edited = text, [_rich(text)], True
            self._workspace.show(channel, message)
            self._tell_of_change(channel, "message_changed", message, before)

    def deletes(self, message: Message) -> None:
        """Take back one's own message."""
        with self._workspace.lock:
            channel = self._own(message)
            message.deleted = True
            # What has been replied to leaves a stone in its place, and Slack calls that a change.
            kind = "message_changed" if any(channel.thread(message.ts)) else "message_deleted"
            self._tell_of_change(channel, kind, message, chat.described(message))

    def commands(self, name: str, text: str, channel: Channel | None = None) -> Delivery:
        """Type a slash command, which nobody else sees."""
        channel = channel or self.dm
        with self._workspace.lock:
            self._check_sees(channel)
            payload = payloads.command(self._workspace, self.account, channel, name, text)
            self._workspace.expose(f"{name} {text}", {self.id}, by_bot=False)

        def answered(answer: Any) -> None:
            with self._workspace.lock:
                answers.to_command(self._workspace, self.account, channel, answer)

        return self._interact(COMMANDS, payload, answered)

    def opens_home(self) -> None:
        """Look at the app's home tab."""
        self._opens("home")

    def opens_messages_tab(self) -> None:
        """Look at the messages with the app."""
        self._opens("messages")

    def shortcut(self, callback_id: str) -> Delivery:
        """Use a global shortcut."""
        with self._workspace.lock:
            payload = payloads.shortcut(self._workspace, self.account, callback_id)
        return self._interact(INTERACTIVE, payload)

    def message_shortcut(self, callback_id: str, message: Message) -> Delivery:
        """Use a shortcut on a message, wherever it is."""
        with self._workspace.lock:
            channel = self._where(message)
            described = chat.described(message)
            payload = payloads.message_shortcut(
                self._workspace, self.account, callback_id, channel, described
            )
        return self._interact(INTERACTIVE, payload)

    def clicks(
        self, place: Message | View, action_id: str, choose: Any = None, *, forced: bool = False
    ) -> Delivery:
        """Click or choose. `forced` gets round what is hidden; an old screen is a message `as_it_is()`."""
        with self._workspace.lock:
            action = forms.action(place.blocks, action_id, choose, self.id, forced=forced)
            if isinstance(place, View):
                modal = place in self.account.modals
                payload = payloads.click(self._workspace, self.account, action, in_modal=modal)
                payload |= payloads.in_view(place)
            else:
                channel = self._where(place)
                payload = payloads.click(self._workspace, self.account, action)
                said = chat.described(place)
                payload |= payloads.in_message(self._workspace, self.account, channel, place, said)
        return self._interact(INTERACTIVE, payload)

    def submits(self, view: View, values: Mapping[str, Any] | None = None) -> Delivery:
        """Fill in a modal, by action_id or block_id, and send it off."""
        with self._workspace.lock:
            if view is not self.account.modal or "submit" not in view.content:
                raise Impossible("there is no such modal on top that could be submitted")
            forms.fill_in(view, values or {})
            payload = payloads.submission(self._workspace, self.account, view)

        def answered(answer: Any) -> None:
            with self._workspace.lock:
                answers.to_submission(self._workspace, self.account, view, answer)

        return self._interact(INTERACTIVE, payload, answered)

    def closes(self, view: View, *, all_of_them: bool = False) -> None:
        """Leave a modal, or with the cross all that lie on each other; apps must ask to be told of it."""
        with self._workspace.lock:
            leaving = (
                list(self.account.modals) if all_of_them or view.content.get("clear_on_close") else [view]
            )
            self.account.modals = [one for one in self.account.modals if one not in leaving]
            for one in leaving:
                self._workspace.views.pop(one.id, None)
                if one.content.get("notify_on_close"):
                    told = payloads.closed(self._workspace, self.account, one, cleared=len(leaving) > 1)
                    self._post.send(Delivery(INTERACTIVE, told))

    def stops(self, message: Message) -> None:
        """Press the button that ends what the bot is writing."""
        with self._workspace.lock:
            channel = self._where(message)
            stopped = [message.ts] if message.streaming_since is not None else []
            message.streaming_since = None
            body = {"type": "agent_session_stopped", "channel": channel.id, "thread_ts": message.root,
                    "user": self.id, "streaming_message_ts": stopped}  # fmt: skip
            self._tell(channel, "agent_session_stopped", body)

    def _opens(self, tab: str) -> None:
        with self._workspace.lock:
            channel = self.dm
            body: Json = {"type": "app_home_opened", "user": self.id, "channel": channel.id, "tab": tab}
            if tab == "home" and self.account.home is not None:
                body["view"] = self.account.home.payload()
            self._tell(None, "app_home_opened", body)

    def _tell(self, channel: Channel | None, name: str, body: Json) -> None:
        if payloads.subscribed(self._workspace, name):
            self._post.send(Delivery(EVENTS, payloads.event(self._workspace, channel, body)))

    def _tell_of_change(self, channel: Channel, subtype: str, message: Message, before: Json) -> None:
        if channel.direct is None:
            return
        body: Json = {"type": "message", "subtype": subtype, "hidden": True, "channel_type": "im"}
        body |= {"channel": channel.id, "ts": self._workspace.next_ts(), "previous_message": before}
        now: Json = {"message": _stone(message) if message.deleted else chat.described(message)}
        if subtype == "message_deleted":
            now = {"deleted_ts": message.ts}
        self._tell(channel, "message.im", body | now)

    def _interact(self, kind: str, payload: Json, answered: Any = lambda answer: None) -> Delivery:
        def unanswered() -> None:
            self.account.saw_errors.append(_NO_ANSWER)

        return self._post.send(Delivery(kind, payload, answered, unanswered))

    def _own(self, message: Message) -> Channel:
        if message.author != self.id:
            raise Impossible(f"{self.name} did not write this message")
        return self._where(message)


def _stone(message: Message) -> Json:
    return {"type": "message", "subtype": "tombstone", "ts": message.ts, "thread_ts": message.root,
            "user": "USLACKBOT", "hidden": True, "text": "This message was deleted."}  # fmt: skip


def _rich(text: str) -> Json:
    inner = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "block_id": "text", "elements": [inner]}
