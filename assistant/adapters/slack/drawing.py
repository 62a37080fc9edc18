"""A card as its case stands now, for whoever may see it."""

from collections.abc import Sequence

from slack_sdk import WebClient

from assistant.adapters.slack.addresses import channel_of, kept_out, may_see
from assistant.adapters.slack.card_blocks import Drawn, reporter_card, role_holders_card, withdrawn_card
from assistant.adapters.slack.card_lines import CardLines
from assistant.adapters.slack.placing import Draw
from assistant.adapters.slack.private_channels import PrivateChannels
from assistant.domain.card import Card, CardKind
from assistant.domain.case import Case, Event
from assistant.domain.replies import Replies
from assistant.domain.school import School
from assistant.ports import CaseStore, Clock, DeliveryFailed

_PERSON = ("U", "W")
_NO_CASE = "There is no such case any more."


class Drawing:
    """What cards of one school show, and where they may stand. Raises DeliveryFailed, and CaseStoreError."""

    def __init__(
        self, client: WebClient, store: CaseStore, school: School, replies: Replies, clock: Clock
    ) -> None:
        self._store, self._school = store, school
        self.lines = CardLines(school, replies, clock)
        self._private = PrivateChannels(client, clock)

    def read(self, reference: str) -> tuple[tuple[Event, ...], Case]:
        """Events first: a case that is newer than they are is shown anew, one that is older would stay."""
        events, case = self._store.events(reference), self._store.case(reference)
        if case is None:
            raise DeliveryFailed(_NO_CASE, for_good=True)
        return events, case

    def of(self, card: Card, events: Sequence[Event], case: Case, users: Sequence[str] = ()) -> Draw:
        """The card; `users` are called. What its readers may not see any more is withdrawn."""

        def draw(flat: bool) -> Drawn:
            if card.kind is CardKind.REPORTER:
                return reporter_card(case, events, self.lines, flat)
            if not self._still_open_to(card.address, case):
                return withdrawn_card(self.lines.replies)
            return role_holders_card(case, events, self.lines, users, flat)

        return draw

    def check(self, address: str, case: Case) -> None:
        """Raise DeliveryFailed where the case must not be shown at an address."""
        channel = channel_of(address)
        if not channel.startswith(_PERSON):
            self._private.check(channel, kept_out(case, self._school))

    def _still_open_to(self, address: str, case: Case) -> bool:
        try:
            self.check(address, case)
        except DeliveryFailed:
            return False
        return may_see(address, case, self._school)
