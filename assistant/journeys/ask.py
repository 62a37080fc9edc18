r"""Ask: a message in, one of the closed outcomes out.

message -> triage -> small talk? -> parts -> retrieval -> drafts -> joined -> verified -> outcome
                \-> report (journeys/report.py)                      answered, with a model \-> explain
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answering.drafting import Draft, Drafter
from assistant.answering.following_up import standing_alone
from assistant.answering.joining import joined, with_notices
from assistant.answering.library import Library
from assistant.answering.noticing import in_tension, notices, pinned
from assistant.answering.parts import parts_of
from assistant.domain.answer import (
    Answered,
    Citation,
    Failed,
    HandedOff,
    NeedsClarifying,
    NotCovered,
    Outcome,
    OutOfScope,
    Warning,
)
from assistant.domain.evidence import Evidence
from assistant.domain.guidance import Guidance
from assistant.domain.heads import Heads
from assistant.domain.message import Message, Turn
from assistant.domain.proposal import Step, Told
from assistant.domain.replies import Replies
from assistant.domain.school import Role, School
from assistant.domain.triage import Route, Triage
from assistant.errors import AssistantError, NotPublished
from assistant.incidents.going_on import may_go_on, reported_before
from assistant.incidents.replying import Reply
from assistant.incidents.routing import routed_in
from assistant.journeys.report import ReportJourney
from assistant.ports import Clock, Encoder, GapQueue, Index, Shelf, Switch
from assistant.retrieval.ranker import Ranker
from assistant.triage.confirming import was_asked
from assistant.triage.deciding import Triager
from assistant.triage.small_talk import is_small_talk
from assistant.verification.citations import holding, holding_branches

if TYPE_CHECKING:
    from assistant.journeys.explain import ExplainJourney

# Clauses that a language model may be given to read for one question, before any is left out.
_WORTH_READING = 5
_log = logging.getLogger(__name__)


def tell_nobody(step: Step) -> None:
    """Nobody waits who could be told."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Chosen on eval/development/cases (docs/adr/0005-answering.md).

    Both are probabilities: below `answered_floor` nothing is answered, and besides the best
    clause those are cited that reach `citation_floor`.
    """

    answered_floor: float = 0.4
    citation_floor: float = 0.1


@dataclass(frozen=True, slots=True)
class Learnt:
    """What answering goes by beside the index: the leads' guidance and the heads."""

    guidance: Guidance
    heads: Heads

    def same(self, other: "Learnt") -> bool:
        """Whether the other has the very same heads."""
        return self.heads is other.heads


