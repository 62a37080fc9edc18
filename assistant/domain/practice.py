"""A rule of another school's policy, for practice: how staff ask about rules that ours do not have."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Practice:
    """One row of prompts/practice: `rule` answers `question`; `looks_right` is near it and does not."""

    question: str
    rule: str
    looks_right: str
