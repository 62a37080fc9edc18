"""What a reader must know beside the answer: pins, tensions, overdue and model policies."""

from collections.abc import Iterable
from datetime import date

from assistant.answering.library import Library, quoted
from assistant.domain.answer import Citation, Warning
from assistant.domain.guidance import Pin, Tension
from assistant.domain.phrases import any_match, plain_words
from assistant.domain.policy import Status
from assistant.domain.replies import Replies


def pinned(question: str, pins: Iterable[Pin]) -> tuple[Pin, ...]:
    """The pins whose words stand in the question."""
    words = plain_words(question)
    return tuple(
        pin
        for pin in pins
        if any_match(pin.when, words) and (not pin.together_with or any_match(pin.together_with, words))
    )


def in_tension(
    question: str, citations: Iterable[Citation], tensions: Iterable[Tension], library: Library
) -> tuple[Tension, ...]:
    """The tensions of which a citation shows one side, and that the question is about."""
    shown, words = list(citations), plain_words(question)

    def touches(tension: Tension) -> bool:
        if tension.when and not any_match(tension.when, words):
            return False
        sides = quoted(tension.quotes, library)
        return len(sides) > 1 and any(_overlap(one, side) for one in shown for side in sides)

    return tuple(tension for tension in tensions if touches(tension))


def notices(
    citations: Iterable[Citation], library: Library, replies: Replies, today: date
) -> tuple[Warning, ...]:
    """Warnings that follow from where the cited policies stand."""
    found: list[Warning] = []
    for policy_id in dict.fromkeys(citation.policy for citation in citations):
        record = library.policies[policy_id].record
        if record.overdue(today) and record.review_due:
            due = f"{record.review_due:%B %Y}"
            text = replies.say("warning.review_overdue", policy=record.title, due=due)
            found.append(Warning("review_overdue", text))
        if record.status is Status.MODEL:
            banner = library.policies[policy_id].banner or replies.say("policy.banner")
            text = replies.say("warning.model_text", policy=record.title, banner=banner)
            found.append(Warning("model_text", text))
    return tuple(found)


def _overlap(one: Citation, other: Citation) -> bool:
    return one.policy == other.policy and one.start < other.end and other.start < one.end