class AskJourney:
    """Answers messages from the published index; opens it once, and follows each switch.

    That is so of the index and of what was learnt.
    """

    def __init__(
        self,
        shelf: Shelf,
        encoder_of: Callable[[Index], Encoder],
        learnt: Callable[[], Learnt],
        replies: Replies,
        school: School,
        gaps: GapQueue,
        clock: Clock,
        thresholds: Thresholds,
        triager: Callable[[], Triager],
        report: Callable[[], ReportJourney],
        switch: Switch,
        roles_named: Callable[[str], tuple[Role, ...]],
        explain: "ExplainJourney | None" = None,
    ) -> None:
        """`triager` is made at the first message, so that what it cannot find is a hand-off too.

        `learnt` is asked for at each question: what is wrong with it keeps no incident waiting.

        `report` is made at the first incident, for most messages need no database.

        `explain` is there where the school has a language model.
        """
        self._explain = explain
        self._triager, self._report, self._switch = triager, report, switch
        self._roles_named = roles_named
        self._shelf, self._encoder_of = shelf, encoder_of
        self._learnt, self._replies = learnt, replies
        self._school, self._gaps, self._clock = school, gaps, clock
        self._thresholds = thresholds
        self._opened: _Opened | None = None

    def ask(self, message: Message, record: bool = True, told: Told = tell_nobody) -> Outcome:
        """How the message ends. With `record` off nothing is written down anywhere.

        Triage comes first, and whatever breaks in it is a hand-off. Raises NotPublished where
        triage works and nothing has been published.
        """
        return self.ended(message, self.triaged(message), record, told)

    def ended(
        self, message: Message, triage: Triage, record: bool = True, told: Told = tell_nobody
    ) -> Outcome:
        """How a message ends that triage has decided on. Raises as `ask` does."""
        return self.explained(message, triage, self.by_default(message, triage, record), told)

    def may_explain(self, triage: Triage, outcome: Outcome) -> bool:
        """Whether a language model may be asked: there is one, and the policies answer a question."""
        asked = self._explain is not None and triage.route is Route.POLICY_QUESTION
        return asked and isinstance(outcome, Answered)

    def explained(
        self, message: Message, triage: Triage, outcome: Outcome, told: Told = tell_nobody
    ) -> Outcome:
        """How a message ended, with what a language model adds where it may be asked. Raises nothing.

        The model is asked with `record` off too, and counted.
        """
        if (
            self._explain is None
            or not isinstance(outcome, Answered)
            or not self.may_explain(triage, outcome)
        ):
            return outcome
        return self._explain.explained(message, outcome, self, told)

    def by_default(self, message: Message, triage: Triage, record: bool = True) -> Outcome:
        """How a message ends without a language model. Raises as `ask` does."""
        if record and (added := self._added(message, triage)):
            return added
        if triage.route is Route.LIVE_INCIDENT:
            handed_off = self._handed_off(message, triage, record)
            return replace(handed_off, answer=self._underneath(message)) if triage.in_doubt else handed_off
        if triage.route is Route.UNCLEAR:
            # It may have happened: then it is not for the list of policy gaps.
            return self._asking_if_real(self._unless_off(message, record=False))
        return self._unless_off(message, record)

    def reported(self, message: Message, in_danger: bool, about: tuple[Role, ...] = ()) -> HandedOff:
        """The hand-off of what its writer calls an incident: triage says only of what kind it is.

        It may be about the holders of the roles `about`, whatever its words.
        """
        triage = self.triaged(message)
        if triage.route is not Route.LIVE_INCIDENT:
            said = self._replies.say
            asked = Turn("assistant", said("handoff.line.is_it_real"))
            history = (*message.history, Turn("user", message.text), asked)
            triage = self.triaged(Message(said("handoff.line.is_it_real_yes"), history))
        happened = replace(
            triage,
            route=Route.LIVE_INCIDENT,
            emergency=triage.emergency or in_danger,
            in_doubt=False,
            perhaps=tuple(dict.fromkeys((*triage.perhaps, *about))),
        )
        return self._handed_off(message, happened, record=True)

    def _added(self, message: Message, triage: Triage) -> HandedOff | None:
        """The reply to a statement that goes on from the report before it, None where none does.

        Whatever breaks here leaves the message to be taken by itself.
        """
        before = reported_before(message, self._replies.say("ending.out_of_scope"))
        asked = was_asked(message, self._replies.say("handoff.line.is_it_real"))
        if before is None or asked or triage.route is Route.OUT_OF_SCOPE or not may_go_on(message):
            return None
        try:
            whole = self.triage(Message("\n".join((*before.typed, message.text))))
            return self._report().add(before.reference, message, whole)
        except Exception as error:
            _log.error("not added: %s", type(error).__name__)
            return None

    def _unless_off(self, message: Message, record: bool) -> Outcome:
        """The answer; fixed words where answers are switched off, or where that cannot be read."""
        try:
            off = self._switch.is_off()
        except Exception as error:
            _log.error("switch not read: %s", type(error).__name__)
            return Failed(self._replies.say("ending.failed"), self.way_to_a_person())
        if off:
            return Failed(self._replies.say("handoff.line.switched_off"), self.way_to_a_person())
        return self.answer(message, record)

    def triage(self, message: Message) -> Triage:
        """The decision on a message, for explanation and evaluation. Raises whatever triage raises."""
        return self._triager().triage(message)

    def triaged(self, message: Message) -> Triage:
        """The decision that counts: where triage breaks, a hand-off."""
        try:
            found = self.triage(message)
        except Exception as error:
            _log.error("triage failed: %s", type(error).__name__)
            return Triage(Route.LIVE_INCIDENT, perhaps=self._named(message), failed=True)
        # Greetings are too little to be judged, and thanks are no second report of what was typed before.
        small_talk = is_small_talk(message.text, self._small_talk())
        return Triage(Route.OUT_OF_SCOPE, found.incident) if small_talk else found

    def _named(self, message: Message) -> tuple[Role, ...]:
        """Without triage, every role holder whom the message names may be whom it is about."""
        try:
            return self._roles_named(message.text)
        except Exception as error:
            _log.error("names not looked for: %s", type(error).__name__)
            return ()

    def _small_talk(self) -> tuple[str, ...]:
        """Greetings and thanks; none where the leads' files cannot be read."""
        try:
            return self._learnt().guidance.small_talk
        except AssistantError as error:
            _log.error("guidance not read: %s", type(error).__name__)
            return ()

    def _handed_off(self, message: Message, triage: Triage, record: bool) -> HandedOff:
        try:
            return self._report().hand_off(message, triage, record)
        except Exception as error:
            _log.error("report not made: %s", type(error).__name__)
            routing = routed_in(self._school, triage)
            return Reply(self._school, self._replies).unrecorded(triage, routing, False, self._clock.now())

    def _underneath(self, message: Message) -> Answered | NotCovered | None:
        """What the policies say to a message that was handed off in doubt; nothing if that breaks."""
        try:
            outcome = None if self._switch.is_off() else self.answer(message, record=False)
        except Exception as error:
            _log.error("no answer underneath: %s", type(error).__name__)
            return None
        if not isinstance(outcome, Answered | NotCovered):
            return None
        # The hand-off says whom to tell, and it may be about somebody whom that sentence names.
        return replace(outcome, way_to_a_person="")

    def _asking_if_real(self, outcome: Outcome) -> Outcome:
        """The answer with one question in fixed words, or that question alone."""
        said = self._replies.say
        options = (said("handoff.line.is_it_real_yes"), said("handoff.line.is_it_real_no"))
        if isinstance(outcome, Answered | NotCovered):
            return replace(outcome, asks="is_it_real", options=options)
        return NeedsClarifying(said("handoff.line.is_it_real"), options, self.way_to_a_person())

    def answer(self, message: Message, record: bool = True) -> Outcome:
        """What the policies say, without triage. Raises NotPublished before the first publish."""
        if is_small_talk(message.text, self._learnt().guidance.small_talk):
            return self._out_of_scope()
        opened = self._current()
        question = standing_alone(message.text, message.earlier_questions)
        whole = opened.evidence(question)
        pins = pinned(question, self._learnt().guidance.pins)
        if not pins and opened.drafter.coverage(whole)["out_of_scope"] > 0.5:
            return self._out_of_scope()
        draft = self._draft(opened, question, message.text, whole) or opened.drafter.pinned(pins)
        if draft is None:
            return self._not_covered(opened, whole, record)
        return self._verified(opened, question, draft, whole, record)

    def evidence(self, message: Message) -> Evidence:
        """What retrieval finds for a message, kept and rejected, for explanation."""
        return self._current().evidence(standing_alone(message.text, message.earlier_questions))

    def worth_reading(self, question: str) -> tuple[Citation, ...]:
        """Clauses that a language model may cite for a question, best first.

        Not those whose other side has to stand beside them: an answer that rests on one shows both.
        """
        opened = self._current()
        library, tensions = opened.library, self._learnt().guidance.tensions
        found = (library.cite_found(one) for one in opened.evidence(question).kept[:_WORTH_READING])
        return tuple(
            citation
            for citation in holding(found, library.policies, library.clauses)
            if not in_tension(question, (citation,), tensions, library)
        )

    def noticed(self, answered: Answered) -> Answered:
        """The answer with what a reader must know of every policy that it cites."""
        cited = (*answered.citations, *(c for branch in answered.branches for c in branch.citations))
        told = notices(cited, self._current().library, self._replies, self._clock.today())
        return replace(answered, warnings=tuple(dict.fromkeys((*answered.warnings, *told))))

    def _current(self) -> "_Opened":
        index = self._shelf.current()
        if index is None:
            raise NotPublished("No policies have been published yet. Run `assistant publish`.")
        opened, learnt = self._opened, self._learnt()
        if opened is None or opened.index is not index or not opened.learnt.same(learnt):
            library = Library(index.policies)
            drafter = Drafter(
                library,
                learnt.guidance,
                learnt.heads,
                self._replies,
                self._thresholds.answered_floor,
                self._thresholds.citation_floor,
            )
            opened = self._opened = _Opened(
                index,
                learnt,
                self._encoder_of(index),
                Ranker(index, learnt.heads.ranking),
                library,
                drafter,
            )
        return opened

    def _draft(self, opened: "_Opened", question: str, latest: str, whole: Evidence) -> Draft | None:
        """One draft for all parts; a follow-up is one question with the one it leans on."""
        draft = opened.drafter.draft(whole, latest)
        parts = parts_of(question) if question == latest else (question,)
        if draft is None or len(parts) == 1:
            return draft
        drafts = [opened.drafter.draft(opened.evidence(part), part) for part in parts]
        return joined(draft, drafts, self._replies)

    def _verified(
        self, opened: "_Opened", question: str, draft: Draft, whole: Evidence, record: bool
    ) -> Outcome:
        library = opened.library
        today = self._clock.today()
        draft, warnings = with_notices(draft, question, opened.drafter, self._school, today)
        citations = holding(draft.citations, library.policies, library.clauses)
        if not citations:
            return self._not_covered(opened, whole, record)
        branches = holding_branches(draft.branches, library.policies, library.clauses)
        return Answered(
            draft.verdict,
            draft.headline,
            citations,
            branches,
            warnings,
            draft.asks,
            draft.options,
            self.way_to_a_person(),
        )

    def _not_covered(self, opened: "_Opened", whole: Evidence, record: bool) -> NotCovered:
        library = opened.library
        nearest = holding(opened.drafter.nearest(whole), library.policies, library.clauses)
        owner = self._school.contact(Role.HEADTEACHER).title
        if len({citation.policy for citation in nearest[:2]}) == 1:
            owner = library.policies[nearest[0].policy].record.owner
        said = self._replies.say("ending.not_covered", role=owner)
        if record:
            self._gaps.add(whole.question, self._clock.now())
            said = f"{said} {self._replies.say('ending.gap_recorded')}"
        pins = pinned(whole.question, self._learnt().guidance.pins)
        rules = tuple(Warning(pin.name, pin.rule) for pin in pins)
        return NotCovered(said, nearest, owner, rules, self.way_to_a_person())

    def _out_of_scope(self) -> OutOfScope:
        return OutOfScope(self._replies.say("ending.out_of_scope"), self.way_to_a_person())

    def way_to_a_person(self) -> str:
        """The sentence with which every ending closes: whom to tell if it has happened."""
        lead, head = (self._school.contact(role) for role in (Role.SAFEGUARDING_LEAD, Role.HEADTEACHER))
        not_set = self._replies.say("contact.not_set")
        return self._replies.say(
            "ending.way_to_a_person",
            lead=lead.title,
            lead_phone=lead.phone or not_set,
            head=head.title,
            head_phone=head.phone or not_set,
        )


@dataclass(frozen=True, slots=True)
class _Opened:
    """One published index with all that reads it."""

    index: Index
    learnt: Learnt
    encoder: Encoder
    ranker: Ranker
    library: Library
    drafter: Drafter

    def evidence(self, question: str) -> Evidence:
        encoding = self.encoder.encode([question])[0]
        return self.ranker.retrieve(question, encoding)
