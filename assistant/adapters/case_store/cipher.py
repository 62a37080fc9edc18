"""The reporters' words under a key that is kept in a file of its own, never in the database."""

import contextlib
import hashlib
import hmac
import os
import tempfile
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from assistant.errors import CaseStoreError


class Cipher:
    """Fernet with the key in `key_file`, which is made when words are kept for the first time."""

    def __init__(self, key_file: Path) -> None:
        self._file = key_file

    def encrypt(self, words: str, stored: bytes | None) -> bytes:
        """Any text, encrypted. Raises CaseStoreError.

        `stored` is something that the database keeps encrypted, None where it keeps nothing: a missing key
        is made only then, and a key that does not open what is kept is not used beside the one that does.
        """
        # Half of a surrogate pair is no reason to refuse a report.
        return Fernet(self._key_beside(stored)).encrypt(words.encode("utf-8", "surrogatepass"))

    def mark(self, text: str, stored: bytes | None) -> str:
        """What stands for a text where it may only be recognised: the same for the same text and key.

        `stored` is as for `encrypt`. Raises CaseStoreError.
        """
        return hmac.new(
            self._key_beside(stored), text.encode("utf-8", "surrogatepass"), hashlib.sha256
        ).hexdigest()

    def decrypt(self, encrypted: bytes) -> str:
        """The text again. Raises CaseStoreError."""
        return self._opened(Fernet(self._key()), encrypted).decode("utf-8", "surrogatepass")

    def opens(self, encrypted: bytes) -> bool:
        """Whether the key that is there reads it."""
        try:
            self.decrypt(encrypted)
        except CaseStoreError:
            return False
        return True

    def _key_beside(self, stored: bytes | None) -> bytes:
        if stored is None and not self._file.exists():
            self._make_key()
        key = self._key()
        if stored is not None:
            self._opened(Fernet(key), stored)
        return key

    def _opened(self, fernet: Fernet, encrypted: bytes) -> bytes:
        try:
            return fernet.decrypt(encrypted)
        except InvalidToken:
            raise CaseStoreError(
                f"The key in {self._file} is not the one that the reporters' words were encrypted with;"
                " put the right key file back, from a backup if need be."
            ) from None

    def _key(self) -> bytes:
        try:
            key = self._file.read_bytes().strip()
            Fernet(key)
        except FileNotFoundError:
            problem = "is missing, and words that are kept cannot be read without it"
        except OSError:
            problem = "cannot be read"
        except ValueError:
            problem = "is damaged, and words that are kept cannot be read without it"
        else:
            return key
        raise CaseStoreError(
            f"The key of the reporters' words, {self._file}, {problem};"
            " put the file back, from a backup if need be, where the assistant may read it."
        )

    def _make_key(self) -> None:
        """Whole, synced and for its owner only before it has its name; the first of several makers wins."""
        folder = self._file.parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=folder, prefix=".key-") as draft:
                draft.write(Fernet.generate_key() + b"\n")
                draft.flush()
                os.fsync(draft.fileno())
                with contextlib.suppress(FileExistsError):
                    os.link(draft.name, self._file)
            _sync(folder)
        except OSError:
            raise CaseStoreError(
                f"The key of the reporters' words, {self._file}, cannot be written; make its folder writable."
            ) from None


def _sync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
