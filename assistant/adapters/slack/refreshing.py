"""Cards that lag behind their case, one after the other: none that fails keeps the others waiting."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from assistant.adapters.slack.failures import TROUBLES, concerns_all, explained, pause_after
from assistant.domain.card import Card, CardKind
from assistant.errors import CaseStoreError
from assistant.ports import CardBook, Clock, DeliveryFailed

# A card that meets what nobody knows is left alone for so long: each try costs the others time.
_ODD_PAUSE = timedelta(minutes=1)
_Key = tuple[str, CardKind, str]
_log = logging.getLogger(__name__)


class Refreshing:
    """One worker's rounds over the book."""

    def __init__(
        self,
        book: CardBook,
        clock: Clock,
        renew: Callable[[Card], bool],
        give_up: Callable[[Card, DeliveryFailed], None],
    ) -> None:
        """`renew` brings one card up to date, and says whether it has; `give_up` leaves one for good."""
        self._book, self._clock, self._renew, self._give_up = book, clock, renew, give_up
        self._waits_until = datetime.min.replace(tzinfo=UTC)
        self._odd: dict[_Key, datetime] = {}

    def round(self, count: int) -> int:
        """Renew at most `count` cards; how many that were.

        Where Slack is in trouble or limits us, the rest waits, and so do later rounds for as long as Slack
        says. Raises CaseStoreError.
        """
        now, done = self._clock.now(), 0
        if now < self._waits_until:
            return done
        self._odd = {key: until for key, until in self._odd.items() if until > now}
        stale = self._book.stale(count + len(self._odd))
        for card in [card for card in stale if _key(card) not in self._odd][:count]:
            try:
                done += self._renew(card)
            except TROUBLES as error:
                if concerns_all(error):
                    self._waits_until = now + pause_after(error)
                    _log.warning("cards wait: %s", explained(error).reason)
                    break
                self._left(card, explained(error))
            except CaseStoreError:
                raise
            # Whatever is wrong with one card, older ones must not wait for it; its words may quote the case.
            except Exception as error:
                _log.error("card broke: %s, case %s", type(error).__name__, card.reference)
                self._odd[_key(card)] = now + _ODD_PAUSE
        return done

    def _left(self, card: Card, failure: DeliveryFailed) -> None:
        """For good, until something else happens to the case, or for a while."""
        _log.warning("card not renewed: %s, case %s", failure.reason, card.reference)
        if failure.for_good:
            self._give_up(card, failure)
        else:
            self._odd[_key(card)] = self._clock.now() + _ODD_PAUSE


def _key(card: Card) -> _Key:
    return card.reference, card.kind, card.address
