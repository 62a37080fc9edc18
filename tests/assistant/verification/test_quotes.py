"""Quotes: what stands in quotation marks stands in the clauses, word for word."""

import pytest

from assistant.verification.quotes import verbatim
from tests.fakes.excerpts import excerpt

_HELD = [
    excerpt(
        "C1", "Staff should decline 'friend requests' from students' accounts.\nThey must not reply, ever."
    ),
    excerpt("C2", 'An open question, such as "What happened?".'),
]


@pytest.mark.parametrize(
    "said",
    [
        "Decline 'friend requests'.",
        "Decline \u2018friend requests\u2019.",
        'Staff "should decline" them.',
        "Staff \u201cshould decline\u201d them.",
        'It says "They must not reply, ever."',
        "Don't use the students' or pupils' accounts.",
        'Ask "What happened?".',
        'From "students\u2019 accounts. They" on.',
        'They "must not reply," it says.',
    ],
)
def test_words_of_a_clause_may_be_quoted(said: str) -> None:
    """In any marks and over the end of a line; an apostrophe is no mark."""
    assert verbatim(said, _HELD)


@pytest.mark.parametrize(
    "said",
    [
        'Staff "should accept" them.',
        'Staff "Should decline" them.',
        'Staff "should decline ... requests".',
        'Staff may "reply, ever".',
        'They "must not reply ever".',
        'Staff "should decline them.',
        "Decline 'fiend requests'.",
        'Staff "hould decline" them.',
        'It says "".',
    ],
)
def test_other_words_may_not(said: str) -> None:
    """One word, a case, a cut, a comma, half a word; and not what stands behind a 'not'."""
    assert not verbatim(said, _HELD)
