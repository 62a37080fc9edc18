"""Every way out of the process, one small protocol each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain.card import Card
from assistant.domain.case import Case, Change, Delivery, Event
from assistant.domain.example import Example
from assistant.domain.feedback import Feedback
from assistant.domain.message import Turn
from assistant.domain.policy import Passage, Policy, PolicyRecord
from assistant.domain.proposal import Excerpt, Proposal, Restated
from assistant.domain.received import Claimed, Received
from assistant.domain.school import Role
from assistant.domain.source import SourceText
from assistant.domain.triage import Judgement, TriageExample

Vector = NDArray[np.float32]
Rows = NDArray[np.int64]
Progress = Callable[[str, int, int], None]
"""Told what is being done, how much is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the encoder made of one text.

    `sentence`: (dimensions,), length 1. `tokens`: (tokens, dimensions), each of
    length 1, without the special tokens. `token_ids`: (tokens,). `pooled`: (dimensions,), the
    mean over all tokens as it is, which triage reads. `cut_off`: the text was too long to be read to its end.
    """

    sentence: Vector
    tokens: Vector
    token_ids: NDArray[np.int64]
    pooled: Vector
    cut_off: bool = False


class Encoder(Protocol):
    """Text to vectors, on this machine."""

    @property
    def digest(self) -> str:
        """Names the weights; vectors of different digests are never compared."""
        ...

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """One encoding for each text, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token vectors of several passages in one piece.

    `vectors` is (all tokens, dimensions), `lengths` (passages,) says how many each has.
    """

    vectors: Vector
    lengths: Rows


class TriageModel(Protocol):
    """Judges texts on this machine."""

    def judge(self, texts: Sequence[str]) -> list[Judgement]:
        """One judgement for each text, in order. Whatever it raises is a hand-off."""
        ...


@dataclass(frozen=True, slots=True)
class TriageLearnt:
    """What a publish did for triage.

    `turned` holds messages of the tables that are decided otherwise now: text, and the
    probability of an incident before and after.
    """

    again: bool
    turned: tuple[tuple[str, float, float], ...]


class TriagePublishing(Protocol):
    """Triage's share of a publish."""

    def publish(
        self, examples: Sequence[TriageExample], questions: Sequence[str], progress: Progress
    ) -> TriageLearnt:
        """Make what triage needs; learn again only if the tables changed."""
        ...


class Index(Protocol):
    """A published index: passages, their vectors and their words. It never changes."""

    @property
    def digest(self) -> str:
        """Names the content: the policies, the examples, the encoder."""
        ...

    @property
    def encoder(self) -> str:
        """The digest of the encoder that made the vectors."""
        ...

    @property
    def policies(self) -> Mapping[str, Policy]:
        """The policies by id."""
        ...

    @property
    def passages(self) -> Sequence[Passage]:
        """What the row numbers below count."""
        ...

    @property
    def rows_of(self) -> Mapping[str, Rows]:
        """The rows of each clause's passages, by clause label."""
        ...

    @property
    def examples(self) -> Sequence[Example]:
        """The leads' example questions, in the order of `example_vectors`."""
        ...

    @property
    def example_vectors(self) -> Vector:
        """(examples, dimensions)."""
        ...

    @property
    def token_weights(self) -> Vector:
        """(vocabulary,): inverse document frequency of each token id."""
        ...

    def nearest(self, vector: Vector, count: int) -> Rows:
        """Rows of the passages closest to `vector`, best first; may be approximate."""
        ...

    def lexical(self, text: str) -> Vector:
        """(passages,): BM25 score of every passage for the words of `text`."""
        ...

    def vectors(self, rows: Rows) -> Vector:
        """(rows, dimensions): sentence vectors."""
        ...

    def heading_vectors(self, rows: Rows) -> Vector:
        """(rows, dimensions): vectors of the headings above each passage."""
        ...

    def token_vectors(self, rows: Rows) -> Tokens:
        """The tokens of each row's passage."""
        ...


@dataclass(frozen=True, slots=True)
class Published:
    """The index that answers now, and how many texts had to be embedded for it."""

    index: Index
    embedded: int


class Shelf(Protocol):
    """Where published indexes stand; one is current."""

    def current(self) -> Index | None:
        """The published index, None before the first publish."""
        ...

    def publish(
        self, policies: Sequence[Policy], examples: Sequence[Example], progress: Progress
    ) -> Published:
        """Build a new index beside the current one, then switch in one step."""
        ...


class PolicyFiles(Protocol):
    """The school's policy files and what its manifest says of them."""

    def records(self) -> tuple[PolicyRecord, ...]:
        """The manifest's policies, in its order. Raises SchoolFileError."""
        ...

    def read(self, record: PolicyRecord) -> SourceText:
        """The blocks of one file, within limits. Raises PolicyFileError."""
        ...

    def examples(self) -> tuple[Example, ...]:
        """The leads' example questions. Raises SchoolFileError."""
        ...


