"""What every `CardBook` promises, tried on the fake and on each database."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Barrier

import pytest

from assistant.adapters.case_store import file_url, sql_card_book, sql_case_store
from assistant.domain.card import Card, CardKind
from assistant.domain.case import Change, Event, EventKind
from assistant.domain.school import Role
from assistant.ports import CardBook, CaseStore
from tests.fakes.card_book import FakeCardBook
from tests.fakes.case_store import FakeCaseStore
from tests.fakes.clock import SCHOOL_MORNING
from tests.fakes.new_cases import new_case, opening
from tests.fakes.postgres import postgres_url

_CARD = Card("SC-1", CardKind.ROLE_HOLDERS, Role.SAFEGUARDING_LEAD, "slack:C1", "C1", "1.000001", 1)
_REPORTERS = Card("SC-1", CardKind.REPORTER, None, "slack:D1", "D1", "1.000002", 1)


@dataclass(frozen=True)
class _Shelf:
    """A book and the store of its cases, in which SC-1 and SC-2 have one event each."""

    store: CaseStore
    book: CardBook

    def happens(self, reference: str) -> None:
        """Something happens to a case."""
        event = Event(SCHOOL_MORNING, EventKind.ADDED, by="Ann Example")
        self.store.change(reference, lambda case: Change(case, (event,)))


@contextmanager
def _fake(tmp_path: Path) -> Iterator[tuple[CaseStore, CardBook]]:
    store = FakeCaseStore()
    yield store, FakeCardBook(store)


@contextmanager
def _sqlite(tmp_path: Path) -> Iterator[tuple[CaseStore, CardBook]]:
    with _sql(file_url(tmp_path / "cases.sqlite3"), tmp_path) as made:
        yield made


@contextmanager
def _postgres(tmp_path: Path) -> Iterator[tuple[CaseStore, CardBook]]:
    with postgres_url() as url, _sql(url, tmp_path) as made:
        yield made


@contextmanager
def _sql(url: str, tmp_path: Path) -> Iterator[tuple[CaseStore, CardBook]]:
    with closing(sql_case_store(url, tmp_path / "words.key")) as store, closing(sql_card_book(url)) as book:
        yield store, book


Made = Callable[[Path], AbstractContextManager[tuple[CaseStore, CardBook]]]
BOOKS: dict[str, Made] = {"fake": _fake, "sqlite": _sqlite, "postgres": _postgres}


@pytest.fixture(params=sorted(BOOKS))
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[_Shelf]:
    """Each implementation, without a card."""
    with BOOKS[request.param](tmp_path) as (store, book):
        for reference in ("SC-1", "SC-2"):
            store.open(opening(new_case(reference)), None)
        yield _Shelf(store, book)


def test_a_card_is_found_as_it_was_put(shelf: _Shelf) -> None:
    """Every field comes back, the role of nobody too, and other cases have none of it."""
    shelf.book.put(_CARD)
    shelf.book.put(_REPORTERS)
    assert set(shelf.book.of("SC-1")) == {_CARD, _REPORTERS}
    assert shelf.book.of("SC-2") == ()


def test_the_same_card_again_replaces_it(shelf: _Shelf) -> None:
    """Case, kind and address make the card; its place, its role and what it shows may change."""
    shelf.book.put(_CARD)
    moved = replace(_CARD, role=Role.HEADTEACHER, ts="2.000001", shown=2)
    shelf.book.put(moved)
    assert shelf.book.of("SC-1") == (moved,)


def test_another_address_or_kind_is_another_card(shelf: _Shelf) -> None:
    """They stand beside each other."""
    others = (replace(_CARD, address="slack:U1"), replace(_CARD, kind=CardKind.REPORTER))
    for card in (_CARD, *others):
        shelf.book.put(card)
    assert set(shelf.book.of("SC-1")) == {_CARD, *others}


def test_a_card_lags_behind_when_something_happens(shelf: _Shelf) -> None:
    """Only cards of cases to which more has happened than they show, until they show it."""
    for card in (_CARD, _REPORTERS, replace(_CARD, reference="SC-2")):
        shelf.book.put(card)
    assert shelf.book.stale(10) == ()
    shelf.happens("SC-1")
    assert set(shelf.book.stale(10)) == {_CARD, _REPORTERS}
    assert len(shelf.book.stale(1)) == 1
    shelf.book.put(replace(_CARD, shown=2))
    assert shelf.book.stale(10) == (_REPORTERS,)


def test_a_swap_needs_what_is_there(shelf: _Shelf) -> None:
    """Nothing, or exactly the card that the caller knows; anything else is left as it is."""
    assert shelf.book.swap(None, _CARD)
    assert not shelf.book.swap(None, replace(_CARD, ts="2.000001"))
    for other in (
        replace(_CARD, ts="3.000001"),
        replace(_CARD, shown=7),
        replace(_CARD, channel=""),
    ):
        assert not shelf.book.swap(other, replace(_CARD, ts="2.000001"))
    assert shelf.book.of("SC-1") == (_CARD,)
    newer = replace(_CARD, shown=2)
    assert shelf.book.swap(_CARD, newer)
    assert shelf.book.of("SC-1") == (newer,)


def test_nothing_is_swapped_for_what_is_not_there(shelf: _Shelf) -> None:
    """A card that somebody remembers and the book does not is no claim."""
    assert not shelf.book.swap(_CARD, replace(_CARD, shown=2))
    assert shelf.book.of("SC-1") == ()


@pytest.mark.parametrize("known", [None, _CARD], ids=["new", "known"])
def test_of_many_at_once_one_swaps(shelf: _Shelf, known: Card | None) -> None:
    """The book is a claim: whoever gets it is alone, however many try at the same moment."""
    if known is not None:
        shelf.book.put(known)
    together = Barrier(4)

    def tries(number: int) -> bool:
        together.wait(10)
        return shelf.book.swap(known, replace(_CARD, channel="", ts=f"{number}"))

    with ThreadPoolExecutor(4) as workers:
        assert sorted(workers.map(tries, range(4))) == [False, False, False, True]


def test_a_claim_does_not_lag(shelf: _Shelf) -> None:
    """A card that shows the largest number is never behind."""
    shelf.book.put(replace(_CARD, shown=2**31 - 1))
    shelf.happens("SC-1")
    assert shelf.book.stale(10) == ()
