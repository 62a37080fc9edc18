"""A heartbeat that only counts."""


class FakeHeartbeat:
    """`beats` is how often all was well."""

    def __init__(self) -> None:
        self.beats = 0

    def beat(self) -> None:
        """Count."""
        self.beats += 1
