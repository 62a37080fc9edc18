"""Form: one plain statement to staff, in plain letters, whatever it says."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.form import well_formed, without_placeholders
from tests.fakes.excerpts import EXCERPTS, excerpt


def _formed(text: str, *issued: str) -> bool:
    return well_formed(text, EXCERPTS, issued)


@pytest.mark.parametrize(
    "text",
    [
        "Staff must not reply.",
        "You needn\u2019t reply \u2013 e.g. to Mrs. Wilson \u2013 at 50% (or \u00a35).",
        'Staff may ask "What happened?".',
        'Staff may ask "What happened? Where?" at once.',
        "Staff must decline requests from pupils and must tell the Headteacher",
    ],
)
def test_a_plain_statement_is_well_formed(text: str) -> None:
    """With marks that any keyboard has, and questions in quotation marks only."""
    assert _formed(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Yes.",
        "Staff must not reply. Staff must wait.",
        "Staff must not reply.\nThey must wait.",
        "May staff reply?",
        " Staff must not reply.",
        "Staff must wait. " + "They must wait a little longer. " * 3,
        "Staff " + "must wait and " * 40 + "leave.",
        "Staff must wait wait wait.",
        "Staff must tell the Headteacher, staff must tell the Headteacher.",
        "Staff must " + "w" * 700 + ".",
        "I think that staff must not reply.",
        "Our staff must not reply to us.",
        "Staff must not reply\u200b.",
        "Staff must n\u043et reply.",
        "Staff must not repl\u0443.",
        "Staff \uff4dust not reply.",
        "Staff must not re\u0301ply.",
        "Staff must not \u202ereply.",
        "Staff must not reply\u2026",
        "Staff must not reply \U0001f600.",
        "Staff must *not* reply.",
        "Staff must `not` reply.",
        "Staff must <b>not</b> reply.",
        "Staff must [not](x) reply.",
        "Staff must not reply {name}.",
        "Staff must not reply to [name 1].",
        "caf\u00e9 staff must not reply.",
    ],
)
def test_what_is_not_a_plain_statement_is_not(text: str) -> None:
    """Too little, too much, a question, a loop, somebody who says I, and every kind of strange sign."""
    assert not _formed(text)


def test_a_placeholder_stands_where_it_was_issued() -> None:
    """Exactly as it was, and no other."""
    assert _formed("Staff must not reply to [name 1].", "[name 1]")
    assert not _formed("Staff must not reply to [name 2].", "[name 1]")
    assert not _formed("Staff must not reply to [[name 1]].", "[name 1]")
    assert without_placeholders("Reply to [name 1] or [x].", ["[name 1]"]) == "Reply to them or [x]."


def test_letters_and_words_that_the_clauses_have_are_theirs() -> None:
    """A school's own policy may have an accent, and speak of us."""
    own = [excerpt("C1", "Our caf\u00e9 is open to us.")]
    assert well_formed("The caf\u00e9 is open to us.", own, ())
    assert not well_formed("The caf\u00e9 is open to me.", own, ())


@given(st.text(min_size=3, max_size=40))
def test_no_text_gets_through_but_in_letters_that_look_like_themselves(text: str) -> None:
    """Whatever is well formed is composed, printable and without markup."""
    if _formed(f"Staff {text} reply"):
        assert unicodedata.is_normalized("NFKC", text)
        assert text.isprintable()
        assert not set(text) & set("<>[]{}|*_`~#\\")
