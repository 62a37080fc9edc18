"""Publish: from the policy files to a new index, with the report its owner wants.

files -> policies (one bad file never stops the others) -> links -> diff -> index -> report
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.library import Library
from assistant.domain.example import Example, questions_of
from assistant.domain.guidance import Guidance, Quote, Tension
from assistant.domain.policy import Policy, PolicyRecord, Reference, Status
from assistant.domain.triage import TriageExample
from assistant.errors import AssistantError, PolicyFileError
from assistant.policies.clauses import make_policy
from assistant.policies.difference import Change, carry_ids
from assistant.policies.references import link
from assistant.ports import Clock, Index, PolicyFiles, Progress, Shelf, TriageLearnt, TriagePublishing

_ANSWERING = frozenset({Status.RATIFIED, Status.MODEL})


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What a policy's owner should know after a publish.

    `kept_from_before` are policies whose file was refused: the last good version answers on.
    `leads_nowhere` pairs a clause label with a reference that no held policy answers to.
    `unknown_labels` are clauses that example questions name and no policy has.
    """

    index: Index
    embedded: int
    changes: tuple[tuple[PolicyRecord, tuple[Change, ...]], ...]
    refused: tuple[PolicyFileError, ...]
    kept_from_before: tuple[PolicyRecord, ...]
    leads_nowhere: tuple[tuple[str, Reference], ...]
    overdue: tuple[PolicyRecord, ...]
    tensions: tuple[Tension, ...]
    quotes_not_found: tuple[Quote, ...]
    unknown_labels: tuple[tuple[str, str], ...]
    triage: TriageLearnt


class PublishJourney:
    """Turns the school's files into the index that answers."""

    def __init__(
        self,
        files: PolicyFiles,
        shelf: Shelf,
        guidance: Guidance,
        clock: Clock,
        triage: TriagePublishing,
        messages: Callable[[], Sequence[TriageExample]],
    ) -> None:
        """`messages` reads the tables that teach triage."""
        self._files, self._shelf, self._guidance, self._clock = files, shelf, guidance, clock
        self._triage, self._messages = triage, messages

    def publish(self, progress: Progress) -> PublishReport:
        """Publish what can be read.

        Raises SchoolFileError for the manifest, the tables or what triage has learnt, and AssistantError
        where no policy at all can be read; the last index answers on in all cases.
        """
        records = [record for record in self._files.records() if record.status in _ANSWERING]
        examples, messages = self._files.examples(), self._messages()
        before = self._shelf.current()
        old = before.policies if before else {}
        read, refused = self._read(records, progress)
        kept = [old[r.id] for r in records if r.id not in read and r.id in old]
        policies = [read.get(r.id) or old[r.id] for r in records if r.id in read or r.id in old]
        if not policies:
            raise AssistantError("No policy could be read. " + " ".join(map(str, refused)))
        continued = [carry_ids(policy, old.get(policy.record.id)) for policy in policies]
        linked = link(policy for policy, _ in continued)
        # First, so that what triage is missing is found before an index is built and switched to.
        learnt = self._triage.publish(messages, questions_of(examples), progress)
        published = self._shelf.publish(linked, examples, progress)
        changes = [(policy.record, found) for policy, found in continued if found]
        gone = [p for p in old.values() if p.record.id not in {q.record.id for q in policies}]
        changes += [(p.record, _removed(p)) for p in gone]
        library = Library(published.index.policies)
        return PublishReport(
            published.index,
            published.embedded,
            tuple(changes),
            tuple(refused),
            tuple(policy.record for policy in kept),
            tuple(_leading_nowhere(linked)),
            tuple(p.record for p in linked if p.record.overdue(self._clock.today())),
            tuple(t for t in self._guidance.tensions if not _not_found(t.quotes, library)),
            tuple(_not_found(_all_quotes(self._guidance), library)),
            tuple(_unknown_labels(examples, library)),
            learnt,
        )

    def _read(
        self, records: Sequence[PolicyRecord], progress: Progress
    ) -> tuple[dict[str, Policy], list[PolicyFileError]]:
        read: dict[str, Policy] = {}
        refused: list[PolicyFileError] = []
        for done, record in enumerate(records):
            progress("reading", done, len(records))
            try:
                read[record.id] = make_policy(record, self._files.read(record))
            except PolicyFileError as error:
                refused.append(error)
        progress("reading", len(records), len(records))
        return read, refused


def _removed(policy: Policy) -> tuple[Change, ...]:
    return carry_ids(replace(policy, clauses=()), policy)[1]


def _leading_nowhere(policies: Iterable[Policy]) -> Iterable[tuple[str, Reference]]:
    for policy in policies:
        for clause in policy.clauses:
            for reference in clause.references:
                if reference.target is None:
                    yield clause.label, reference


def _all_quotes(guidance: Guidance) -> list[Quote]:
    groups = (
        *(branch.quotes for split in guidance.splits for branch in split.branches),
        *(pin.quotes for pin in guidance.pins),
        *(tension.quotes for tension in guidance.tensions),
    )
    return list(dict.fromkeys(quote for quotes in groups for quote in quotes))


def _not_found(quotes: Iterable[Quote], library: Library) -> list[Quote]:
    return [quote for quote in quotes if library.cite_quote(quote) is None]


def _unknown_labels(examples: Iterable[Example], library: Library) -> Iterable[tuple[str, str]]:
    """Each label that no clause has, with the table that names it first."""
    seen: dict[str, str] = {}
    for example in examples:
        for label in example.clauses:
            if label not in library.clauses:
                seen.setdefault(label, example.source)
    return sorted(seen.items())
