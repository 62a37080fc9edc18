"""What every `Inbox` promises, tried on SQLite, on PostgreSQL and on the fake."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest

from assistant.adapters.case_store import sql_inbox
from assistant.domain.message import Turn
from assistant.domain.received import Claimed, Received, Surface
from assistant.ports import Inbox
from tests.fakes.clock import SCHOOL_MORNING
from tests.fakes.databases import DATABASES, database_url
from tests.fakes.inbox import FakeInbox
from tests.fakes.received import THREAD, received

_Given = TypeVar("_Given")


@pytest.fixture(params=[*DATABASES, "fake"])
def inbox(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Inbox]:
    """Each implementation, empty."""
    if request.param == "fake":
        yield FakeInbox()
    else:
        with database_url(request.param, tmp_path) as url, closing(sql_inbox(url, tmp_path / "key")) as made:
            yield made


def _after(minutes: float) -> datetime:
    return SCHOOL_MORNING + timedelta(minutes=minutes)


def _at_once(count: int, act: Callable[[int], _Given]) -> list[_Given]:
    """What `act` gave in each of several threads that began together."""
    begin = Barrier(count)

    def run(number: int) -> _Given:
        begin.wait(timeout=30)
        return act(number)

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(run, range(count)))


def _claimed(inbox: Inbox, key: str, worker: str = "one", minutes: float = 0) -> Received | None:
    """What `worker` gets on lease for a minute."""
    claimed = inbox.claim(key, worker, _after(minutes), _after(minutes + 1))
    return claimed.received if claimed else None


def _answered(inbox: Inbox, message: Received, said: str, keep: bool = True) -> None:
    assert inbox.receive(message)
    assert _claimed(inbox, message.key) == message
    assert inbox.done(message.key, "one", said, keep)


def test_a_new_inbox_is_empty(inbox: Inbox) -> None:
    """Nothing waits, is claimed, remembered, forgotten or purged where nothing was received."""
    assert inbox.waiting(_after(99), 9) == ()
    assert _claimed(inbox, "Ev1") is None
    assert not inbox.done("Ev1", "one", "said", True)
    assert inbox.history(THREAD, "Ev1") == ()
    inbox.forget("Ev1")
    assert inbox.purge(_after(99)) == 0


@pytest.mark.parametrize("surface", Surface)
@pytest.mark.parametrize(
    "text", ["", "Is there parking?", "it's 'her' \x00 \ud83d £5 日本\n\n<@U1> \U0001f600"]
)
def test_a_message_comes_back_as_it_was(inbox: Inbox, surface: Surface, text: str) -> None:
    """Whoever claims it gets every field, its time in UTC."""
    message = replace(received(text=text), surface=surface)
    assert inbox.receive(message)
    claimed = _claimed(inbox, "Ev1")
    assert claimed == message
    assert claimed is not None
    assert claimed.at.tzinfo is UTC


def test_a_repeat_is_told_and_changes_nothing(inbox: Inbox) -> None:
    """The same key again is False, while it waits, while it is answered and when it is done."""
    message, again = received(), replace(received(text="other"), sender="slack:T1/U2", at=_after(9))
    assert inbox.receive(message)
    assert not inbox.receive(again)
    assert inbox.waiting(_after(0), 9) == ("Ev1",)
    assert _claimed(inbox, "Ev1") == message
    assert not inbox.receive(again)
    assert inbox.waiting(_after(0), 9) == ()
    assert inbox.done("Ev1", "one", "Yes.", True)
    assert not inbox.receive(again)
    assert _claimed(inbox, "Ev1", minutes=9) is None
    assert inbox.history(THREAD, "") == (Turn("user", message.text), Turn("assistant", "Yes."))


def test_of_a_hundred_deliveries_of_one_message_one_is_new(inbox: Inbox) -> None:
    """However many threads receive it at the same moment."""
    new = _at_once(100, lambda number: inbox.receive(received(text=str(number))))
    assert new.count(True) == 1
    assert inbox.waiting(_after(0), 9) == ("Ev1",)
    claimed = _claimed(inbox, "Ev1")
    assert claimed is not None
    assert claimed.text == str(new.index(True))


def test_of_several_workers_one_gets_a_message(inbox: Inbox) -> None:
    """Those that claim one key at the same moment do not share it; only the winner may say it is done."""
    inbox.receive(received())
    won = _at_once(8, lambda number: _claimed(inbox, "Ev1", str(number)) is not None)
    assert won.count(True) == 1
    assert _at_once(8, lambda number: inbox.done("Ev1", str(number), "said", True)) == won


def test_a_running_lease_is_left_alone(inbox: Inbox) -> None:
    """No other worker gets it, and it does not wait; its own may begin again."""
    inbox.receive(received())
    assert _claimed(inbox, "Ev1") is not None
    assert _claimed(inbox, "Ev1", "two", 0.9) is None
    assert inbox.claim("Ev1", "one", _after(0.9), _after(1)) == Claimed(received(), 2)
    assert inbox.waiting(_after(0.9), 9) == ()


def test_a_lease_that_is_over_is_anothers(inbox: Inbox) -> None:
    """From its last moment on it waits, and its first worker has no say any more."""
    inbox.receive(received())
    assert _claimed(inbox, "Ev1") is not None
    assert inbox.waiting(_after(1), 9) == ("Ev1",)
    assert _claimed(inbox, "Ev1", "two", 1) == received()
    assert not inbox.done("Ev1", "one", "said by one", False)
    assert inbox.waiting(_after(1), 9) == ()
    assert inbox.done("Ev1", "two", "said by two", True)
    assert inbox.history(THREAD, "")[1:] == (Turn("assistant", "said by two"),)


def test_a_late_worker_is_done_where_nobody_took_over(inbox: Inbox) -> None:
    """It has answered after all; once is enough."""
    inbox.receive(received())
    assert _claimed(inbox, "Ev1") is not None
    assert inbox.done("Ev1", "one", "said", True)
    assert not inbox.done("Ev1", "one", "said again", True)
    assert inbox.waiting(_after(99), 9) == ()


def test_done_without_a_lease_is_refused(inbox: Inbox) -> None:
    """Nobody has answered what nobody has claimed."""
    inbox.receive(received())
    assert not inbox.done("Ev1", "one", "said", False)
    assert _claimed(inbox, "Ev1") == received()


def test_what_is_received_may_be_leased_at_once(inbox: Inbox) -> None:
    """It waits for nobody, counts as tried, and is its worker's to end; a repeat changes nothing of that."""
    assert inbox.receive(received(), "one", _after(1))
    assert not inbox.receive(received(), "two", _after(9))
    assert inbox.waiting(_after(0), 9) == ()
    assert _claimed(inbox, "Ev1", "two") is None
    assert inbox.done("Ev1", "one", "said", True)
    assert inbox.receive(received("Ev2"), "one", _after(1))
    assert inbox.claim("Ev2", "two", _after(1), _after(2)) == Claimed(received("Ev2"), 2)


