"""Everything that the listeners need, made once for a process."""

from dataclasses import dataclass

from assistant.bootstrap import Assistant
from assistant.channels.slack.answering import Answering
from assistant.channels.slack.bell import Bell
from assistant.channels.slack.explaining import Explaining
from assistant.channels.slack.lanes import Lanes
from assistant.channels.slack.people import People
from assistant.channels.slack.posting import Posting
from assistant.channels.slack.replying import Replying
from assistant.channels.slack.windows import Windows


@dataclass(frozen=True, slots=True)
class Desk:
    """The assistant, and the ways in and out of Slack."""

    made: Assistant
    lanes: Lanes
    bell: Bell
    people: People
    posting: Posting
    windows: Windows
    replying: Replying
    answering: Answering
    explaining: Explaining
