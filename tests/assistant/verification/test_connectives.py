"""Connectives: what a clause asks for together is not left to choose."""

import pytest

from assistant.verification.assertions import assertions
from assistant.verification.connectives import leaves_no_choice

_BOTH = "Staff may drive pupils only if the Headteacher has agreed and the parents have consented."


def _no_choice(said: str, held: str) -> bool:
    return leaves_no_choice(said, assertions(said), [held])


@pytest.mark.parametrize(
    ("said", "held"),
    [
        (_BOTH.replace(" and ", " or "), _BOTH),
        ("The room must be safe, light or warm.", "A room must be safe, light and warm."),
        (
            "Tell the Headteacher or must not reply.",
            "Staff must tell the Headteacher and must not reply.",
        ),
        ("You may post unless she agreed or he looked.", "Do not post unless she agreed and he looked."),
        ("Do not film a pupil who turns away and refuses.", "Do not film a pupil who turns away or refuses."),
    ],
)
def test_and_is_not_or(said: str, held: str) -> None:
    """Between words, in a list, between duties, and in a condition even under a 'not'."""
    assert not _no_choice(said, held)


@pytest.mark.parametrize(
    ("said", "held"),
    [
        (_BOTH, _BOTH),
        ("Tell the Headteacher and the office.", "Staff must tell the Headteacher or the office."),
        ("You must not film or post it.", "Staff must not film and post it."),
        ("You must tell parents or the office.", "Staff must tell parents/carers or the office."),
        ("You must not film or post it.", "Staff must smile."),
    ],
)
def test_what_leaves_no_choice_stands(said: str, held: str) -> None:
    """The same words; both for one; under a 'not' both say the same; words that the clause does not join."""
    assert _no_choice(said, held)