def test_attempts_are_counted_over_all_workers(inbox: Inbox) -> None:
    """Each lease counts, whoever had it and whatever became of them."""
    inbox.receive(received())
    for attempt in (1, 2, 3):
        claimed = inbox.claim("Ev1", f"worker {attempt}", _after(attempt), _after(attempt + 1))
        assert claimed == Claimed(received(), attempt)


def test_a_renewed_lease_runs_on(inbox: Inbox) -> None:
    """Nobody else gets what its worker still holds, and the attempt is the same one."""
    for key in ("Ev1", "Ev2"):
        inbox.receive(received(key))
        assert _claimed(inbox, key) is not None
    inbox.renew(("Ev1", "unknown"), "one", _after(5))
    assert inbox.waiting(_after(4), 9) == ("Ev2",)
    assert _claimed(inbox, "Ev1", "two", 4) is None
    assert inbox.claim("Ev1", "two", _after(5), _after(6)) == Claimed(received(), 2)


def test_only_ones_own_lease_can_be_renewed(inbox: Inbox) -> None:
    """What another worker took over, what is done and what nobody has claimed stays as it is."""
    for key in ("Ev1", "Ev2", "Ev3"):
        inbox.receive(received(key))
    assert _claimed(inbox, "Ev1", "two") is not None
    assert _claimed(inbox, "Ev2") is not None
    assert inbox.done("Ev2", "one", "said", True)
    inbox.renew(("Ev1", "Ev2", "Ev3"), "one", _after(9))
    inbox.renew((), "one", _after(9))
    assert inbox.waiting(_after(2), 9) == ("Ev1", "Ev3")


def test_a_message_that_is_given_back_waits_and_has_not_been_tried(inbox: Inbox) -> None:
    """Until the time given nobody gets it; then the attempt counts as if the last one had not been."""
    inbox.receive(received())
    assert _claimed(inbox, "Ev1") is not None
    inbox.release("Ev1", "two", _after(0))
    assert _claimed(inbox, "Ev1", "two") is None
    inbox.release("Ev1", "one", _after(0.5))
    assert not inbox.done("Ev1", "one", "said", True)
    assert inbox.waiting(_after(0.4), 9) == ()
    assert inbox.waiting(_after(0.5), 9) == ("Ev1",)
    assert inbox.claim("Ev1", "two", _after(0.5), _after(1)) == Claimed(received(), 1)


def test_what_waits_is_listed_oldest_first(inbox: Inbox) -> None:
    """By the time of the message, then as they came; no more than asked for."""
    for key, minutes in (("b", 2), ("a", 2), ("d", 1), ("c", 3)):
        inbox.receive(received(key, minutes=minutes))
    assert inbox.waiting(_after(0), 9) == ("d", "b", "a", "c")
    assert inbox.waiting(_after(0), 2) == ("d", "b")
    _claimed(inbox, "b")
    assert inbox.waiting(_after(0), 9) == ("d", "a", "c")


