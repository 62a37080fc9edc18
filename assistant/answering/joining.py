"""Join the drafts of a message's parts, and put beside them what a reader must know."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.drafting import MOST_CITATIONS, Draft, Drafter
from assistant.answering.library import quoted
from assistant.answering.noticing import in_tension, notices, pinned
from assistant.domain.answer import Citation, Warning
from assistant.domain.replies import Replies
from assistant.domain.school import Role, School


def joined(whole: Draft, parts: Sequence[Draft | None], replies: Replies) -> Draft:
    """One draft for a message with two or more parts.

    It has a headline for each part and the verdict of the first that has an
    answer; the message as a whole knows best what the first citation is, and
    speaks alone where no part has an answer.
    """
    answered = [draft for draft in parts if draft is not None]
    if not answered:
        return whole
    headlines = [
        replies.say(f"part.{number}", said=draft.headline if draft else replies.say("part.not_covered"))
        for number, draft in enumerate(parts, start=1)
    ]
    return replace(
        answered[0],
        headline=" ".join(headlines),
        citations=_in_turn([whole.citations[:1], *(draft.citations for draft in answered)]),
        branches=tuple(branch for draft in answered for branch in draft.branches),
        asks=next((draft.asks for draft in answered if draft.asks), None),
        options=tuple(option for draft in answered for option in draft.options),
    )


def _in_turn(groups: list[tuple[Citation, ...]]) -> tuple[Citation, ...]:
    """The best of each group, then the second best, each clause once."""
    found: dict[str, Citation] = {}
    for depth in range(MOST_CITATIONS):
        for group in groups:
            if depth < len(group):
                found.setdefault(group[depth].clause, group[depth])
    return tuple(found.values())[:MOST_CITATIONS]


def with_notices(
    draft: Draft, question: str, drafter: Drafter, school: School, today: date
) -> tuple[Draft, tuple[Warning, ...]]:
    """The draft with pinned clauses and the other sides of tensions, and its warnings."""
    library, guidance, replies = drafter.library, drafter.guidance, drafter.replies
    pins = pinned(question, guidance.pins)
    pin_citations = quoted((quote for pin in pins for quote in pin.quotes), library)
    tensions = in_tension(question, draft.citations, guidance.tensions, library)
    sides = quoted((quote for tension in tensions for quote in tension.quotes), library)
    first = draft.citations[: 1 if sides else None]
    citations = _distinct([*pin_citations, *first, *sides, *draft.citations])
    shown = replace(draft, citations=citations[:MOST_CITATIONS])
    warnings = [Warning(pin.name, pin.rule) for pin in pins]
    for tension in tensions:
        role = school.contact(Role(tension.ask)).title
        said = replies.say("warning.conflict", text=tension.text, role=role)
        warnings.append(Warning("conflict", said))
    rests_on = [*shown.citations, *(c for branch in draft.branches for c in branch.citations)]
    return shown, (*warnings, *notices(rests_on, library, replies, today))


def _distinct(citations: list[Citation]) -> tuple[Citation, ...]:
    """Each clause once, first come."""
    found: dict[str, Citation] = {}
    for citation in citations:
        found.setdefault(citation.clause, citation)
    return tuple(found.values())
