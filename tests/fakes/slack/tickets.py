"""What Slack hands out for a short time: triggers that open modals, and URLs that take a response."""

from dataclasses import dataclass, field
from secrets import token_hex

from tests.fakes.slack.clock import Scaled
from tests.fakes.slack.conversation import Message
from tests.fakes.slack.errors import Refused

_TRIGGER_LIVES, _URL_LIVES, _URL_USES = 3, 30 * 60, 5


@dataclass
class Trigger:
    """The right to open one modal for one person, soon."""

    person: str
    issued: float
    in_modal: bool
    used: bool = False


@dataclass
class Triggers:
    """All that were issued."""

    clock: Scaled
    issued: dict[str, Trigger] = field(default_factory=dict)

    def issue(self, person: str, in_modal: bool = False) -> str:
        """A new trigger_id."""
        name = f"{len(self.issued) + 1}.{token_hex(6)}"
        self.issued[name] = Trigger(person, self.clock.now(), in_modal)
        return name

    def use(self, name: object) -> Trigger:
        """The trigger, which cannot be used again."""
        trigger = self.issued.get(str(name))
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self.clock.now() - trigger.issued > _TRIGGER_LIVES:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger


@dataclass
class ResponseUrl:
    """Where the bot may respond to what one person did; `source` is the message that it was done to."""

    person: str
    channel: str
    issued: float
    source: Message | None = None
    uses: int = 0


@dataclass
class ResponseUrls:
    """All that were issued. `base` is where this Slack listens."""

    clock: Scaled
    base: str = ""
    issued: dict[str, ResponseUrl] = field(default_factory=dict)

    def issue(self, person: str, channel: str, source: Message | None = None) -> str:
        """A new response_url."""
        name = token_hex(8)
        self.issued[name] = ResponseUrl(person, channel, self.clock.now(), source)
        return f"{self.base}/response/{name}"

    def use(self, name: str) -> ResponseUrl:
        """What the URL stands for, one use poorer."""
        url = self.issued.get(name)
        if url is None:
            raise Refused("no_such_url")
        if self.clock.now() - url.issued > _URL_LIVES:
            raise Refused("expired_url")
        if url.uses == _URL_USES:
            raise Refused("used_url")
        url.uses += 1
        return url
