"""What the assistant did with each case, before anything is scored."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.domain.answer import Answered
from assistant.domain.triage import Route, Triage, TriageExample
from assistant.evaluation.cases import Case, key_of

TIMEOUT = "timeout"


@dataclass(frozen=True, slots=True)
class Given:
    """How one question ended.

    `cited` and `retrieved` are labels, best first, `quotes` pairs of label and quoted words. `asks` is what
    an answer asks back, as in the batch JSON. `error` is the class of what was raised, or "timeout": such a
    case counts as a failure everywhere. `answer` is what a language model may explain, None where none may.
    """

    case: Case
    outcome: str = ""
    verdict: str = ""
    cited: tuple[str, ...] = ()
    retrieved: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()
    headline: str = ""
    error: str = ""
    asks: str | None = None
    answer: Answered | None = None

    @property
    def asked_back(self) -> bool:
        """Whether the sender was asked, beside an answer or in its place, if it has really happened."""
        return bool(self.error) or self.asks == "is_it_real" or self.outcome == "needs_clarifying"

    @property
    def handed_off(self) -> bool:
        """Whether a person was told; nobody can say so of a case that broke, which counts as the worse."""
        return bool(self.error) or self.outcome == "handed_off"

    @property
    def ending(self) -> tuple[object, ...]:
        """What must be the same for two runs to have ended alike."""
        return self.outcome, self.verdict, self.cited, self.quotes, self.asks, self.error


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a language model wrote and staff would read; `quotes` are label and words of what it rests on."""

    text: str
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WithModel:
    """How the same question ended with a language model, on the same triage and the same answer.

    `sentences` are those shown, `dropped` the fault of each that is not. `fell_back` says in one word why the
    model gave nothing to go by. `untrue` names what is untrue of the words shown (untrue.py). `calls` and
    `tokens` are what it cost; without a call the model was not asked.
    """

    given: Given
    sentences: tuple[Sentence, ...] = ()
    dropped: tuple[str, ...] = ()
    fell_back: str = ""
    untrue: tuple[str, ...] = ()
    calls: int = 0
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a triage table, with who sent it and the line where its row begins.

    `pair` names the look-alikes of which it is one, an incident and a harmless one; mostly empty.
    """

    example: TriageExample
    asker: str = ""
    line: int = 0
    pair: str = ""

    @property
    def key(self) -> str:
        """Names the message, wherever it stands."""
        return key_of(self.example.text)


@dataclass(frozen=True, slots=True)
class Triaged:
    """The decision on one message; None with the `error` that kept it from being decided."""

    message: Message
    found: Triage | None
    error: str = ""

    @property
    def example(self) -> TriageExample:
        """The message and its label."""
        return self.message.example

    @property
    def route(self) -> Route | None:
        """The route that was found."""
        return self.found.route if self.found else None


@dataclass(frozen=True, slots=True)
class Held:
    """A clause as the published policies have it."""

    policy: str
    heading: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run over all cases.

    `clauses` holds every published clause by label; `made_with` says what ran: settings, digests, code.
    `with_model` is there where there is a language model: the same questions as `answers`, in their order.
    """

    answers: tuple[Given, ...]
    triage: tuple[Triaged, ...]
    clauses: Mapping[str, Held] = field(default_factory=dict)
    made_with: Mapping[str, object] = field(default_factory=dict)
    with_model: tuple[WithModel, ...] = ()

    @property
    def errors(self) -> int:
        """How many cases broke or took too long."""
        return sum(bool(error) for error in self.all_errors)

    @property
    def all_errors(self) -> tuple[str, ...]:
        """The error of each case, empty where there is none."""
        return (*(one.error for one in self.answers), *(one.error for one in self.triage))
