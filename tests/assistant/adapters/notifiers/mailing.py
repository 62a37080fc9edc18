"""What the tests of e-mail share: the set-up, the alert, and how it fails."""

from typing import Any

import pytest

from assistant.adapters.notifiers.smtp import SmtpNotifier
from assistant.domain.school import Role
from assistant.ports import Alert, DeliveryFailed
from tests.fakes.mail_server import HOST

LEAD = "lead@school.example"
ALERT = Alert("AB12:0:head", "Please open AB12", "A report waits for you.", True, "AB12", Role.HEADTEACHER)


def notifier(port: int, **changes: Any) -> SmtpNotifier:
    """How a school would set it up, in haste."""
    given: dict[str, Any] = {
        "host": HOST,
        "port": port,
        "sender": "Policy assistant <assistant@school.example>",
        "user": "",
        "password": "",
        "encryption": "none",
        "timeout": 10.0,
    }
    return SmtpNotifier(**given | changes)


def failure(sender: SmtpNotifier, address: str = LEAD) -> DeliveryFailed:
    """How the alert fails."""
    with pytest.raises(DeliveryFailed) as failed:
        sender.send(address, ALERT)
    return failed.value
