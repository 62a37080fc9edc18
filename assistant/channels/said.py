"""What a conversation keeps of an answer, so that what is typed next can go on from it."""

from assistant.domain.answer import HandedOff, Outcome
from assistant.domain.replies import Replies


def said(outcome: Outcome, replies: Replies) -> str:
    """Its headline, what it asked, and its case's reference."""
    asked = getattr(outcome, "asks", None) == "is_it_real"
    question = replies.say("handoff.line.is_it_real") if asked else ""
    reference = outcome.case or "" if isinstance(outcome, HandedOff) else ""
    return " ".join(filter(None, (outcome.headline, question, reference)))
