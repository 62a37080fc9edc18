"""Names and links: what is not in the clauses, or what they are called, is nobody's."""

import pytest

from assistant.verification.names import links_stand, names_stand
from tests.fakes.excerpts import excerpt

_HELD = [excerpt("C1", "Mrs Wilson uses WhatsApp and Ofsted's form at www.gov.uk/form, or asks a@school.uk.")]


@pytest.mark.parametrize(
    "said",
    [
        "Mrs Wilson uses it.",
        "They use whatsapp, or Wilson's WhatsApp.",
        "The Social Media Policy says so.",
        "See Friend requests, SM 1.",
        "Staff say: Nobody uses it.",
        "Nobody uses it.",
    ],
)
def test_names_of_the_clauses_and_of_their_titles_stand(said: str) -> None:
    """A first word is no name."""
    assert names_stand(said, _HELD)


@pytest.mark.parametrize(
    "said",
    [
        "Ask Mrs Wilton.",
        "They use Signal.",
        "The Friendship Policy says so.",
        "NSPCC helps.",
        "Ask Mr Wilson.",
    ],
)
def test_other_names_do_not(said: str) -> None:
    """People, apps, policies, bodies; one in capitals even where it comes first."""
    assert not names_stand(said, _HELD)


def test_links_and_addresses_stand_letter_by_letter() -> None:
    """E.g. a full stop behind one is not part of it."""
    assert links_stand("Use www.gov.uk/form, e.g. or ask a@school.uk.", _HELD)


@pytest.mark.parametrize(
    "said",
    [
        "Use www.gov.uk/forms.",
        "Use http://gov.uk.",
        "Ask b@school.uk.",
        "Use school.uk now.",
        "Use bit.ly/2",
        "Use evil.example.",
    ],
)
def test_other_links_and_addresses_do_not(said: str) -> None:
    """Not even a part of one that does."""
    assert not links_stand(said, _HELD)
