"""Cards put into Slack once, and changed where they stand, by however many workers."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from assistant.adapters.slack.card_blocks import Drawn
from assistant.adapters.slack.failures import form_refused, message_is_gone
from assistant.domain.card import Card
from assistant.ports import CardBook, Clock, DeliveryFailed

Draw = Callable[[bool], Drawn]
"""The card as it is now; True for clients and servers that do not know the blocks of 2026."""

# Longer than any worker takes to post; after that it has died.
_CLAIMED_FOR = timedelta(seconds=20)
_LOOKS, _EACH = 15, 0.1
# A card that was asked for by an alert alone never lags behind its case: whoever sent the alert tries again.
_NOWHERE = 2**31 - 1


class Placing:
    """The row of the book is the claim: whoever puts a claim there posts, all others wait for the place."""

    def __init__(self, client: WebClient, book: CardBook, clock: Clock) -> None:
        self._client, self._book, self._clock = client, book, clock

    def standing(self, card: Card) -> Card | None:
        """Where the card of this case, kind and address stands; None where it does not.

        Waits a moment where another worker is posting it, and raises DeliveryFailed where that takes long.
        """
        for _ in range(_LOOKS):
            found = self._kept(card)
            if found is None or found.channel or not self._is_claimed(found):
                return found if found and found.channel else None
            time.sleep(_EACH)
        raise DeliveryFailed("Another worker is posting this case.", for_good=False, elsewhere=True)

    def post(self, card: Card, draw: Draw, channel: str, thread_ts: str | None = None) -> Card | None:
        """Post a card and keep its place; None where another worker was first.

        Raises whatever the client does, and then somebody else may try.
        """
        before = self._kept(card)
        if before is not None and not before.channel and self._is_claimed(before):
            return None
        now = f"{self._clock.now().timestamp():.6f}"
        # What was promised lags behind until it stands, so that another worker posts it where this one dies.
        claim = replace(card, channel="", ts=now, shown=before.shown if before else _NOWHERE)
        if not self._book.swap(before, claim):
            return None
        try:
            answer = self._drawn(
                draw,
                lambda blocks, text: self._client.chat_postMessage(
                    channel=channel,
                    thread_ts=thread_ts,
                    text=text,
                    blocks=blocks,
                    unfurl_links=False,
                    unfurl_media=False,
                ),
            )
        except Exception:
            self._book.swap(claim, before or replace(claim, ts=""))
            raise
        placed = replace(card, channel=answer["channel"], ts=answer["ts"])
        self._book.put(placed)
        return placed

    def update(self, card: Card, draw: Draw) -> bool:
        """Change a card where it stands; False where there is no such message any more."""
        try:
            self._drawn(
                draw,
                lambda blocks, text: self._client.chat_update(
                    channel=card.channel, ts=card.ts, text=text, blocks=blocks
                ),
            )
        except SlackApiError as error:
            if message_is_gone(error):
                return False
            raise
        return True

    def _drawn(self, draw: Draw, send: Callable[..., SlackResponse]) -> SlackResponse:
        """Send it, without the blocks of 2026 where Slack refuses them."""
        try:
            return send(*draw(False))
        except SlackApiError as error:
            if not form_refused(error):
                raise
        return send(*draw(True))

    def _kept(self, card: Card) -> Card | None:
        same = (kept for kept in self._book.of(card.reference) if kept.address == card.address)
        return next((kept for kept in same if kept.kind is card.kind), None)

    def _is_claimed(self, card: Card) -> bool:
        """Whether somebody is posting the card now."""
        return bool(card.ts) and self._clock.now().timestamp() - float(card.ts) < _CLAIMED_FOR.total_seconds()
