"""What `assistant doctor` finds out about Slack, by asking Slack."""

from collections.abc import Collection, Mapping
from email.utils import parsedate_to_datetime

from slack_sdk import WebClient

from assistant.adapters.slack.address_checks import addresses_checked
from assistant.adapters.slack.failures import TROUBLES, explained
from assistant.domain.finding import Finding, Grade
from assistant.domain.school import School
from assistant.ports import Clock

_SLACK = "Slack"
_MOST_SECONDS = 60


def examined(
    client: WebClient, app_token: str | None, scopes: Collection[str], school: School, clock: Clock
) -> tuple[Finding, ...]:
    """Every finding. `scopes` are those that the app needs; `app_token` is None where Slack sends by HTTP."""
    findings = [] if app_token is None else [_app_token(app_token)]
    try:
        answer = client.auth_test()
    except TROUBLES as error:
        return (*findings, _missing(explained(error).reason))
    headers = {name.casefold(): said for name, said in answer.headers.items()}
    named = f"The token is valid: the app is called {answer['user']} in {answer['team']}."
    return (
        *findings,
        Finding(Grade.GOOD, _SLACK, named),
        *_scopes(headers, scopes),
        *_clock(headers, clock),
        *addresses_checked(client, school, str(answer["user_id"])),
    )


def _app_token(token: str) -> Finding:
    if token.startswith("xapp-"):
        return Finding(Grade.GOOD, _SLACK, "The app-level token has the right form.")
    return _missing("The app-level token is not set, or is another kind of token: it begins with xapp-.")


def _scopes(headers: Mapping[str, str], needed: Collection[str]) -> list[Finding]:
    granted = {scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",")} - {""}
    lacking, more = sorted(set(needed) - granted), sorted(granted - set(needed))
    findings = []
    if lacking:
        text = f"The app lacks {', '.join(lacking)}. Install it again with the manifest of this version."
        findings.append(_missing(text))
    if more:
        text = f"The app may do more than it needs: {', '.join(more)}. Take that out of its manifest."
        findings.append(Finding(Grade.NOTICE, _SLACK, text))
    return findings or [Finding(Grade.GOOD, _SLACK, "The app may do what it needs, and no more.")]


def _clock(headers: Mapping[str, str], clock: Clock) -> list[Finding]:
    """Due times and leases go by this machine's clock."""
    try:
        apart = abs((parsedate_to_datetime(headers.get("date", "")) - clock.now()).total_seconds())
    except (TypeError, ValueError):
        return [Finding(Grade.NOTICE, _SLACK, "Slack does not say what time it is.")]
    if apart < _MOST_SECONDS:
        return []
    return [
        _missing(f"This machine's clock is {apart:.0f} seconds away from Slack's: set it by the network.")
    ]


def _missing(text: str) -> Finding:
    return Finding(Grade.MISSING, _SLACK, text)