class GapQueue(Protocol):
    """Questions that no policy answers, for the policy's owner; never who asked."""

    def add(self, question: str, asked_at: datetime) -> None:
        """Keep a question; the same words again only count up."""
        ...

    def waiting(self) -> tuple[tuple[str, int], ...]:
        """Questions with how often each was asked, most often first."""
        ...

    def clear(self, question: str) -> None:
        """Take a question off the list; asked again, it is on it again."""
        ...


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The present moment, with its time zone."""
        ...

    def today(self) -> date:
        """The present day where the school is."""
        ...


class CaseStore(Protocol):
    """Cases, their events and their alerts, durable before any call returns.

    Raises CaseStoreError where the database cannot be reached.
    """

    def open(self, change: Change, words: str | None) -> Case:
        """Write a new case with its first events and alerts in one transaction.

        The same key again gives back the case that is there, and writes nothing.
        `words` are kept encrypted; None keeps none.
        """
        ...

    def case(self, reference: str) -> Case | None:
        """The case as it stands now."""
        ...

    def cases(self, closed: bool = False) -> tuple[Case, ...]:
        """Cases that are not closed, or those that are, the newest first."""
        ...

    def events(self, reference: str) -> tuple[Event, ...]:
        """Everything that happened to a case, oldest first."""
        ...

    def deliveries(self, reference: str) -> tuple[Delivery, ...]:
        """Every alert of a case, in the order in which they were queued."""
        ...

    def change(self, reference: str, decide: Callable[[Case], Change]) -> Case:
        """Lock the case, decide on it as it stands, and write the change; all of it or nothing.

        Raises KeyError for an unknown reference, and whatever `decide` raises.
        """
        ...

    def claim_deliveries(
        self, worker: str, now: datetime, until: datetime, count: int
    ) -> tuple[Delivery, ...]:
        """Lease alerts that are due, as `sending`: no other worker gets them before `until`.

        Alerts of a closed case, and those under somebody's running lease, are left alone; those
        whose lease ran out are claimed again.
        """
        ...

    def settle_delivery(self, worker: str, delivery: Delivery, event: Event | None) -> bool:
        """Write how an alert went and end its lease; False where the lease is no longer this worker's."""
        ...

    def due_cases(self, now: datetime, count: int) -> tuple[str, ...]:
        """References of cases whose next step is due, the longest due first."""
        ...

    def words(self, reference: str, opening: Event) -> str | None:
        """The reporter's own words, None where none are kept; the opening is written first."""
        ...

    def add_words(self, reference: str, words: str, event: Event) -> None:
        """Keep more of the reporter's words with the event that says so, in one transaction."""
        ...

    def unreadable(self) -> tuple[str, ...]:
        """References of cases that are not closed, whose words the key that is there does not open."""
        ...

    def erase_words(self, closed_before: datetime, now: datetime) -> int:
        """Erase the words of cases closed before a time, with an event each; how many there were."""
        ...

    def late(self, before: datetime) -> tuple[str, ...]:
        """References of open cases whose next step or whose alert was due before a time."""
        ...


class Inbox(Protocol):
    """What a chat has received, durable before the chat is told that it was.

    Raises CaseStoreError where the database cannot be reached.
    """

    def receive(self, received: Received, worker: str = "", until: datetime | None = None) -> bool:
        """Keep it, its text encrypted; False where its key is known: a repeat, which changes nothing.

        With a `worker` it is leased to them from the beginning, until then; that counts as an attempt.
        """
        ...

    def claim(self, key: str, worker: str, now: datetime, until: datetime) -> Claimed | None:
        """Lease it to `worker`, and count that; None where it is done, unknown, or leased to another.

        What is leased to `worker` already they get again.
        """
        ...

    def renew(self, keys: Sequence[str], worker: str, until: datetime) -> None:
        """Keep the leases that `worker` still has; what is done, or somebody else's by now, stays so."""
        ...

    def release(self, key: str, worker: str, until: datetime) -> None:
        """Leave it alone until then, and count this attempt out: what failed was not the message's fault.

        Nothing happens where the lease is no longer this worker's.
        """
        ...

    def waiting(self, now: datetime, count: int) -> tuple[str, ...]:
        """Keys of what is neither done nor under a running lease, oldest first: what a crash left."""
        ...

    def done(self, key: str, worker: str, said: str, keep: bool) -> bool:
        """It has been answered; False where the lease is no longer this worker's.

        `said` is what the history keeps of the answer. Without `keep` the text is erased at once.
        """
        ...

    def history(self, thread: str, before: str) -> tuple[Turn, ...]:
        """The turns of a conversation that were received before the key `before`, oldest first."""
        ...

    def read(self, key: str) -> Received | None:
        """A message as it was received, done or not; None where it is unknown or its text is erased."""
        ...

    def forget(self, key: str) -> None:
        """Erase the text of one message and of its answer: its writer has deleted it.

        Where nobody has answered it yet, nobody will.
        """
        ...

    def purge(self, before: datetime) -> int:
        """Remove everything received before a time and done; how many there were."""
        ...