def test_history_is_the_conversation_so_far(inbox: Inbox) -> None:
    """Turns before a message, oldest first, of its own thread only, also those nobody has answered yet."""
    _answered(inbox, received("Ev1", "first"), "one")
    _answered(inbox, received("Ev2", "second", 1), "two")
    _answered(inbox, replace(received("Ev3", "elsewhere", 2), thread="T1/C2/1"), "no")
    inbox.receive(received("Ev4", "third", 3))
    inbox.receive(received("Ev5", "fourth", 4))
    said = [(turn.role, turn.content) for turn in inbox.history(THREAD, "Ev5")]
    first = [("user", "first"), ("assistant", "one"), ("user", "second"), ("assistant", "two")]
    assert said == [*first, ("user", "third")]
    assert [(turn.role, turn.content) for turn in inbox.history(THREAD, "Ev4")] == first
    assert inbox.history(THREAD, "Ev1") == ()


def test_history_is_all_of_it_where_the_message_is_not_kept(inbox: Inbox) -> None:
    """One that could not be written is after all that was."""
    _answered(inbox, received("Ev1", "first"), "one")
    assert len(inbox.history(THREAD, "unknown")) == 2


def test_messages_outside_a_thread_have_no_history(inbox: Inbox) -> None:
    """Commands of different people are no conversation."""
    _answered(inbox, replace(received(), thread=""), "said")
    assert inbox.history("", "Ev2") == ()


def test_an_answer_of_no_words_is_no_turn(inbox: Inbox) -> None:
    """Where nothing was said, history has only what was asked."""
    _answered(inbox, received(), "")
    assert inbox.history(THREAD, "") == (Turn("user", received().text),)


def test_a_handed_off_message_is_erased_and_its_answer_stays(inbox: Inbox) -> None:
    """A follow-up knows that there was a hand-off, and not what was reported; a repeat is still known."""
    _answered(inbox, received(), "That went to a person.", keep=False)
    assert inbox.history(THREAD, "Ev2") == (Turn("assistant", "That went to a person."),)
    assert not inbox.receive(received())


def test_a_message_can_be_read_as_long_as_its_text_is_kept(inbox: Inbox) -> None:
    """While it waits, while it is answered and when that is done; not when it was handed off or forgotten."""
    messages = [received(key) for key in ("Ev1", "Ev2", "Ev3")]
    for message in messages:
        assert inbox.read(message.key) is None
        inbox.receive(message)
        assert inbox.read(message.key) == message
        _claimed(inbox, message.key)
        assert inbox.read(message.key) == message
        inbox.done(message.key, "one", "said", message.key != "Ev2")
    inbox.forget("Ev3")
    assert [inbox.read(message.key) for message in messages] == [messages[0], None, None]


def test_a_forgotten_message_leaves_nothing_behind(inbox: Inbox) -> None:
    """Neither its text nor its answer; others stay, and a repeat of it is still known."""
    _answered(inbox, received("Ev1", "first"), "one")
    _answered(inbox, received("Ev2", "second", 1), "two")
    inbox.forget("Ev1")
    inbox.forget("Ev1")
    assert inbox.history(THREAD, "") == (Turn("user", "second"), Turn("assistant", "two"))
    assert not inbox.receive(received("Ev1"))


def test_a_message_that_is_forgotten_before_its_answer_is_not_answered(inbox: Inbox) -> None:
    """Nobody gets it any more, and whoever has it brings nothing of it back."""
    for key in ("Ev1", "Ev2"):
        inbox.receive(received(key))
    assert _claimed(inbox, "Ev2") is not None
    for key in ("Ev1", "Ev2"):
        inbox.forget(key)
    assert inbox.waiting(_after(99), 9) == ()
    assert _claimed(inbox, "Ev1", minutes=99) is None
    assert not inbox.done("Ev2", "one", "said", True)
    assert inbox.history(THREAD, "") == ()


def test_purging_removes_what_is_old_and_done(inbox: Inbox) -> None:
    """What still waits stays however old it is; a purged key is a new one again."""
    _answered(inbox, received("Ev1"), "one")
    _answered(inbox, received("Ev2", minutes=5), "two")
    inbox.receive(received("Ev3"))
    inbox.receive(received("Ev4"))
    assert _claimed(inbox, "Ev4") is not None
    assert inbox.purge(_after(5)) == 1
    assert inbox.purge(_after(5)) == 0
    assert inbox.waiting(_after(0), 9) == ("Ev3",)
    assert inbox.done("Ev4", "one", "four", True)
    assert [turn.content for turn in inbox.history(THREAD, "Ev3")] == []
    assert len(inbox.history(THREAD, "")) == 5
    assert not inbox.receive(received("Ev2"))
    assert inbox.receive(received("Ev1"))
