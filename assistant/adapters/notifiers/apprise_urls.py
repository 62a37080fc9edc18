"""Alerts by any service that Apprise knows by URL: SMS gateways, Teams, a webhook."""

import logging
from functools import partial

from assistant.adapters.notifiers.deadline import within
from assistant.ports import Alert, DeliveryFailed

_NOT_TAKEN = "The service did not take the message."
_NAME = "Policy assistant"
# In these URLs the path is the password; all of these libraries write it, and some the text, to their logs.
_TALKATIVE = ("apprise", "urllib3", "requests", "requests_oauthlib", "oauthlib")
_SILENT = logging.CRITICAL + 1


class AppriseNotifier:
    """Sends to URLs such as `json://...` or `msteams://...`. `timeout` is in seconds, for all of one alert.

    A service tells Apprise why it refuses, but Apprise does not tell us: every refusal is for now. Of what a
    URL may ask of Apprise, `retry` and `optional` have no effect: whoever queued the alert sees to that.
    """

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout

    def takes(self, address: str) -> bool:
        """Whether it is a URL."""
        return "://" in address

    def send(self, address: str, alert: Alert) -> bool:
        """Send to the service. Never True: what a service accepted has not reached a person yet.

        Raises DeliveryFailed, for good where no service has such a URL.
        """
        failure = self._failure(address, alert)
        # Raised out here so that no vendor's error, which may quote the URL, hangs on to it.
        if failure is not None:
            raise failure
        return False

    def _failure(self, address: str, alert: Alert) -> DeliveryFailed | None:
        _silence()
        try:
            return within(self._timeout, partial(_delivered, address, alert))
        except TimeoutError:
            return DeliveryFailed("The service did not answer in time.", for_good=False)
        # Each of Apprise's plugins has errors of its own.
        except Exception:
            return DeliveryFailed(_NOT_TAKEN, for_good=False)


def _silence() -> None:
    """Never undone: an alert that is late goes on in its thread, and other threads send as well."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(_SILENT)


def _delivered(address: str, alert: Alert) -> DeliveryFailed | None:
    from apprise import Apprise, AppriseAsset, NotifyFormat, NotifyType

    # Without this some services would show the name and pages of Apprise to the person who is told.
    asset = AppriseAsset(app_id=_NAME, app_desc=_NAME, app_url="", storage_mode="memory")
    service = Apprise.instantiate(address, asset=asset)
    if service is None:
        return DeliveryFailed("No service is known for this kind of address.", for_good=True)
    taken = service.notify(
        title=alert.subject,
        body=alert.text,
        body_format=NotifyFormat.TEXT,
        notify_type=NotifyType.WARNING if alert.urgent else NotifyType.INFO,
    )
    return None if taken else DeliveryFailed(_NOT_TAKEN, for_good=False)
