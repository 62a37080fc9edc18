"""Cases and alerts to put into a store."""

from datetime import timedelta

from assistant.domain.case import Case, Change, Delivery, Event, EventKind, Shift
from assistant.domain.school import Role
from assistant.domain.triage import Category
from tests.fakes.clock import SCHOOL_MORNING


def new_case(reference: str = "SC-1", minutes: int = 30, emergency: bool = False) -> Case:
    """A case that was opened this morning; its next step is due `minutes` later."""
    return Case(
        reference=reference,
        key=f"key of {reference}",
        reporter="Ann Example",
        opened_at=SCHOOL_MORNING,
        categories=(Category.CHILD_PROTECTION,),
        emergency=emergency,
        first=(Role.SAFEGUARDING_LEAD,),
        ladder=(Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD),
        due_at=SCHOOL_MORNING + timedelta(minutes=minutes),
    )


def new_alert(case: Case, name: str = "1", minutes: int = 0) -> Delivery:
    """An alert of a case that is due `minutes` after it was opened."""
    due_at = case.opened_at + timedelta(minutes=minutes)
    return Delivery(
        f"{case.reference}/{name}", case.reference, case.first[0], Shift.SCHOOL_HOURS, 0, 0, due_at
    )


def opening(case: Case, *alerts: Delivery) -> Change:
    """What records a case with its alerts."""
    return Change(case, (Event(case.opened_at, EventKind.RECORDED, by=case.reporter),), alerts)
