"""What doctor finds in Slack."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.adapters.clock import SystemClock
from assistant.adapters.slack.checks import examined
from assistant.adapters.slack.client import web_client
from assistant.domain.finding import Finding, Grade
from assistant.domain.school import Contact, School
from assistant.ports import Clock
from tests.assistant.adapters.slack.office import SCOPES, Office, office
from tests.fakes.clock import FakeClock


@pytest.fixture
def school() -> Iterator[Office]:
    """A school in which all is well."""
    with office() as made:
        yield made


def _examined(
    office: Office,
    app_token: str | None = "xapp-1",
    scopes: Collection[str] = SCOPES,
    school: School | None = None,
    clock: Clock | None = None,
) -> tuple[Finding, ...]:
    client = web_client(office.slack.bot_token, office.slack.api_url)
    return examined(client, app_token, scopes, school or office.school, clock or SystemClock())


def _wrong(findings: Collection[Finding]) -> list[str]:
    return [finding.text for finding in findings if finding.grade is not Grade.GOOD]


def test_all_is_well(school: Office) -> None:
    """Token, scopes, each person and the channel are good, and the app is named."""
    findings = _examined(school)
    assert _wrong(findings) == []
    assert any("policy in School" in finding.text for finding in findings)
    assert len([finding for finding in findings if "can be reached" in finding.text]) == 4


def test_a_refused_token_ends_it(school: Office) -> None:
    """Nothing else can be asked."""
    school.slack.refuses_tokens("invalid_auth")
    assert _wrong(_examined(school)) == [
        "Slack does not accept the app's token: put a new one into the settings."
    ]


@pytest.mark.parametrize(("token", "wrong"), [("", 1), ("xoxb-1", 1), (None, 0)])
def test_the_app_token_has_a_form(school: Office, token: str | None, wrong: int) -> None:
    """Where Slack sends by HTTP there is none."""
    assert len(_wrong(_examined(school, token))) == wrong


def test_scopes_are_compared(school: Office) -> None:
    """What is lacking is missing, what is too much is noticed."""
    findings = _examined(school, scopes=(SCOPES | {"reactions:write"}) - {"commands"})
    assert {(finding.grade, "reactions:write" in finding.text) for finding in findings[2:4]} == {
        (Grade.MISSING, True),
        (Grade.NOTICE, False),
    }


def test_a_clock_that_is_wrong_is_told(school: Office) -> None:
    """Leases and due times go by it."""
    late = FakeClock(SystemClock().now() - timedelta(minutes=3))
    [told] = _wrong(_examined(school, clock=late))
    assert "set it by the network" in told


def test_people_who_cannot_be_reached_are_told(school: Office) -> None:
    """Those who have left, guests, and ids that nobody has."""
    school.lead.leaves_school()
    school.deputy.account.guest = True
    contacts = [_with(contact, "slack:U404", "slack:nobody") for contact in school.school.contacts[:1]]
    strange = replace(school.school, contacts=(*contacts, *school.school.contacts[1:]))
    told = "\n".join(_wrong(_examined(school, school=strange)))
    assert "is a guest" in told
    assert "no active account" in told
    assert "not an address in Slack" in told


def test_the_channel_is_private_and_the_app_in_it(school: Office) -> None:
    """Each way in which it is not has a cure."""
    school.slack.grants("channels:read")
    scopes = SCOPES | {"channels:read"}
    team = school.team
    team.private, team.ext_shared, team.archived = True, True, True
    told = "\n".join(_wrong(_examined(school, scopes=scopes)))
    assert ("is shared" in told, "is archived" in told) == (True, True)
    team.private, team.ext_shared, team.archived = False, False, False
    [public] = _wrong(_examined(school, scopes=scopes))
    assert "not private" in public
    team.members.discard("U0POLICYBOT")
    assert any("invite it" in text for text in _wrong(_examined(school, scopes=scopes)))


def test_everybody_in_the_channel_is_a_contact(school: Office) -> None:
    """Whoever is in it reads along, and is named by the id that the school's file would hold."""
    school.slack.workspace.invites(school.team, school.reporter)
    [told] = _wrong(_examined(school))
    assert school.reporter.id in told
    assert school.lead.id not in told


def _with(contact: Contact, *channels: str) -> Contact:
    return replace(contact, channels=channels)
