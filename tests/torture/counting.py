"""What is there at the end, against what was accepted."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from hashlib import sha256

from assistant.domain.case import Case, Delivery, DeliveryState, EventKind
from assistant.ports import CaseStore
from tests.torture.reports import CANARY, first_addresses, key_of

_SETTLED = (DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.FAILED_FOR_GOOD)


@dataclass(frozen=True, slots=True)
class Count:
    """`lost` and `duplicates` say what each is; `repeats` are mails that mail systems show once."""

    cases: int
    mails: int
    lost: tuple[str, ...]
    duplicates: tuple[str, ...]
    repeats: int
    leaks: int


def wait_until_settled(store: CaseStore, seconds: float) -> None:
    """Until no alert waits or is under way any more, or the time is over, which shows in the count."""
    end = time.monotonic() + seconds
    waiting = [case.reference for case in store.cases()]
    while waiting and time.monotonic() < end:
        waiting = [one for one in waiting if not all(map(_is_settled, store.deliveries(one)))]
        time.sleep(0.1)


def count(
    store: CaseStore, mails: Sequence[EmailMessage], accepted: Mapping[int, set[str]], reports: int
) -> Count:
    """Every report has its one case and every case its alerts, once each for whoever reads them."""
    cases = {case.reference: case for case in store.cases()}
    by_key = {case.key: case for case in cases.values()}
    deliveries = {_message_id(one): one for case in cases for one in store.deliveries(case)}
    arrived = {(_reference(mail), str(mail["To"])) for mail in mails}
    lost = [f"report {n} has no case" for n in range(reports) if key_of(n) not in by_key]
    for number in range(reports):
        case = by_key.get(key_of(number))
        if case is not None:
            lost += _lost(store, number, case, arrived)
    lost += [f"{one.id} is not settled" for one in deliveries.values() if not _is_settled(one)]
    ids = [str(mail["Message-ID"]) for mail in mails]
    return Count(
        len(cases),
        len(mails),
        tuple(lost),
        (*_twice(cases.values(), accepted, by_key), *_seen_twice(set(ids), deliveries)),
        len(ids) - len(set(ids)),
        sum(CANARY in mail.as_string() for mail in mails),
    )


def _lost(store: CaseStore, number: int, case: Case, arrived: set[tuple[str, str]]) -> list[str]:
    missing = [to for to in sorted(first_addresses(number)) if (case.reference, to) not in arrived]
    recorded = [event for event in store.events(case.reference) if event.kind is EventKind.RECORDED]
    lost = [f"report {number}: no alert to {to}" for to in missing]
    return lost + ([] if len(recorded) == 1 else [f"report {number} is recorded {len(recorded)} times"])


def _twice(cases: Iterable[Case], accepted: Mapping[int, set[str]], by_key: Mapping[str, Case]) -> list[str]:
    keys = Counter(case.key for case in cases)
    several = [f"{key} has {number} cases" for key, number in keys.items() if number > 1]
    for number, references in accepted.items():
        case = by_key.get(key_of(number))
        if references != ({case.reference} if case else set()):
            several.append(f"report {number} was accepted as {sorted(references)}")
    return several


def _seen_twice(ids: set[str], deliveries: Mapping[str, Delivery]) -> list[str]:
    """Mails that are not the same to a mail system, for the same case, role and rung."""
    unknown = [f"{id} belongs to no alert" for id in sorted(ids) if id not in deliveries]
    sent = [deliveries[id] for id in ids if id in deliveries]
    alike = Counter((one.reference, one.role, one.rung) for one in sent)
    return unknown + [
        f"{alert} has {number} different mails" for alert, number in alike.items() if number > 1
    ]


def _message_id(delivery: Delivery) -> str:
    return f"<{sha256(delivery.id.encode()).hexdigest()[:32]}@school.example>"


def _reference(mail: EmailMessage) -> str:
    return str(mail["Subject"]).partition("case ")[2].partition(",")[0]


def _is_settled(delivery: Delivery) -> bool:
    return delivery.state in _SETTLED
