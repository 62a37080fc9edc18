"""The fixed advice for each kind of hand-off, and whether the school has signed it."""

from dataclasses import dataclass, fields

from assistant.domain.replies import Replies
from assistant.domain.triage import Category


@dataclass(frozen=True, slots=True)
class Advice:
    """One block of prompts/replies.toml: what to do now and what not to do, one sentence a line.

    `signed_role` and `signed_on` are empty until the school signs this version.
    """

    title: str
    do: str
    dont: str
    version: str
    signed_role: str
    signed_on: str


UNKNOWN = "unknown"
STAFF_IN_CRISIS = "staff_in_crisis"
BLOCKS = (*(category.value for category in Category), UNKNOWN, STAFF_IN_CRISIS)
FIELDS = tuple(field.name for field in fields(Advice))


def advice(replies: Replies, name: str) -> Advice:
    """The advice called `name`, one of BLOCKS. Raises KeyError on any other."""
    return Advice(*(replies.say(f"handoff.{name}.{field}").strip() for field in FIELDS))


def unsigned(replies: Replies) -> tuple[str, ...]:
    """The names of the blocks that nobody in the school has signed."""
    blocks = ((name, advice(replies, name)) for name in BLOCKS)
    return tuple(name for name, block in blocks if not (block.signed_role and block.signed_on))