class FeedbackBook(Protocol):
    """What readers thought of answers."""

    def add(self, key: str, feedback: Feedback) -> None:
        """Keep it; the same key again replaces what was there, for a reason comes after the click."""
        ...

    def all(self) -> tuple[Feedback, ...]:
        """All of it, oldest first."""
        ...

    def purge(self, before: datetime) -> int:
        """Remove what was given before a time; how much there was. The key of the words is not needed."""
        ...


class CardBook(Protocol):
    """Where the cards of cases stand."""

    def put(self, card: Card) -> None:
        """Keep it; the same case, kind and address again replaces what was there."""
        ...

    def swap(self, before: Card | None, after: Card) -> bool:
        """Keep `after` only where exactly `before` stands for its case, kind and address, None for nothing.

        False where something else stands there. Of several at the same moment one alone gets True.
        """
        ...

    def of(self, reference: str) -> tuple[Card, ...]:
        """The cards of one case."""
        ...

    def stale(self, count: int) -> tuple[Card, ...]:
        """Cards of cases to which more has happened than they show."""
        ...


class Switch(Protocol):
    """The audited off-switch: answers stop, the way to a person stays up."""

    def is_off(self) -> bool:
        """Whether answers are switched off."""
        ...

    def turn(self, off: bool, by: str, at: datetime) -> None:
        """Switch answers off or on; every turn is kept."""
        ...


class DeliveryFailed(Exception):
    """An alert did not go out. `for_good` says that trying the same address again is no use.

    `elsewhere` goes with what fails for now: the next channel and the next person are told at once, and this
    one is tried again all the same. `reason` is one sentence without addresses and without anything of the
    message.
    """

    def __init__(self, reason: str, for_good: bool, elsewhere: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.for_good, self.elsewhere = reason, for_good, elsewhere


class NobodyThere(DeliveryFailed):
    """There is nobody any more who could be shown anything at this address; nothing mends that."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, for_good=True)


@dataclass(frozen=True, slots=True)
class Alert:
    """What a role holder is sent: nothing of what was reported. `id` tells a repeat from a new one.

    `reference` is the case, for who shows it instead of the text, and `role` for whose sake it is sent.
    """

    id: str
    subject: str
    text: str
    urgent: bool
    reference: str
    role: Role


class Notifier(Protocol):
    """One way to send an alert to a person."""

    def takes(self, address: str) -> bool:
        """Whether this notifier can reach such an address."""
        ...

    def send(self, address: str, alert: Alert) -> bool:
        """Send, within seconds. True where the other side said that it was delivered to the person.

        Raises DeliveryFailed.
        """
        ...


class Heartbeat(Protocol):
    """Tells a watcher outside that all is well; its silence is the alarm."""

    def beat(self) -> None:
        """Say so; a watcher that cannot be reached is not this machine's trouble."""
        ...


@dataclass(frozen=True, slots=True)
class Usage:
    """One day of a language model: calls, tokens in and out, answers shown and fallen back."""

    day: date
    calls: int
    tokens: int
    shown: int
    fell_back: int


class ModelFailed(Exception):
    """A language model gave nothing to go by, in time. `reason` is one word for the log, never its text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class LanguageModel(Protocol):
    """Writes proposals; may be far away. It gets nothing that triage has not called a question.

    Raises ModelFailed for whatever goes wrong: time-out, error, refusal, words that cannot be read, no words,
    words without end.
    """

    def explain(self, question: str, excerpts: Sequence[Excerpt]) -> Proposal:
        """Sentences that answer the question from the excerpts, and a verdict."""
        ...

    def restate(self, question: str, earlier: Sequence[str]) -> Restated:
        """A follow-up as a question of its own; `earlier` are the questions before it, oldest first."""
        ...


class Allowance(Protocol):
    """How often a language model may be asked today, by all and by one person; kept across processes.

    Raises CaseStoreError where the database cannot be reached.
    """

    def take(self, person: str, today: date) -> bool:
        """Count one more call; False, and nothing is counted, where the day's or the person's are used up."""
        ...

    def spend(self, tokens: int, shown: bool, today: date) -> None:
        """Add to the day's tokens, and to its answers that were shown or fell back to the default."""
        ...

    def usage(self, since: date) -> tuple[Usage, ...]:
        """What was used each day, the newest first."""
        ...
