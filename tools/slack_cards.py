"""The cards of a made-up case, as the pictures of Slack show them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from assistant.adapters.slack.card_blocks import Drawn, reporter_card, role_holders_card
from assistant.adapters.slack.card_lines import CardLines
from assistant.domain.case import Case, CaseState, Event, EventKind
from assistant.domain.replies import Replies
from assistant.domain.school import Role, School
from assistant.domain.triage import Category

_LEAD, _DEPUTY, _HEAD = Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEADTEACHER


class _Stopped:
    """The clock of the pictures."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        """The moment at which every card is looked at."""
        return self._at

    def today(self) -> date:
        """Its day."""
        return self._at.date()


def cards(
    school: School, replies: Replies, morning: datetime
) -> Mapping[str, tuple[str, list[dict[str, Any]]]]:
    """Caption and blocks of each card by its name; the report was made in the `morning`."""
    lines = CardLines(school, replies, _Stopped(morning + timedelta(minutes=20)))
    case = _case(morning)
    recorded, sent = (
        Event(morning, EventKind.RECORDED, by=case.reporter),
        Event(morning, EventKind.ALERT_SENT, _LEAD),
    )
    later, name = morning + timedelta(minutes=15), school.contact(_DEPUTY).name
    held = replace(case, state=CaseState.ACKNOWLEDGED, held_by=_DEPUTY, held_name=name, acknowledged_at=later)
    told = (
        recorded,
        sent,
        Event(later, EventKind.ESCALATED, _DEPUTY),
        Event(later, EventKind.ALERT_SENT, _DEPUTY),
        Event(later, EventKind.OPENED, _DEPUTY, name),
        Event(later, EventKind.ACKNOWLEDGED, _DEPUTY, name),
    )
    shown = {
        "card-open": (
            "The role holders' card, just reported",
            role_holders_card(case, (recorded, sent), lines),
        ),
        "card-held": ("The role holders' card: somebody has the case", role_holders_card(held, told, lines)),
        "card-reporter": ("The reporter's card", reporter_card(case, (recorded, sent), lines)),
        "card-reporter-held": (
            "The reporter's card: somebody has the case",
            reporter_card(held, told, lines),
        ),
    }
    return {key: (caption, _blocks(drawn)) for key, (caption, drawn) in shown.items()}


def _case(at: datetime) -> Case:
    return Case(
        reference="K7M2-9QXA",
        key="",
        reporter="slack:T1/U1",
        reporter_name="Sam Rowe",
        opened_at=at,
        categories=(Category.CHILD_PROTECTION,),
        emergency=False,
        first=(_LEAD,),
        ladder=(_LEAD, _DEPUTY, _HEAD),
        due_at=at + timedelta(minutes=15),
    )


def _blocks(drawn: Drawn) -> list[dict[str, Any]]:
    return [block.to_dict() for block in drawn[0]]
