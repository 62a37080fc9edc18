"""How alerts are settled beside changes of their case."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, text

from assistant.adapters.case_store import alerts, sql_case_store
from assistant.adapters.case_store.engines import make_engine
from assistant.adapters.case_store.rows import add_events
from assistant.domain.case import Change, Event, EventKind
from tests.fakes.clock import SCHOOL_MORNING
from tests.fakes.new_cases import new_alert, new_case, opening
from tests.fakes.postgres import postgres_url

_LATER = SCHOOL_MORNING.replace(hour=9)
_SENT = Event(SCHOOL_MORNING, EventKind.ALERT_SENT)


def _wait_until_somebody_waits(connection: Connection) -> None:
    mine = "SELECT count(*) FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    end = time.monotonic() + 30
    while not connection.scalar(text(mine)):
        assert time.monotonic() < end
        time.sleep(0.01)


def test_settling_and_changing_do_not_wait_for_each_other_in_a_circle(tmp_path: Path) -> None:
    """A change that queues an alert again waits for who settles it, who never waits for the change."""
    case = new_case()
    alert = new_alert(case)
    with postgres_url() as url, closing(sql_case_store(url, tmp_path / "key")) as store:
        store.open(opening(case, alert), None)
        [claimed] = store.claim_deliveries("one", SCHOOL_MORNING, _LATER, 1)
        engine = make_engine(url)
        with ThreadPoolExecutor(1) as threads:
            with engine.begin() as settling:
                assert alerts.settle(settling, "one", claimed, None)
                changing = threads.submit(store.change, "SC-1", lambda case: Change(case, (_SENT,), (alert,)))
                _wait_until_somebody_waits(settling)
                add_events(settling, "SC-1", [_SENT])
            assert changing.result(timeout=30) == case
        engine.dispose()
        assert len(store.events("SC-1")) == 3
        assert len(store.deliveries("SC-1")) == 1
