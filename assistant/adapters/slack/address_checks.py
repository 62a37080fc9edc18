"""Whether the addresses that the school has given in Slack can be reached, and who would read along."""

from collections.abc import Collection, Mapping
from typing import Any

from slack_sdk import WebClient

from assistant.adapters.slack.addresses import channel_of, person_of, slack_addresses
from assistant.adapters.slack.failures import TROUBLES, explained
from assistant.adapters.slack.private_channels import described, fault_of, members_of
from assistant.domain.finding import Finding, Grade
from assistant.domain.school import School
from assistant.incidents.people import reach_of
from assistant.ports import DeliveryFailed

_GUEST = ("is_restricted", "is_ultra_restricted", "is_stranger")


def addresses_checked(client: WebClient, school: School, bot: str) -> list[Finding]:
    """A finding for each address; `bot` is the app's own id."""
    whose: dict[str, str] = {}
    for role, _, address in slack_addresses(school):
        whose.setdefault(address, school.contact(role).title)
    findings = []
    for address, title in whose.items():
        try:
            faults = _faults(client, school, address, bot)
        except TROUBLES as error:
            faults = [explained(error).reason]
        except DeliveryFailed as failure:
            faults = [failure.reason]
        findings += [Finding(Grade.MISSING, title, f"{address}: {fault}") for fault in faults]
        findings += [] if faults else [Finding(Grade.GOOD, title, f"{address} can be reached.")]
    return findings


def _faults(client: WebClient, school: School, address: str, bot: str) -> list[str]:
    channel = channel_of(address)
    if person_of(address):
        return _faults_of_person(client.users_info(user=channel)["user"])
    info = described(client, channel)
    faults = list(filter(None, [fault_of(info)]))
    faults += ["The channel is archived."] if info.get("is_archived") else []
    if not info.get("is_member"):
        return [*faults, "The app is not in the channel: invite it there."]
    return faults + _strangers(members_of(client, channel) - {bot}, school, address)


def _faults_of_person(user: Mapping[str, Any]) -> list[str]:
    if user.get("deleted"):
        return ["This person's account in Slack is closed."]
    if user.get("is_bot"):
        return ["This is an app and not a person."]
    guest = any(user.get(kind) for kind in _GUEST)
    return ["This person is a guest in Slack, or from outside the school."] if guest else []


def _strangers(members: Collection[str], school: School, address: str) -> list[str]:
    """Whoever is in the channel reads its cards: each must be a contact whose channels list it."""
    known: set[str] = set()
    for role, shift, listed in slack_addresses(school):
        if listed == address:
            known |= {person_of(other) for other in reach_of(role, shift, school).channels}
    strangers = sorted(set(members) - known)
    if not strangers:
        return []
    return [
        f"{', '.join(strangers)}: in the channel, and no contact lists both the channel and this person. "
        "Take them out, or write slack: and their id beside the channel."
    ]
