"""A real mail server on this machine that keeps its mail and can be told to be difficult."""

import asyncio
import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from socket import create_server
from threading import Event, Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.fakes.certificate import Certificate

HOST = "127.0.0.1"


@dataclass
class MailServer:
    """`received` is its mail.

    `answers` are replies to MAIL, RCPT, DATA or QUIT in place of the usual ones, such as "550 No such
    user"; at `silent_at` it never replies.
    """

    port: int
    received: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    silent_at: str = ""

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Who sends."""
        envelope.mail_from = address
        return await self._reply("MAIL")

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Whom to."""
        envelope.rcpt_tos.append(address)
        return await self._reply("RCPT")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """The message; one that is refused is not kept."""
        reply = await self._reply("DATA")
        if reply.startswith("250"):
            content = envelope.content
            assert isinstance(content, bytes)
            message = message_from_bytes(content, _class=EmailMessage, policy=default)
            self.received.append(message)
            self.recipients.extend(envelope.rcpt_tos)
        return reply

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """The end."""
        return await self._reply("QUIT", "221 Bye")

    async def _reply(self, command: str, usual: str = "250 OK") -> str:
        if command == self.silent_at:
            await asyncio.Event().wait()
        return self.answers.get(command, usual)


class _Controller(Controller):
    """Listens on any free port."""

    def __init__(self, **options: Any) -> None:
        self._socket = create_server((HOST, 0))
        port = self._socket.getsockname()[1]
        super().__init__(MailServer(port), hostname=HOST, port=port, **options)

    async def _create_server(self) -> asyncio.AbstractServer:
        return await self.loop.create_server(self._factory_invoker, sock=self._socket, ssl=self.ssl_context)


@contextmanager
def mail_server(
    certificate: Certificate | None = None, login: tuple[str, str] | None = None, from_first: bool = False
) -> Iterator[MailServer]:
    """A server until the block ends; with a certificate it insists on STARTTLS, with a login on that.

    `from_first` says that it encrypts from the first byte instead.
    """
    # It is the other side: what it logs is no log of ours.
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    options: dict[str, Any] = {}
    if certificate is not None and from_first:
        options |= {"ssl_context": _context(certificate)}
    elif certificate is not None:
        options |= {"tls_context": _context(certificate), "require_starttls": True}
    if login is not None:
        options |= {"authenticator": _Doorkeeper(login), "auth_required": True}
    controller = _Controller(**options)
    controller.start()
    try:
        yield controller.handler
    finally:
        controller.stop()


@contextmanager
def endless_answer() -> Iterator[int]:
    """The port of a server, of any kind, that answers its one guest letter by letter until the block ends.

    Each letter comes in good time; the end of the first line never does.
    """
    over, listener = Event(), create_server((HOST, 0))
    # A guest who never comes must not keep a failing test from ending.
    listener.settimeout(5)

    def answer() -> None:
        with suppress(OSError), listener.accept()[0] as guest:
            while not over.wait(0.02):
                guest.sendall(b"2")

    host = Thread(target=answer)
    host.start()
    try:
        yield listener.getsockname()[1]
    finally:
        over.set()
        host.join()
        listener.close()


class _Doorkeeper:
    def __init__(self, login: tuple[str, str]) -> None:
        self._login = LoginPassword(*(word.encode() for word in login))

    def __call__(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object
    ) -> AuthResult:
        return AuthResult(success=given == self._login, handled=False)


def _context(certificate: Certificate) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.certificate, certificate.key)
    return context
