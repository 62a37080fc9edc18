"""E-mail over a mail server that wants an encrypted connection and a sign-in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.adapters.notifiers.smtp import usual_encryption
from tests.assistant.adapters.notifiers.mailing import ALERT, LEAD, failure, notifier
from tests.fakes.certificate import Certificate, self_signed
from tests.fakes.mail_server import MailServer, mail_server

_LOGIN = ("assistant", "secret")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """Of an authority that nobody trusts yet."""
    return self_signed(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def guarded(certificate: Certificate) -> Iterator[MailServer]:
    """A server that wants an encrypted connection and a sign-in."""
    with mail_server(certificate, _LOGIN) as server:
        yield server


@pytest.fixture
def trusted(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The way in which a school trusts an authority of its own."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.certificate))
    return certificate.certificate


def test_signs_in_over_a_connection_it_trusts(guarded: MailServer, trusted: Path) -> None:
    """With a trusted certificate and the right password the alert goes out."""
    user, password = _LOGIN
    notifier(guarded.port, user=user, password=password, encryption="starttls").send(LEAD, ALERT)
    assert guarded.recipients == [LEAD]


@pytest.mark.parametrize("password", ["wrong", "pässword"])
def test_a_refused_sign_in_is_not_for_good(guarded: MailServer, trusted: Path, password: str) -> None:
    """The password can be mended, and is not shown."""
    failed = failure(notifier(guarded.port, user="assistant", password=password, encryption="starttls"))
    assert not failed.for_good
    assert password not in failed.reason
    assert "settings" in failed.reason


def test_an_untrusted_server_gets_neither_password_nor_alert(guarded: MailServer) -> None:
    """A certificate that nobody vouches for ends the attempt, for now."""
    user, password = _LOGIN
    failed = failure(notifier(guarded.port, user=user, password=password, encryption="starttls"))
    assert not failed.for_good
    assert "trusted" in failed.reason
    assert guarded.received == []


def test_a_server_that_wants_encryption_is_told_apart(guarded: MailServer) -> None:
    """The reason leads to the setting that is missing."""
    failed = failure(notifier(guarded.port))
    assert not failed.for_good
    assert "encrypted" in failed.reason


@pytest.fixture
def tls_only(certificate: Certificate) -> Iterator[MailServer]:
    """A server that encrypts from the first byte, as on port 465."""
    with mail_server(certificate, from_first=True) as server:
        yield server


def test_a_server_that_encrypts_from_the_first_byte_gets_the_alert(
    tls_only: MailServer, trusted: Path
) -> None:
    """Where its certificate is trusted."""
    notifier(tls_only.port, encryption="tls").send(LEAD, ALERT)
    assert tls_only.recipients == [LEAD]


@pytest.mark.parametrize(("encryption", "reason"), [("tls", "trusted"), ("starttls", "reached")])
def test_a_server_that_encrypts_from_the_first_byte_gets_nothing_otherwise(
    tls_only: MailServer, encryption: str, reason: str
) -> None:
    """Neither without trust nor where the settings ask for another way."""
    failed = failure(notifier(tls_only.port, encryption=encryption, timeout=0.5))
    assert not failed.for_good
    assert reason in failed.reason
    assert tls_only.received == []


@pytest.mark.parametrize(
    ("port", "usual"), [(465, "tls"), (587, "starttls"), (25, "starttls"), (2525, "starttls")]
)
def test_without_a_setting_the_port_decides(port: int, usual: str) -> None:
    """Encrypted always; 465 is the port of mail servers that encrypt from the first byte."""
    assert usual_encryption(port) == usual
