"""The outbox: which alerts are due, who has them on lease, and how they went."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from assistant.adapters.case_store.rows import add_events, read_deliveries
from assistant.adapters.case_store.tables import CASES, DELIVERIES
from assistant.domain.case import CaseState, Delivery, DeliveryState, Event

_ROW = DELIVERIES.c
_WAITING = _ROW.state.in_([DeliveryState.PENDING, DeliveryState.FAILED_FOR_NOW])


def _lease_ended(moment: datetime) -> ColumnElement[bool]:
    over = or_(_ROW.leased_until.is_(None), _ROW.leased_until <= moment)
    return and_(_ROW.state == DeliveryState.SENDING, over)


def late_alert(before: datetime) -> ColumnElement[bool]:
    """Alerts that were due before a time and that nobody has on lease since."""
    return and_(_ROW.due_at < before, or_(_WAITING, _lease_ended(before)))


def claim(
    connection: Connection, worker: str, now: datetime, until: datetime, count: int
) -> tuple[Delivery, ...]:
    """Lease alerts that are due; emergencies first, then the longest due."""
    due = (
        select(_ROW.id)
        .join(CASES, CASES.c.reference == _ROW.reference)
        .where(CASES.c.state != CaseState.CLOSED)
        .where(or_(and_(_WAITING, _ROW.due_at <= now), _lease_ended(now)))
        .order_by(CASES.c.emergency.desc(), _ROW.due_at, _ROW.id)
        .limit(count)
        .with_for_update(of=DELIVERIES, skip_locked=True)
    )
    ids = connection.scalars(due).all()
    if not ids:
        return ()
    connection.execute(
        update(DELIVERIES)
        .where(_ROW.id.in_(ids))
        .values(state=DeliveryState.SENDING, attempts=_ROW.attempts + 1, worker=worker, leased_until=until)
    )
    claimed = {delivery.id: delivery for delivery in read_deliveries(connection, _ROW.id.in_(ids))}
    return tuple(claimed[id] for id in ids)


def settle(connection: Connection, worker: str, delivery: Delivery, event: Event | None) -> bool:
    """End a worker's lease and write how the alert went; False where the lease is not theirs."""
    ended = connection.execute(
        update(DELIVERIES)
        .where(_ROW.id == delivery.id, _ROW.worker == worker)
        .values(
            state=delivery.state,
            reason=delivery.reason,
            due_at=delivery.due_at,
            worker=None,
            leased_until=None,
        )
    )
    if ended.rowcount and event is not None:
        add_events(connection, delivery.reference, [event])
    return bool(ended.rowcount)
