"""Alerts to role holders in Slack, as cards of their case."""

import logging
from functools import partial

from assistant.adapters.notifiers.deadline import within
from assistant.adapters.slack.addresses import is_slack
from assistant.adapters.slack.cards import CaseCards
from assistant.ports import Alert, DeliveryFailed

_log = logging.getLogger(__name__)


class SlackNotifier:
    """Shows the case of an alert instead of its text. `timeout` is in seconds, for all of one alert.

    It ends well before a worker's lease does. What fails for now is told elsewhere at once.
    """

    def __init__(self, cards: CaseCards, timeout: float = 5) -> None:
        self._cards, self._timeout = cards, timeout

    def takes(self, address: str) -> bool:
        """Whether it is an address in Slack."""
        return is_slack(address)

    def send(self, address: str, alert: Alert) -> bool:
        """Post or change the card. Never True: a card that was posted has not been read.

        Raises DeliveryFailed.
        """
        failure = self._failure(address, alert)
        if failure is not None:
            raise failure
        return False

    def _failure(self, address: str, alert: Alert) -> DeliveryFailed | None:
        try:
            within(self._timeout, partial(self._cards.tell, address, alert))
        except DeliveryFailed as failure:
            # A new one, to which no other error hangs on.
            return DeliveryFailed(failure.reason, failure.for_good, failure.elsewhere)
        except TimeoutError:
            return DeliveryFailed("Slack did not answer in time.", for_good=False, elsewhere=True)
        except Exception as error:
            _log.error("card broke: %s, case %s", type(error).__name__, alert.reference)
            return DeliveryFailed("The card could not be made.", for_good=False, elsewhere=True)
        return None
