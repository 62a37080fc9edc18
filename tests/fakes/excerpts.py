"""Clauses as a language model is given them."""

from assistant.domain.answer import Citation
from assistant.domain.policy import Status
from assistant.domain.proposal import Excerpt


def excerpt(key: str, quote: str, heading: str = "Friend requests", lead_in: str | None = None) -> Excerpt:
    """One clause under a key."""
    citation = Citation(
        policy="social-media",
        title="Social Media Policy",
        status=Status.RATIFIED,
        clause=f"SM {key[1:]}",
        heading=heading,
        quote=quote,
        start=0,
        end=len(quote),
        lead_in=lead_in,
    )
    return Excerpt(key, citation)


EXCERPTS = (
    excerpt("C1", "Staff must not accept friend requests from pupils on personal accounts."),
    excerpt("C2", "Staff should not be in contact with past pupils under 18.", "Past pupils"),
    excerpt("C3", "Staff must use the highest privacy settings that a network has.", "Personal accounts"),
    excerpt("C4", "Whoever gets a friend request from a pupil must tell the Safeguarding Lead.", "Reporting"),
)
QUESTION = "Can I accept a friend request from a pupil?"
