"""The key: made once, for its owner, and never a second one beside words that need the first."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.adapters.case_store.cipher import Cipher
from assistant.errors import CaseStoreError


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """In a folder that is not there yet."""
    return tmp_path / "keys" / "words.key"


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters()))
def test_any_text_comes_back(key_file: Path, words: str) -> None:
    """Every character, also half of a surrogate pair, is decrypted to itself."""
    cipher = Cipher(key_file)
    assert cipher.decrypt(cipher.encrypt(words, None)) == words


def test_the_key_is_made_once_and_for_its_owner(key_file: Path) -> None:
    """The file has mode 0600, stands alone in its folder, and is used again."""
    first = Cipher(key_file).encrypt("words", None)
    key = key_file.read_bytes()
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert list(key_file.parent.iterdir()) == [key_file]
    assert Cipher(key_file).decrypt(first) == "words"
    Cipher(key_file).encrypt("more", first)
    Cipher(key_file).encrypt("more", None)
    assert key_file.read_bytes() == key


def test_the_first_of_several_makers_of_a_key_wins(key_file: Path) -> None:
    """What each of them encrypted is read with the one key that is there."""
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda number: Cipher(key_file).encrypt(str(number), None), range(8)))
    assert [Cipher(key_file).decrypt(one) for one in made] == [str(number) for number in range(8)]
    assert list(key_file.parent.iterdir()) == [key_file]


def test_a_missing_key_is_not_replaced_while_words_need_it(key_file: Path) -> None:
    """The error names the file and the cure, and no new key is made."""
    stored = Cipher(key_file).encrypt("words", None)
    key_file.unlink()
    with pytest.raises(
        CaseStoreError, match=r"words\.key, is missing.*cannot be read without it; put"
    ) as one:
        Cipher(key_file).encrypt("more", stored)
    with pytest.raises(CaseStoreError, match="is missing"):
        Cipher(key_file).decrypt(stored)
    assert str(key_file) in str(one.value)
    assert not key_file.exists()


def test_a_wrong_key_is_neither_used_to_read_nor_beside_the_right_one(key_file: Path) -> None:
    """Words of two keys in one database could not all be read."""
    stored = Cipher(key_file).encrypt("words", None)
    key_file.write_bytes(Fernet.generate_key())
    with pytest.raises(CaseStoreError, match="is not the one"):
        Cipher(key_file).decrypt(stored)
    with pytest.raises(CaseStoreError, match="put the right key file back"):
        Cipher(key_file).encrypt("more", stored)


def test_a_damaged_key_is_an_error(key_file: Path) -> None:
    """Half a key is told from a missing one, and is not shown."""
    Cipher(key_file).encrypt("words", None)
    half = key_file.read_bytes()[:20]
    key_file.write_bytes(half)
    with pytest.raises(CaseStoreError, match="is damaged") as told:
        Cipher(key_file).encrypt("more", None)
    assert half.decode() not in str(told.value)


def test_a_key_that_cannot_be_read_or_written_is_an_error(tmp_path: Path) -> None:
    """A folder in the file's place, or a file in the folder's place, is named."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(CaseStoreError, match="cannot be read"):
        Cipher(tmp_path / "folder").encrypt("words", None)
    (tmp_path / "file").touch()
    with pytest.raises(CaseStoreError, match="cannot be written"):
        Cipher(tmp_path / "file" / "key").encrypt("words", None)


def test_a_mark_is_known_again_and_by_no_other_key(key_file: Path, tmp_path: Path) -> None:
    """The same for the same text, another for any other, and nothing of the text in it."""
    cipher = Cipher(key_file)
    mark = cipher.mark("Ann Canary \ud800", None)
    assert Cipher(key_file).mark("Ann Canary \ud800", None) == mark
    others = [cipher.mark("Ann Canary", None), Cipher(tmp_path / "other.key").mark("Ann Canary \ud800", None)]
    assert mark not in others
    assert "Ann" not in mark
    assert len(mark) == 64


def test_a_mark_needs_the_key_that_the_words_need(key_file: Path) -> None:
    """None is made beside what another key has encrypted."""
    stored = Cipher(key_file).encrypt("words", None)
    key_file.unlink()
    with pytest.raises(CaseStoreError, match="is missing"):
        Cipher(key_file).mark("Ann", stored)
    assert not key_file.exists()
