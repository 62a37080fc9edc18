"""How a message can end, and what an answer is made of."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.advice import Advice
from assistant.domain.policy import Clause, Policy, Span, Status
from assistant.domain.school import Role
from assistant.domain.triage import Category


class Verdict(StrEnum):
    """What the policy says about the very thing that was asked."""

    NO = "no"
    YES = "yes"
    ONLY_IF = "only_if"
    MUST = "must"
    DEPENDS = "depends"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Citation:
    """A key issued by the system: a clause and the exact words quoted from it.

    `start` and `end` are offsets into the policy's source text, end exclusive;
    `page` counts from 1. `refers_to` names the policies that the quoted words
    point to, by id where they are held.
    """

    policy: str
    title: str
    status: Status
    clause: str
    heading: str
    quote: str
    start: int
    end: int
    page: int | None = None
    lead_in: str | None = None
    banner: str | None = None
    refers_to: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, int, int]:
        """What makes two citations the same."""
        return self.policy, self.start, self.end


def cite(policy: Policy, clause: Clause, spans: tuple[Span, ...] = ()) -> Citation:
    """Quote `clause` from the first to the last of `spans`, or all of it."""
    start = min((span.start for span in spans), default=clause.span.start)
    end = max((span.end for span in spans), default=clause.span.end)
    return Citation(
        policy=policy.record.id,
        title=policy.record.title,
        status=policy.record.status,
        clause=clause.label,
        heading=clause.heading,
        quote=policy.text[start:end],
        start=start,
        end=end,
        page=clause.page,
        lead_in=clause.lead_in,
        banner=policy.banner,
        refers_to=tuple(
            found.target or found.words
            for found in clause.references
            if start <= found.span.start and found.span.end <= end
        ),
    )


@dataclass(frozen=True, slots=True)
class Branch:
    """One case of a `depends`, with a verdict and citations of its own.

    `said` is the verdict in words, as strong as the clause's own verb.
    """

    when: str
    verdict: Verdict
    citations: tuple[Citation, ...]
    said: str = ""


@dataclass(frozen=True, slots=True)
class Warning:
    """Something the reader must know about the answer; `code` is for programs."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence that a language model wrote and that was verified against the clauses it rests on."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The policies answer; every citation has been verified.

    `explanation` is what a language model adds, where the school has one.
    """

    verdict: Verdict
    headline: str
    citations: tuple[Citation, ...]
    branches: tuple[Branch, ...] = ()
    warnings: tuple[Warning, ...] = ()
    asks: str | None = None
    options: tuple[str, ...] = ()
    way_to_a_person: str = ""
    explanation: tuple[Explained, ...] = ()


@dataclass(frozen=True, slots=True)
class NotCovered:
    """No clause answers; `nearest` is shown as nearest only, never as an answer."""

    headline: str
    nearest: tuple[Citation, ...]
    ask_role: str
    warnings: tuple[Warning, ...] = ()
    way_to_a_person: str = ""
    asks: str | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedsClarifying:
    """No clause answers, and it may have happened: one question in fixed words."""

    headline: str
    options: tuple[str, ...]
    way_to_a_person: str = ""


@dataclass(frozen=True, slots=True)
class ToldBy:
    """One person to tell by voice; empty fields have not been set by the school."""

    role: Role
    title: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class HandedOff:
    """Something has happened: a person must act, and this is how to reach them.

    `lines` are fixed sentences chosen from stored state. `case` is the reference, None where
    nothing was recorded. `asks` is `whom_it_concerns` while it may be about one of `options`.
    `answer` is what the policies say, underneath, where it may be a question after all.
    """

    headline: str
    lines: tuple[str, ...]
    contacts: tuple[ToldBy, ...]
    advice: tuple[Advice, ...]
    categories: tuple[Category, ...]
    emergency: bool
    route: tuple[Role, ...]
    case: str | None
    asks: str | None = None
    options: tuple[str, ...] = ()
    answer: "Answered | NotCovered | None" = None
    way_to_a_person: str = ""


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """Small talk, or a matter that no policy of the school is about."""

    headline: str
    way_to_a_person: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """Something broke; the reader gets the contacts, never the reason's text."""

    headline: str
    way_to_a_person: str = ""


Outcome = Answered | NotCovered | NeedsClarifying | HandedOff | OutOfScope | Failed
