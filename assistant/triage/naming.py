"""Which role holders a message names, by their role or by their surname."""

import re
from collections.abc import Mapping

from assistant.domain.phrases import any_match, plain_words
from assistant.domain.school import Role, School

_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|sir|dame|rev)\.?$", re.IGNORECASE)


def named_roles(text: str, words: Mapping[Role, tuple[str, ...]], school: School) -> tuple[Role, ...]:
    """Every role that the text names."""
    spoken = plain_words(text)
    return tuple(role for role in Role if any_match((*words.get(role, ()), *_surnames(school, role)), spoken))


def _surnames(school: School, role: Role) -> tuple[str, ...]:
    """The last word of each holder's name; a title is no name."""
    contact = school.contact(role)
    names = [contact.name, contact.out_of_hours.name if contact.out_of_hours else ""]
    last = [name.split()[-1] for name in names if name.split()]
    return tuple(plain_words(name).strip() for name in last if not _TITLE.match(name))
