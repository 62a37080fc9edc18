"""Messages for an inbox."""

from datetime import timedelta

from assistant.domain.received import Received, Surface
from tests.fakes.clock import SCHOOL_MORNING

THREAD = "T1/C1/1700000000.0001"


def received(key: str = "Ev1", text: str = "Is there parking?", minutes: float = 0) -> Received:
    """A mention of the assistant, `minutes` after half past eight."""
    return Received(
        key=key,
        thread=THREAD,
        sender="slack:T1/U1",
        sender_name="Ann Example",
        surface=Surface.MENTION,
        text=text,
        place='{"channel": "C1", "ts": "1700000000.0001"}',
        at=SCHOOL_MORNING + timedelta(minutes=minutes),
    )
