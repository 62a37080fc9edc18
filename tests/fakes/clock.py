"""A clock that stands still."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

SCHOOL_MORNING = datetime(2026, 9, 7, 8, 30, tzinfo=ZoneInfo("Europe/London"))


class FakeClock:
    """Always the moment it was made for."""

    def __init__(self, moment: datetime = SCHOOL_MORNING) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """The moment."""
        return self.moment

    def today(self) -> date:
        """Its day."""
        return self.moment.date()
