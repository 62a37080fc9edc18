"""An allowance that forgets everything when the test ends."""

from dataclasses import replace
from datetime import date

from assistant.ports import Usage


class FakeAllowance:
    """Counts by day, and by day and person."""

    def __init__(self, per_day: int = 1000, per_person: int = 1000) -> None:
        self._per_day, self._per_person = per_day, per_person
        self._days: dict[date, Usage] = {}
        self._people: dict[tuple[date, str], int] = {}

    def take(self, person: str, today: date) -> bool:
        """Count one more call, where there is one left."""
        day, by_one = self._day(today), self._people.get((today, person), 0)
        if day.calls >= self._per_day or by_one >= self._per_person:
            return False
        self._days[today] = replace(day, calls=day.calls + 1)
        self._people[today, person] = by_one + 1
        return True

    def spend(self, tokens: int, shown: bool, today: date) -> None:
        """Add to the day."""
        day = self._day(today)
        self._days[today] = replace(
            day,
            tokens=day.tokens + tokens,
            shown=day.shown + shown,
            fell_back=day.fell_back + (not shown),
        )

    def usage(self, since: date) -> tuple[Usage, ...]:
        """The newest day first."""
        return tuple(self._days[day] for day in sorted(self._days, reverse=True) if day >= since)

    def _day(self, today: date) -> Usage:
        return self._days.get(today, Usage(today, 0, 0, 0, 0))
