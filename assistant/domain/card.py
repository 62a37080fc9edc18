"""Which chat message shows which case to whom; the case itself is the truth."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.school import Role


class CardKind(StrEnum):
    """For whom a card is."""

    ROLE_HOLDERS = "role_holders"
    REPORTER = "reporter"


@dataclass(frozen=True, slots=True)
class Card:
    """One chat message that shows a case.

    `address` is what it was sent to, `channel` and `ts` where the chat put it. `shown` counts the
    events of the case that it shows. `role` is for whom, None for the reporter.
    """

    reference: str
    kind: CardKind
    role: Role | None
    address: str
    channel: str
    ts: str
    shown: int
