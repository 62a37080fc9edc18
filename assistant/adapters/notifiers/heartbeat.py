"""The heartbeat: a watcher outside hears that all is well, and raises the alarm when it hears nothing."""

from contextlib import suppress
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from assistant.adapters.notifiers.deadline import within
from assistant.errors import SettingsError


class HttpHeartbeat:
    """Gets `url`, which is how watchers of scheduled jobs are told. `timeout` is in seconds.

    Raises SettingsError, which never shows the URL: whoever knows it can keep the watcher quiet.
    """

    def __init__(self, url: str, timeout: float) -> None:
        if not _leads_to_a_web_server(url):
            raise SettingsError("The heartbeat's URL must begin with http:// or https:// and name a host.")
        self._url, self._timeout = url, timeout

    def beat(self) -> None:
        """Get the URL once, whatever comes back: a beat that is lost is an alarm already."""
        with suppress(OSError, HTTPException, ValueError):
            within(self._timeout, self._get)

    def _get(self) -> None:
        # Some hosts turn Python's own name away.
        request = Request(self._url, headers={"User-Agent": "policy-assistant"})
        try:
            with urlopen(request, timeout=self._timeout):
                pass
        except HTTPError as refusal:
            refusal.close()


class NoHeartbeat:
    """For a school that has no watcher: nobody is waiting to be told, so nothing is sent."""

    def beat(self) -> None:
        """Tell nobody."""


def _leads_to_a_web_server(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
