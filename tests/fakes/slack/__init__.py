"""A local Slack that is as strict as the real one."""

from tests.fakes.slack.account import BOT, View
from tests.fakes.slack.clock import Scaled
from tests.fakes.slack.conversation import Channel, Message
from tests.fakes.slack.delivery import Delivery
from tests.fakes.slack.errors import Impossible
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.people import Person

__all__ = ["BOT", "Channel", "Delivery", "FakeSlack", "Impossible", "Message", "Person", "Scaled", "View"]
