"""The desk: what role holders and reporters do with a case, each action checked against it as it stands."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.domain.case import Case, Change, ClosingOutcome, Event
from assistant.domain.school import Role, School
from assistant.errors import CaseError
from assistant.incidents import acting
from assistant.incidents.acting import NO_CASE, Actor
from assistant.incidents.people import barred, is_holder, is_theirs, reached_at
from assistant.ports import CaseStore, Clock


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case as its role holder reads it; `words` is None where none are kept."""

    case: Case
    words: str | None
    events: tuple[Event, ...]


class DeskJourney:
    """Raises CaseError where the case does not exist for whoever acts, or does not allow it."""

    def __init__(self, store: CaseStore, school: School, clock: Clock) -> None:
        self._store, self._school, self._clock = store, school, clock

    def actor(self, role: Role) -> Actor:
        """The holder of a role at this moment; its title where no name is set."""
        reach = self._school.reach(role, self._clock.now())
        return Actor(role, reach.name or self._school.contact(role).title)

    def actors(self, address: str) -> tuple[Actor, ...]:
        """Whoever is reached at an address, once for each role in which they are."""
        return tuple(Actor(role, name, address) for role, name in reached_at(address, self._school))

    def cases(self, role: Role, closed: bool = False) -> tuple[Case, ...]:
        """The cases that a role holder may see."""
        cases, holder = self._store.cases(closed), self.actor(role)
        return tuple(case for case in cases if self._may_see(case, holder))

    def open(self, reference: str, actor: Actor) -> OpenedCase:
        """The reporter's own words and all that happened; the opening is recorded first."""
        case = self._case(reference, actor)
        words = self._store.words(reference, acting.seen(case, actor, self._clock.now()))
        return OpenedCase(case, words, self._store.events(reference))

    def acknowledge(self, reference: str, actor: Actor) -> Case:
        """The first to acknowledge holds the case."""
        return self._acted(reference, actor, lambda case: acting.acknowledged(case, actor, self._clock.now()))

    def take_over(self, reference: str, actor: Actor) -> Case:
        """The case goes to whoever takes it over."""
        return self._acted(reference, actor, lambda case: acting.taken_over(case, actor, self._clock.now()))

    def close(self, reference: str, actor: Actor, outcome: ClosingOutcome) -> Case:
        """The case ends."""
        return self._acted(
            reference, actor, lambda case: acting.closed(case, actor, outcome, self._clock.now())
        )

    def reopen(self, reference: str, actor: Actor) -> Case:
        """The case is chased again."""
        return self._acted(
            reference, actor, lambda case: acting.reopened(case, actor, self._school, self._clock.now())
        )

    def note(self, reference: str, actor: Actor, words: str) -> None:
        """Add a note; its words are kept like the reporter's."""
        self._keeping_words()
        event = acting.noted(self._case(reference, actor), actor, self._clock.now())
        self._store.add_words(reference, words, event)

    def not_live(self, reference: str, reporter: str) -> Case:
        """The reporter says that nothing has happened; the lead sees it and closes."""
        return self._changed(reference, lambda case: acting.said_not_live(case, reporter, self._clock.now()))

    def in_danger(self, reference: str, reporter: str) -> Case:
        """The reporter says that somebody is in danger now."""
        return self._changed(
            reference, lambda case: acting.in_danger(case, reporter, self._school, self._clock.now())
        )

    def choose(self, reference: str, about: tuple[Role, ...], reporter: str) -> Case:
        """The reporter says whom it is about, which may be none of those named."""
        return self._changed(
            reference,
            lambda case: acting.chosen(case, about, reporter, self._school, self._clock.now()),
        )

    def followed(self, reference: str, reporter: str) -> tuple[Case, tuple[Event, ...]]:
        """A case as its reporter follows it: how it stands and what happened, without anybody's words."""
        case = self._store.case(reference)
        if case is None or case.reporter != reporter:
            raise CaseError(NO_CASE)
        return case, self._store.events(reference)

    def add(self, reference: str, reporter: str, words: str) -> None:
        """The reporter adds to the report."""
        case = self._store.case(reference)
        if case is None:
            raise CaseError(NO_CASE)
        event = acting.added(case, reporter, self._clock.now())
        self._keeping_words()
        self._store.add_words(reference, words, event)

    def _may_see(self, case: Case, actor: Actor) -> bool:
        """Whoever it is about sees nothing of it as the holder of another role, or standing in for one.

        They are known by their name, and by any address of theirs: either may be written differently.
        """
        about = barred(case)
        by_name = is_holder(actor.name, about, self._school)
        theirs = by_name or is_theirs(actor.address, about, self._school)
        return case.may_see(actor.role) and actor.role in case.ladder and not theirs

    def _keeping_words(self) -> None:
        if not self._school.words.keep:
            raise CaseError("This school keeps no words here. Please tell them by voice.")

    def _case(self, reference: str, actor: Actor) -> Case:
        case = self._store.case(reference)
        if case is None or not self._may_see(case, actor):
            raise CaseError(NO_CASE)
        return case

    def _acted(self, reference: str, actor: Actor, decide: Callable[[Case], Change]) -> Case:
        def decided(case: Case) -> Change:
            if not self._may_see(case, actor):
                raise CaseError(NO_CASE)
            return decide(case)

        return self._changed(reference, decided)

    def _changed(self, reference: str, decide: Callable[[Case], Change]) -> Case:
        try:
            return self._store.change(reference, decide)
        except KeyError:
            raise CaseError(NO_CASE) from None
