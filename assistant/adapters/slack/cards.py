"""The cards of cases in Slack: the database is the truth, and cards follow it."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from slack_sdk import WebClient

from assistant.adapters.slack.addresses import channel_of, kept_out, may_see, to_call
from assistant.adapters.slack.card_blocks import (
    Drawn,
    called_again,
    reporter_card,
    role_holders_card,
    withdrawn_card,
)
from assistant.adapters.slack.card_lines import CardLines
from assistant.adapters.slack.failures import TROUBLES, concerns_place, explained, pause_after
from assistant.adapters.slack.placing import Draw, Placing
from assistant.adapters.slack.private_channels import PrivateChannels
from assistant.domain.card import Card, CardKind
from assistant.domain.case import Case, Event
from assistant.domain.replies import Replies
from assistant.domain.school import School
from assistant.ports import Alert, CardBook, CaseStore, Clock, DeliveryFailed

_DIRECT, _PERSON = ("D", "U", "W"), ("U", "W")
_NO_CASE = "There is no such case any more."
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
        self._client, self._store, self._book, self._school = client, store, book, school
        self._clock = clock
        self._lines = CardLines(school, replies, clock)
        self._placing = Placing(client, book, clock)
        self._private = PrivateChannels(client, clock)
        self._waits_until = datetime.min.replace(tzinfo=UTC)

    def tell(self, address: str, alert: Alert) -> None:
        """Show the case at an address; where its card stands already, call people to it in its thread."""
        failure = self._failure(partial(self._tell, address, alert))
        # Raised out here so that no vendor's error, which quotes the message, hangs on to it.
        if failure is not None:
            raise failure

    def show_reporter(self, reference: str, channel: str, thread_ts: str) -> None:
        """Show the reporter their case, in the thread where they reported it; once, then kept up to date."""
        failure = self._failure(partial(self._show, reference, channel, thread_ts))
        if failure is not None:
            raise failure

    def refresh(self, count: int) -> int:
        """Bring cards up to date that lag behind, at most `count`; how many that were.

        However much has happened to a case, each of its cards is changed once. Where Slack is in trouble or
        limits us, the rest waits, and so do later calls for as long as Slack says.
        """
        done = 0
        if self._clock.now() < self._waits_until:
            return done
        for card in self._book.stale(count):
            try:
                done += self._renewed(card)
            except TROUBLES as error:
                if not concerns_place(error):
                    self._waits_until = self._clock.now() + pause_after(error)
                    _log.warning("cards wait: %s", explained(error).reason)
                    break
                # Nothing more can be shown there, until something else happens to the case.
                _log.warning("card not renewed: %s, case %s", explained(error).reason, card.reference)
                self._book.swap(card, replace(card, shown=len(self._store.events(card.reference))))
        return done

    def _failure(self, work: Callable[[], None]) -> DeliveryFailed | None:
        try:
            work()
        except DeliveryFailed as failure:
            return DeliveryFailed(failure.reason, failure.for_good, failure.elsewhere)
        except TROUBLES as error:
            return explained(error)
        return None

    def _tell(self, address: str, alert: Alert) -> None:
        events, case = self._read(alert.reference)
        if not may_see(address, case, self._school):
            raise DeliveryFailed("The address is no longer one to use for this case.", for_good=True)
        self._check(address, case)
        users = to_call(address, alert.role, case, self._school, self._clock.now())
        card = Card(case.reference, CardKind.ROLE_HOLDERS, alert.role, address, "", "", len(events))
        standing = self._placing.standing(card)
        if standing is None:
            drawn = self._drawing(card, events, case, users)
            if self._placing.post(card, drawn, channel_of(address)) is not None:
                return
            standing = self._placing.standing(card)
        if standing is not None:
            standing = self._shown(standing)
        if standing is None:
            raise DeliveryFailed("The card could not be placed.", for_good=False, elsewhere=True)
        blocks, text = called_again(case, self._lines, users)
        self._client.chat_postMessage(
            channel=standing.channel, thread_ts=standing.ts, text=text, blocks=blocks, unfurl_links=False
        )

    def _show(self, reference: str, channel: str, thread_ts: str) -> None:
        if not channel.startswith(_DIRECT):
            raise DeliveryFailed("A reporter's card belongs into a direct message.", for_good=True)
        events, case = self._read(reference)
        card = Card(reference, CardKind.REPORTER, None, f"slack:{channel}", "", "", len(events))
        standing = self._placing.standing(card)
        if standing is None:
            self._placing.post(card, self._drawing(card, events, case), channel, thread_ts or None)
        else:
            self._shown(standing)

    def _renewed(self, card: Card) -> bool:
        try:
            return bool(card.channel) and self._shown(card) is not None
        except DeliveryFailed:
            # Another worker is at it.
            return False

    def _shown(self, card: Card) -> Card | None:
        """The card, showing what is stored now; None where another worker posts it anew."""
        while True:
            events, case = self._read(card.reference)
            draw = self._drawing(card, events, case)
            if not self._placing.update(card, draw):
                again = replace(card, shown=len(events))
                return self._placing.post(again, draw, card.address.removeprefix("slack:"))
            after = replace(card, shown=len(events))
            if self._book.swap(card, after):
                return after
            # Another worker showed something meanwhile, perhaps before and perhaps after us.
            found = self._placing.standing(card)
            if found is None:
                return None
            card = found

    def _drawing(self, card: Card, events: Sequence[Event], case: Case, users: Sequence[str] = ()) -> Draw:
        def draw(flat: bool) -> Drawn:
            if card.kind is CardKind.REPORTER:
                return reporter_card(case, events, self._lines, flat)
            if not self._still_open_to(card.address, case):
                return withdrawn_card(self._lines.replies)
            return role_holders_card(case, events, self._lines, users, flat)

        return draw

    def _still_open_to(self, address: str, case: Case) -> bool:
        try:
            self._check(address, case)
        except DeliveryFailed:
            return False
        return may_see(address, case, self._school)

    def _check(self, address: str, case: Case) -> None:
        """Raise DeliveryFailed where the case must not be shown at an address."""
        channel = channel_of(address)
        if not channel.startswith(_PERSON):
            self._private.check(channel, kept_out(case, self._school))

    def _read(self, reference: str) -> tuple[tuple[Event, ...], Case]:
        """Events first: a case that is newer than they are is shown anew, one that is older would stay."""
        events, case = self._store.events(reference), self._store.case(reference)
        if case is None:
            raise DeliveryFailed(_NO_CASE, for_good=True)
        return events, case
