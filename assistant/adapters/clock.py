"""The machine's clock in the school's time zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

_LONDON = ZoneInfo("Europe/London")


class SystemClock:
    """English schools live by London time."""

    def now(self) -> datetime:
        """The present moment."""
        return datetime.now(_LONDON)

    def today(self) -> date:
        """The present day."""
        return self.now().date()
