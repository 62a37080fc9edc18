"""Whether a short statement goes on from a report: 'she is in 8B' is no second incident.

In doubt it is none of these: a case too many is closed, an incident that nobody hears of is lost.
"""

import re
from dataclasses import dataclass

from assistant.domain.case import Case, CaseState
from assistant.domain.message import Message
from assistant.domain.triage import Route, Triage
from assistant.incidents.people import barred
from assistant.incidents.routing import Routing

_REFERENCE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b")
_SHORT = 12
# Somebody of whom nothing has been said so far.
_SOMEBODY_ELSE = re.compile(
    r"\banother\b|\bsome(?:one|body)\b"
    r"|(?<!\bis )(?<!\bwas )\b(?:an?|two|three|four|some|several|other)\s+(?:[\w'-]+\s+){0,2}?"
    r"(?:boy|girl|pupil|student|child|kid|lad|lass|teacher|colleague|parent|mum|dad|man|woman)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reported:
    """The report just before a message: the case it became, and what was typed for it, oldest first."""

    reference: str
    typed: tuple[str, ...]


def reported_before(message: Message, passed_over: str) -> Reported | None:
    """The report that a message may go on from, None where the last reply was about something else.

    `passed_over` is the reply to small talk, which may stand in between.
    """
    reference, typed, reply = "", list[str](), ""
    for turn in reversed(message.history):
        if turn.role == "user":
            typed += [turn.content] if reference and reference in reply else []
            continue
        reply = turn.content
        found = _REFERENCE.findall(reply)
        reference = reference or "".join(found[-1:])
        if reference not in found and passed_over not in reply:
            break
    return Reported(reference, tuple(reversed(typed))) if typed else None


def may_go_on(message: Message) -> bool:
    """Whether it is a short statement about nobody new, by somebody whom the channel knows."""
    text = message.text
    short = 0 < len(text.split()) <= _SHORT and "?" not in text
    return bool(message.sender) and short and _SOMEBODY_ELSE.search(text) is None


def goes_on(case: Case, message: Message, whole: Triage, routing: Routing) -> bool:
    """Whether a message that may go on belongs to this case.

    `whole` is what triage says of the report and the message read as one, `routing` whom that would be
    told to. An emergency that was none before, another kind of incident, or somebody else whom it may be
    about, who could read it in this case, needs a case of its own.
    """
    if case.state is CaseState.CLOSED or case.reporter != message.sender:
        return False
    worse = whole.emergency and not case.emergency
    same_kind = bool(whole.categories) and whole.categories[0] in case.categories
    about = {*routing.excluded, *routing.doubtful}
    return whole.route is Route.LIVE_INCIDENT and not worse and same_kind and about <= set(barred(case))
