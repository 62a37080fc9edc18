"""A process that does the work of the hand-off until it is killed, or its input ends.

    python -m tests.torture.worker report|chase DATABASE_URL KEY_FILE MAIL_PORT

It prints "ready". One that reports reads numbers of reports and prints each with its case's reference, or
with "-" where nothing was recorded. One that chases sweeps without end.
"""

import logging
import os
import secrets
import sys
import time
from datetime import timedelta
from pathlib import Path
from threading import Thread

from assistant.adapters.case_store import sql_case_store
from assistant.adapters.clock import SystemClock
from assistant.adapters.notifiers.heartbeat import NoHeartbeat
from assistant.adapters.notifiers.smtp import SmtpNotifier
from assistant.journeys.chase import ChaseJourney
from assistant.journeys.report import ReportJourney
from assistant.ports import CaseStore
from tests.fakes.feedback_book import FakeFeedbackBook
from tests.fakes.mail_server import HOST
from tests.fakes.shipped import shipped_replies
from tests.torture.reports import message_of, torture_school, triage_of

# As long as it may take on a busy machine, and a lease above that, so that the torture ends soon.
_PATIENCE = 3.0
_LEASE = timedelta(seconds=4)
_PAUSE = 0.02


def main() -> None:
    """Do what the command line says."""
    work, url, key_file, port = sys.argv[1:]
    logging.basicConfig()
    store = sql_case_store(url, Path(key_file))
    chase = _chase(store, int(port))
    # The database is opened before the work begins, as a server does.
    store.cases()
    print("ready", flush=True)
    if work == "report":
        _report(ReportJourney(store, torture_school(), shipped_replies(), SystemClock(), chase.send_due))
    else:
        _sweep(chase)


def _chase(store: CaseStore, port: int) -> ChaseJourney:
    mail = SmtpNotifier(HOST, port, "assistant@school.example", "", "", "none", _PATIENCE)
    worker = f"{os.getpid()}-{secrets.token_hex(4)}"
    return ChaseJourney(
        store,
        (mail,),
        torture_school(),
        shipped_replies(),
        SystemClock(),
        NoHeartbeat(),
        FakeFeedbackBook(),
        worker,
        _LEASE,
    )


def _report(journey: ReportJourney) -> None:
    for line in sys.stdin:
        number = int(line)
        reply = journey.hand_off(message_of(number), triage_of(number), True)
        print(number, reply.case or "-", flush=True)


def _sweep(chase: ChaseJourney) -> None:
    Thread(target=_end_with_the_input, daemon=True).start()
    while True:
        chase.sweep()
        time.sleep(_PAUSE)


def _end_with_the_input() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
