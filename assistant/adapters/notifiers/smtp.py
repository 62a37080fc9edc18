"""Alerts by e-mail, over the school's own mail server."""

import smtplib
import ssl
from contextlib import suppress
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from functools import partial
from hashlib import sha256
from typing import Literal

from assistant.adapters.notifiers.deadline import within
from assistant.ports import Alert, DeliveryFailed

# Not every mail server takes eight-bit text.
_SEVEN_BIT = SMTP.clone(cte_type="7bit")
_TLS_PORT = 465
_LATER = "The mail server asks to try again later."
_UNSIGNED = "The mail server wants a sign-in or an encrypted connection that the settings do not have."
# The first row that fits counts. What the school's set-up is to blame for may be mended: not for good.
_FAILURES: tuple[tuple[type[Exception], str, bool], ...] = (
    (smtplib.SMTPRecipientsRefused, "The mail server takes no mail for this address.", True),
    (smtplib.SMTPDataError, "The mail server refused the message.", True),
    (smtplib.SMTPSenderRefused, "The mail server takes no mail from the sender in the settings.", False),
    (smtplib.SMTPAuthenticationError, "The mail server refused the user or password in the settings.", False),
    (smtplib.SMTPNotSupportedError, "The mail server does not offer what the settings ask for.", False),
    (smtplib.SMTPResponseException, "The mail server turned the connection down.", False),
    (ssl.SSLError, "There was no trusted connection to the mail server.", False),
    (OSError, "The mail server cannot be reached or does not answer.", False),
    (ValueError, "The settings for e-mail cannot be used.", False),
)


Encryption = Literal["starttls", "tls", "none"]


class SmtpNotifier:
    """Hands alerts to the mail server at `host`, which is empty where a school has not set up e-mail.

    `sender` is the address in From. With `encryption` nothing is sent before the connection is encrypted and
    the server's certificate is trusted: from the first byte (`tls`), or on asking (`starttls`); None is what
    is usual on that port. Without `user` nobody signs in. `timeout` is in seconds, for all of one alert.
    """

    def __init__(
        self,
        host: str,
        port: int,
        sender: str,
        user: str,
        password: str,
        encryption: Encryption | None,
        timeout: float,
    ) -> None:
        self._host, self._port, self._sender = host, port, sender
        self._user, self._password = user, password
        self._encryption = encryption or usual_encryption(port)
        self._timeout = timeout

    def takes(self, address: str) -> bool:
        """Whether it is an e-mail address."""
        return "@" in address and "://" not in address

    def send(self, address: str, alert: Alert) -> bool:
        """Hand it to the mail server. Never True: what a server accepted has not reached a person yet.

        Raises DeliveryFailed. The same alert has the same Message-ID whenever it is sent.
        """
        failure = self._failure(address, alert)
        # Raised out here so that no vendor's error, which may quote the message, hangs on to it.
        if failure is not None:
            raise failure
        return False

    def _failure(self, address: str, alert: Alert) -> DeliveryFailed | None:
        if not (self._host and "@" in parseaddr(self._sender)[1]):
            return DeliveryFailed("E-mail is not set up.", for_good=True)
        recipient = _recipient(address)
        if recipient is None:
            return DeliveryFailed("This is not an e-mail address that can be written to.", for_good=True)
        try:
            within(self._timeout, partial(self._hand_over, _message(self._sender, recipient, alert)))
        except (OSError, ValueError) as error:
            return _explained(error)
        return None

    def _hand_over(self, message: EmailMessage) -> None:
        client = self._connected()
        try:
            if self._encryption == "starttls":
                client.starttls(context=ssl.create_default_context())
            if self._user:
                client.login(self._user, self._password)
            client.send_message(message)
            # The server has the message: no answer to this may make a success a failure.
            with suppress(OSError):
                client.putcmd("quit")
        finally:
            client.close()

    def _connected(self) -> smtplib.SMTP:
        if self._encryption == "tls":
            trusted = ssl.create_default_context()
            return smtplib.SMTP_SSL(self._host, self._port, timeout=self._timeout, context=trusted)
        return smtplib.SMTP(self._host, self._port, timeout=self._timeout)


def usual_encryption(port: int) -> Encryption:
    """What mail servers expect on a port."""
    return "tls" if port == _TLS_PORT else "starttls"


def _recipient(address: str) -> Address | None:
    """The one address that is meant, None where it is none or several."""
    try:
        return Address(addr_spec=address) if address.isascii() else None
    except (MessageError, ValueError, IndexError):
        return None


def _message(sender: str, recipient: Address, alert: Alert) -> EmailMessage:
    message = EmailMessage(policy=_SEVEN_BIT)
    message["From"] = sender
    message["To"] = recipient
    message["Subject"] = " ".join(alert.subject.split())
    message["Date"] = datetime.now(UTC)
    # A digest, for an id may hold characters that a header does not take.
    digest = sha256(alert.id.encode()).hexdigest()[:32]
    message["Message-ID"] = f"<{digest}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    # Keeps holiday notices from coming back.
    message["Auto-Submitted"] = "auto-generated"
    if alert.urgent:
        message["X-Priority"] = "1"
        message["Importance"] = "high"
    message.set_content(alert.text)
    return message


def _explained(error: Exception) -> DeliveryFailed:
    code = _code(error)
    if 400 <= code < 500:
        return DeliveryFailed(_LATER, for_good=False)
    # Whichever command it answers, 530 says nothing of that command.
    if code == 530:
        return DeliveryFailed(_UNSIGNED, for_good=False)
    reason, for_good = next(
        (reason, for_good) for kind, reason, for_good in _FAILURES if isinstance(error, kind)
    )
    return DeliveryFailed(reason, for_good)


def _code(error: Exception) -> int:
    """The server's reply code, 0 where it gave none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))[0]
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0
