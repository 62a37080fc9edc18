"""Words and pieces of words as weights in one long vector."""

import re
import subprocess
import sys
import zlib
from collections import Counter
from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.triage.grams import PLACES, grams
from tests.fakes.small_school import PROJECT

_TEXTS = st.text(st.sampled_from("abc'd \u00e9\U0001f600?!_-0."), max_size=60)


def _counted(text: str) -> Counter[int]:
    """The same grams, counted one by one."""
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*|\?|!", text.lower())
    found = []
    for begin in range(len(words)):
        for end in range(begin + 1, min(begin + 3, len(words)) + 1):
            found.append("w" + " ".join(words[begin:end]))
    for word in words:
        for begin in range(len(word) + 2):
            for end in range(begin + 2, min(begin + 5, len(word) + 2) + 1):
                found.append("c" + f" {word} "[begin:end])
    return Counter(zlib.crc32(gram.encode()) % PLACES for gram in found)


@given(_TEXTS)
def test_grams_are_runs_of_words_and_of_letters(text: str) -> None:
    """The vector is what counting one by one gives, damped, with length 1."""
    weights = {place: 1 + log(count) for place, count in _counted(text).items()}
    length = sqrt(sum(weight**2 for weight in weights.values()))
    assert grams(text) == pytest.approx({place: weight / length for place, weight in weights.items()})


@given(st.text(max_size=200))
def test_a_vector_has_length_one(text: str) -> None:
    """A long message weighs no more than a short one; a text without words weighs nothing."""
    found = grams(text)
    assert sum(weight * weight for weight in found.values()) == pytest.approx(1 if found else 0)
    assert all(0 <= place < PLACES and weight > 0 for place, weight in found.items())


@pytest.mark.parametrize("text", ["", "   ", "...", "\U0001f44d", "_-_"])
def test_no_words_no_grams(text: str) -> None:
    """Nothing is divided by nothing."""
    assert grams(text) == {}


@pytest.mark.parametrize(("one", "other"), [("He HIT her", "he hit her"), ("hit  her.\n", " hit, her")])
def test_case_spaces_and_most_punctuation_say_nothing(one: str, other: str) -> None:
    """Only question and exclamation marks are heard."""
    assert grams(one) == grams(other)
    assert grams("he hit her?") != grams("he hit her") != grams("he hit her!")


def test_said_again_counts_little_more() -> None:
    """A word said a thousand times does not drown the others."""
    once, often = grams("hurt child"), grams("hurt " * 1_000 + "child")
    place = zlib.crc32(b"wchild") % PLACES
    assert often[place] > once[place] / 10


def test_another_process_gives_the_same_places() -> None:
    """Unlike the hashes of Python, places do not change from run to run or from machine to machine."""
    code = "from assistant.triage.grams import grams; print(sorted(grams('A child told me!').items()))"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert found.stdout.strip() == str(sorted(grams("A child told me!").items()))
