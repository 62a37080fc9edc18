"""The fixed advice of a hand-off, and its sign-off."""

from dataclasses import replace

import pytest

from assistant.domain.advice import BLOCKS, FIELDS, Advice, advice, unsigned
from assistant.domain.replies import Replies
from assistant.domain.triage import Category

_BLOCK = Advice("Stay", "Stay with them.\nRing.", "Do not leave.", "2", "Safeguarding Lead", "2026-09-01")


def _replies(**changed: Advice) -> Replies:
    return Replies(
        {
            f"handoff.{name}.{field}": getattr(changed.get(name, _BLOCK), field)
            for name in BLOCKS
            for field in FIELDS
        }
    )


def test_every_category_has_a_block() -> None:
    """So have a message that triage could not read and a member of staff in crisis."""
    assert set(BLOCKS) == {*Category, "unknown", "staff_in_crisis"}


def test_a_block_is_given_by_its_name() -> None:
    """The line ends by which a file sets off a text are not part of it."""
    stay = replace(_BLOCK, do="Stay with them.\nRing.\n", dont="\nDo not leave.\n")
    assert advice(_replies(fgm=stay), "fgm") == _BLOCK


@pytest.mark.parametrize("name", ["line", "Self_harm", ""])
def test_an_unknown_block_is_refused(name: str) -> None:
    """Nothing is shown in the place of advice that there is not."""
    with pytest.raises(KeyError):
        advice(_replies(), name)


def test_a_block_without_role_or_date_is_unsigned() -> None:
    """Both are needed, and a blank is neither."""
    replies = _replies(
        fgm=replace(_BLOCK, signed_on=" "),
        self_harm=replace(_BLOCK, signed_role=""),
        unknown=replace(_BLOCK, signed_role="", signed_on=""),
    )
    assert unsigned(replies) == ("self_harm", "fgm", "unknown")
    assert unsigned(_replies()) == ()
