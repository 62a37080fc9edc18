"""An off-switch that forgets everything when the test ends."""

from datetime import datetime


class FakeSwitch:
    """`turns` are all of them: off or on, by whom, when."""

    def __init__(self) -> None:
        self.turns: list[tuple[bool, str, datetime]] = []

    def is_off(self) -> bool:
        """Whether answers are switched off."""
        return bool(self.turns) and self.turns[-1][0]

    def turn(self, off: bool, by: str, at: datetime) -> None:
        """Switch answers off or on."""
        self.turns.append((off, by, at))
