"""A book of cards that forgets everything when the test ends."""

from threading import Lock

from assistant.domain.card import Card, CardKind
from assistant.ports import CaseStore

_Key = tuple[str, CardKind, str]


class FakeCardBook:
    """Cards in memory, beside the store that knows what has happened to their cases."""

    def __init__(self, store: CaseStore) -> None:
        self._store, self._lock = store, Lock()
        self._cards: dict[_Key, Card] = {}

    def put(self, card: Card) -> None:
        """Keep it."""
        with self._lock:
            self._cards[_key(card)] = card

    def swap(self, before: Card | None, after: Card) -> bool:
        """Keep `after` where `before` stands."""
        with self._lock:
            if self._cards.get(_key(after)) != before:
                return False
            self._cards[_key(after)] = after
            return True

    def of(self, reference: str) -> tuple[Card, ...]:
        """The cards of one case."""
        with self._lock:
            return tuple(card for card in self._cards.values() if card.reference == reference)

    def stale(self, count: int) -> tuple[Card, ...]:
        """Cards that lag behind their case."""
        with self._lock:
            cards = tuple(self._cards.values())
        lagging = (card for card in cards if len(self._store.events(card.reference)) > card.shown)
        return tuple(lagging)[:count]


def _key(card: Card) -> _Key:
    return card.reference, card.kind, card.address
