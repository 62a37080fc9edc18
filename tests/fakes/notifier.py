"""A notifier that only remembers."""

from assistant.ports import Alert, DeliveryFailed


class FakeNotifier:
    """Takes every address. `sent` is what went out; `failing` says which addresses fail, and how.

    `delivered` is what `send` says of the rest.
    """

    def __init__(self, delivered: bool = False) -> None:
        self.delivered = delivered
        self.sent: list[tuple[str, Alert]] = []
        self.failing: dict[str, DeliveryFailed] = {}

    def takes(self, address: str) -> bool:
        """Always."""
        return True

    def send(self, address: str, alert: Alert) -> bool:
        """Remember the alert, or fail as told."""
        if address in self.failing:
            failure = self.failing[address]
            raise DeliveryFailed(failure.reason, failure.for_good, failure.elsewhere)
        self.sent.append((address, alert))
        return self.delivered
