"""The journey of a question over fakes, with everything in hand that it may leave traces in."""

from collections.abc import Callable
from dataclasses import replace

from assistant.adapters.heads_file import read_heads
from assistant.adapters.school_files.guidance import read_guidance
from assistant.adapters.school_files.school import read_school
from assistant.domain.example import Example
from assistant.domain.heads import Head, Heads
from assistant.domain.policy import Status
from assistant.journeys.ask import AskJourney, Learnt, Thresholds
from assistant.journeys.attempt import Means
from assistant.journeys.explain import ExplainJourney
from assistant.journeys.report import ReportJourney
from assistant.ports import Encoder, Index
from assistant.retrieval.ranker import SIGNALS
from assistant.triage.deciding import Triager
from assistant.triage.naming import named_roles
from tests.fakes.case_store import FakeCaseStore
from tests.fakes.clock import FakeClock
from tests.fakes.encoder import FakeEncoder
from tests.fakes.gap_queue import FakeGapQueue
from tests.fakes.shelf import FakeShelf
from tests.fakes.shipped import shipped_replies
from tests.fakes.small_school import PROJECT, SmallSchool
from tests.fakes.switch import FakeSwitch
from tests.fakes.triage import FakeTriageModel, fake_triager, shipped_triage_words

_OUTCOMES = ("answered", "not_covered", "out_of_scope")


class Asking:
    """A journey over fakes, whose coverage head always prefers one outcome.

    `breaks_with` is raised where triage is made, where it is set; `store_breaks_with` where the journey of
    a report is. `heads` may be replaced, as by a switch. `means` are those of a language model.
    """

    def __init__(
        self,
        school: SmallSchool,
        outcome: str = "answered",
        means: Callable[[], Means] | None = None,
        patience: float = 10,
    ) -> None:
        self.school, self.shelf, self.gaps = school, FakeShelf(FakeEncoder), FakeGapQueue()
        self.model, self.store, self.switch, self.clock = (
            FakeTriageModel(),
            FakeCaseStore(),
            FakeSwitch(),
            FakeClock(),
        )
        self.opened: list[str] = []
        self.delivered = 0
        self.breaks_with: Exception | None = None
        self.store_breaks_with: Exception | None = None
        learnt = read_heads(PROJECT / "prompts" / "heads.json")
        bias = tuple(5.0 if name == outcome else 0.0 for name in _OUTCOMES)
        coverage = Head((), _OUTCOMES, ((),) * 3, bias)
        self.heads = Heads(dict.fromkeys(SIGNALS, 1.0), coverage, learnt.verdict, learnt.citation, "by hand")
        self.details = read_school(school.corpus / "school.toml")
        self.journey = AskJourney(
            self.shelf,
            self._encoder_of,
            self._learnt,
            shipped_replies(),
            self.details,
            self.gaps,
            self.clock,
            Thresholds(),
            self._triager,
            self._report,
            self.switch,
            lambda text: named_roles(text, shipped_triage_words().roles, self.details),
            ExplainJourney(means, patience) if means else None,
        )

    def publish(self, status: Status | None = None, out_of_scope: str = "") -> None:
        """Publish the school's files, all with one status if it is given.

        `out_of_scope` is a message that leads have called so.
        """
        policies = self.school.policies
        if status:
            policies = tuple(replace(p, record=replace(p.record, status=status)) for p in policies)
        examples = (Example(out_of_scope, (), "", "out_of_scope", "leads"),) if out_of_scope else ()
        self.shelf.publish(policies, examples, lambda *_: None)

    def _learnt(self) -> Learnt:
        return Learnt(read_guidance(self.school.prompts, self.school.corpus), self.heads)

    def _encoder_of(self, index: Index) -> Encoder:
        self.opened.append(index.digest)
        return FakeEncoder(index.encoder)

    def _triager(self) -> Triager:
        if self.breaks_with is not None:
            raise self.breaks_with
        return fake_triager(self.details, self.model)

    def _report(self) -> ReportJourney:
        if self.store_breaks_with is not None:
            raise self.store_breaks_with
        return ReportJourney(self.store, self.details, shipped_replies(), self.clock, self._deliver)

    def _deliver(self) -> None:
        self.delivered += 1
