"""The school and the reports of the torture, which the parent and its workers know by number."""

from assistant.domain.message import Message
from assistant.domain.school import Escalation, OpeningTimes, Role, School
from assistant.domain.triage import Category, Concerned, Triage
from assistant.incidents.routing import routed_in
from tests.fakes.staffed_school import mail, staffed
from tests.fakes.triaged import live

CANARY = "zebra-quince-7731"
# Nobody is told because of the time: every alert of a case is one of its first.
_A_WEEK = 7 * 24 * 60
_TRIAGES = (
    live(Category.CHILD_PROTECTION),
    live(Category.STAFF_CONDUCT, concerns=Concerned.COLLEAGUE),
    live(Category.MISSING_OR_TRIP_EMERGENCY, emergency=True),
    live(Category.DATA_BREACH, Category.CHILD_PROTECTION),
    live(Category.HEADTEACHER_CONDUCT),
    live(Category.SELF_HARM, perhaps=(Role.HEADTEACHER,)),
)


def torture_school() -> School:
    """Everybody has one address, and waits for as long as it takes."""
    mail_only = {role: {"channels": (mail(role),)} for role in Role}
    return staffed(mail_only, escalation=Escalation(_A_WEEK, _A_WEEK), opening=OpeningTimes())


def triage_of(number: int) -> Triage:
    """What triage says of a report."""
    return _TRIAGES[number % len(_TRIAGES)]


def message_of(number: int) -> Message:
    """What was typed; the key is that of the channel, the same whenever it is sent again."""
    return Message(f"Report {number} {CANARY}", sender=f"Reporter {number}", key=key_of(number))


def key_of(number: int) -> str:
    """What makes a report that is sent again the same."""
    return f"report-{number}"


def first_addresses(number: int) -> set[str]:
    """Where an alert of a report must arrive."""
    return {mail(role) for role in routed_in(torture_school(), triage_of(number)).first}
