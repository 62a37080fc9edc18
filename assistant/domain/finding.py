"""What an examination of the set-up finds."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How much a finding matters: `missing` stands in the way of live mode."""

    GOOD = "good"
    NOTICE = "notice"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination."""

    grade: Grade
    subject: str
    text: str
