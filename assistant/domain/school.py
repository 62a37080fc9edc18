"""The school's own details: who holds which role and how to reach them."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Roles that the assistant sends people to."""

    SAFEGUARDING_LEAD = "safeguarding_lead"
    DEPUTY_SAFEGUARDING_LEAD = "deputy_safeguarding_lead"
    HEADTEACHER = "headteacher"
    CHAIR_OF_GOVERNORS = "chair_of_governors"
    DATA_PROTECTION_LEAD = "data_protection_lead"


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the holder of a role; empty fields have not been set by the school."""

    role: Role
    title: str
    name: str = ""
    phone: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that live mode needs and that are empty."""
        return tuple(field for field in ("name", "phone") if not getattr(self, field))


@dataclass(frozen=True, slots=True)
class School:
    """One school: contacts for every role, and when the school is open."""

    name: str
    contacts: tuple[Contact, ...]
    hours: str = ""

    def contact(self, role: Role) -> Contact:
        """The contact of `role`; every role has one, set or not."""
        return next(contact for contact in self.contacts if contact.role is role)
