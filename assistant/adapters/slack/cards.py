"""The cards of cases in Slack: the database is the truth, and cards follow it."""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from slack_sdk import WebClient

from assistant.adapters.slack.addresses import channel_of, may_see, to_call
from assistant.adapters.slack.card_blocks import called_again
from assistant.adapters.slack.drawing import Drawing
from assistant.adapters.slack.failures import TROUBLES, explained, explained_to_reporter
from assistant.adapters.slack.placing import Placing
from assistant.adapters.slack.refreshing import Refreshing
from assistant.domain.card import Card, CardKind
from assistant.domain.case import Change, Event, EventKind
from assistant.domain.replies import Replies
from assistant.domain.school import School
from assistant.errors import CaseStoreError
from assistant.ports import Alert, CardBook, CaseStore, Clock, DeliveryFailed

_DIRECT = ("D", "U", "W")
_log = logging.getLogger(__name__)


class CaseCards:
    """Posts cards once each, and keeps them up to date. Raises DeliveryFailed, and CaseStoreError."""

    def __init__(
        self,
        client: WebClient,
        store: CaseStore,
        book: CardBook,
        school: School,
        replies: Replies,
        clock: Clock,
    ) -> None:
        self._client, self._store, self._book = client, store, book
        self._school, self._clock = school, clock
        self._drawing = Drawing(client, store, school, replies, clock)
        self._placing = Placing(client, book, clock)
        self._refreshing = Refreshing(book, clock, self._renewed, self._give_up)

    def tell(self, address: str, alert: Alert) -> None:
        """Show the case at an address; where its card stands already, call people to it in its thread."""
        failure = self._failure(partial(self._tell, address, alert))
        # Raised out here so that no vendor's error, which quotes the message, hangs on to it.
        if failure is not None:
            raise failure

    def promise_reporter(self, reference: str, channel: str) -> None:
        """Let `refresh` show the reporter their case as soon as that can be done, if nobody has before."""
        self._book.swap(None, _reporters(reference, channel, shown=0))

    def show_reporter(self, reference: str, channel: str, thread_ts: str) -> None:
        """Show the reporter their case, in the thread where they reported it; once, then kept up to date.

        What fails for good is written into the case: its role holders have to reach the reporter by voice.
        """
        work = partial(self._show, reference, channel, thread_ts)
        failure = self._failure(work, explained_to_reporter)
        if failure is not None and failure.for_good:
            self._not_shown(reference, failure.reason)
        if failure is not None:
            raise failure

    def refresh(self, count: int) -> int:
        """Bring cards up to date that lag behind, at most `count`; how many that were.

        However much has happened to a case, each of its cards is changed once.
        """
        return self._refreshing.round(count)

    def _failure(
        self, work: Callable[[], None], explain: Callable[[Exception], DeliveryFailed] = explained
    ) -> DeliveryFailed | None:
        try:
            work()
        except DeliveryFailed as failure:
            return DeliveryFailed(failure.reason, failure.for_good, failure.elsewhere)
        except TROUBLES as error:
            return explain(error)
        return None

    def _not_shown(self, reference: str, reason: str) -> None:
        """Written once, however often it is tried."""
        kind = EventKind.REPORTER_NOT_SHOWN
        try:
            if any(event.kind is kind for event in self._store.events(reference)):
                return
            event = Event(self._clock.now(), kind, detail=reason)
            self._store.change(reference, lambda case: Change(case, (event,)))
        except (CaseStoreError, KeyError) as error:
            _log.error("not written down: %s, case %s", type(error).__name__, reference)

    def _give_up(self, card: Card, failure: DeliveryFailed) -> None:
        """Nothing more can be shown there, until something else happens to the case."""
        if card.kind is CardKind.REPORTER:
            self._not_shown(card.reference, failure.reason)
        self._book.swap(card, replace(card, shown=len(self._store.events(card.reference))))

    def _tell(self, address: str, alert: Alert) -> None:
        events, case = self._drawing.read(alert.reference)
        if not may_see(address, case, self._school):
            raise DeliveryFailed("The address is no longer one to use for this case.", for_good=True)
        self._drawing.check(address, case)
        users = to_call(address, alert.role, case, self._school, self._clock.now())
        card = Card(case.reference, CardKind.ROLE_HOLDERS, alert.role, address, "", "", len(events))
        standing = self._placing.standing(card)
        if standing is None:
            drawn = self._drawing.of(card, events, case, users)
            if self._placing.post(card, drawn, channel_of(address)) is not None:
                return
            standing = self._placing.standing(card)
        if standing is not None:
            standing = self._shown(standing)
        if standing is None:
            raise DeliveryFailed("The card could not be placed.", for_good=False, elsewhere=True)
        blocks, text = called_again(case, self._drawing.lines, users)
        self._client.chat_postMessage(
            channel=standing.channel, thread_ts=standing.ts, text=text, blocks=blocks, unfurl_links=False
        )

    def _show(self, reference: str, channel: str, thread_ts: str) -> None:
        if not channel.startswith(_DIRECT):
            raise DeliveryFailed("A reporter's card belongs into a direct message.", for_good=True)
        events, case = self._drawing.read(reference)
        card = _reporters(reference, channel, shown=len(events))
        standing = self._placing.standing(card)
        if standing is None:
            self._placing.post(card, self._drawing.of(card, events, case), channel, thread_ts or None)
        else:
            self._shown(standing)

    def _renewed(self, card: Card) -> bool:
        try:
            return (self._shown(card) if card.channel else self._posted(card)) is not None
        except DeliveryFailed:
            # Another worker is at it.
            return False

    def _posted(self, card: Card) -> Card | None:
        """A card that stands nowhere, or no more; None where another worker posts it."""
        events, case = self._drawing.read(card.reference)
        draw = self._drawing.of(card, events, case)
        there = card.address.removeprefix("slack:")
        return self._placing.post(replace(card, shown=len(events)), draw, there)

    def _shown(self, card: Card) -> Card | None:
        """The card, showing what is stored now; None where another worker posts it anew."""
        while True:
            events, case = self._drawing.read(card.reference)
            draw = self._drawing.of(card, events, case)
            if not self._placing.update(card, draw):
                return self._posted(card)
            after = replace(card, shown=len(events))
            if self._book.swap(card, after):
                return after
            # Another worker showed something meanwhile, perhaps before and perhaps after us.
            found = self._placing.standing(card)
            if found is None:
                return None
            card = found


def _reporters(reference: str, channel: str, shown: int) -> Card:
    """The reporter's card, which stands nowhere yet."""
    return Card(reference, CardKind.REPORTER, None, f"slack:{channel}", "", "", shown)
