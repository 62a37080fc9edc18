"""Files as people's programs save them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.adapters.plain_text import decoded


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_gives_the_same_text(encoding: str) -> None:
    """Notepad's, Word's and Excel's ways of saving are told apart by the bytes."""
    text = "Staff \u2018must\u2019 not \u2013 caf\u00e9, \u00a35"
    assert decoded(text.encode(encoding)) == text


@given(st.binary())
def test_no_bytes_break_it(data: bytes) -> None:
    """Whatever a file holds, there is some text; refusing it is for whoever reads that."""
    assert isinstance(decoded(data), str)
