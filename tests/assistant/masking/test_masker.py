"""What could tell of whom a question is, taken out and put back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.masking.masker import Masker
from assistant.masking.placeholders import PLACEHOLDER
from assistant.masking.vocabulary import vocabulary


@pytest.fixture(scope="module")
def small() -> Masker:
    """Learnt from a few texts alone."""
    return Masker(
        vocabulary(
            [
                "May a pupil's mum text me? Ring Childline on Friday.",
                "can i put him on Strava or is it not allowed",
            ],
            [
                "Today Jayden said no.",
                "then Jayden and Ffion left, will that do",
                "Will came. so Will went, will it",
            ],
            ["Ann Ashdown"],
        )
    )


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mail a.b+c@school.example or ring 01632 960 001", "mail [e-mail] or ring [number]"),
        ("+44 (0)1632-960001 is it", "[number] is it"),
        ("can i text jayden's mum", "can i text [name]'s mum"),
        ("can i text Rukhsana\u2019s mum", "can i text [name]\u2019s mum"),
        ("can i text zorblax's mum", "can i text [name]'s mum"),
        ("may Ffion-Jayden Okonkwo text me", "may [name] text me"),
        ("is mr okonkwo allowed", "is mr [name] allowed"),
        ("is Dr. Lee Ashdown allowed", "is Dr. [name] allowed"),
        ("a pupil called bo", "a pupil called [name]"),
        ("ashdown said no, J.R. too", "[name] said no, [name] too"),
        ("ask @sam.t or <@U12345>", "ask [name] or [name]"),
    ],
)
def test_what_names_somebody_is_masked(small: Masker, text: str, masked: str) -> None:
    """Addresses, numbers, and names with or without a capital."""
    assert small.masked(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Can I put him on Strava or Childline on Friday?",
        "10.30 to 11.45 in 2024-2025, \u00a31200000",
        "a pupil's mum, will that do",
        "can dr text me",
        "May I",
        "a [name] on it",
        "",
    ],
)
def test_what_names_nobody_stays(small: Masker, text: str) -> None:
    """Brands and days that a table knows, times, years and sums; and what has been masked before."""
    assert small.masked(text) == text


def test_a_conversation_has_one_numbering(masker: Masker) -> None:
    """Whatever is written alike has the same placeholder in every text, in the order of reading."""
    masked = masker.mask(["can Tom add Niamh, t@x.example", "and Tom's mum, 01632 960 001?", "no, Niamh"])
    assert masked.texts == (
        "can [name 1] add [name 2], [e-mail 1]",
        "and [name 1]'s mum, [number 1]?",
        "no, [name 2]",
    )
    assert masked.originals["[name 2]"] == "Niamh"
    assert masked.placeholders == {"[name 1]", "[name 2]", "[e-mail 1]", "[number 1]"}


def test_an_answer_gets_its_names_back(masker: Masker) -> None:
    """However a model spells a placeholder; one that was not given out stays as it is."""
    masked = masker.mask(["may Tom text Sarah Okafor"])
    assert masked.restored("[Name 2] may, [name1] may not, [name 3] [link 1]") == (
        "Sarah Okafor may, Tom may not, [name 3] [link 1]"
    )


def test_who_was_named_once_is_known_again(masker: Masker) -> None:
    """A name that only its sentence gave away is masked in the rest of the conversation too."""
    masked = masker.mask(["a pupil called Zorblax", "may zorblax text me", "Will zorblax do it"])
    assert masked.texts[1:] == ("may [name 2] text me", "Will [name 2] do it")


@pytest.mark.parametrize("forged", ["[name 1]", "[NAME 1]", "[ name01 ]", "[email 1]"])
def test_nobody_can_forge_a_placeholder(masker: Masker, forged: str) -> None:
    """What somebody typed in the shape of one is taken out itself, and comes back as it was typed."""
    masked = masker.mask([f"write {forged} of Tom, t@x.example"])
    assert masked.restored(masked.texts[0]) == f"write {forged} of Tom, t@x.example"
    kind = "e-mail" if "mail" in forged else "name"
    assert masked.originals[f"[{kind} 1]"] == forged


def test_a_repr_shows_nobody(masker: Masker) -> None:
    """Neither names nor texts, also of those who stand in a roster."""
    assert not re.search("Tom|ashdown", f"{masker.mask(['may Tom text me'])!r} {masker!r}", re.IGNORECASE)


_BITS = st.one_of(
    st.sampled_from(
        "Tom jayden's Okafor, Will will called Mr. Mrs in 8B year 9 may mum Zorblax j.smith@x.example J. S."
        " de 01632 960 001 @sam.t [name 1] [name 2] [ name1 ] [number 7] [link [name 1] ] [ my colleague"
        " grace and 12/03/2011 AB12 CDE M14 5RP insta.com/kay - ' \n TOM is \u738b\u4f1f jay_09 England"
        " summer".split(" ")
    ),
    st.text(max_size=12),
)
_TEXTS = st.lists(
    st.lists(_BITS, max_size=10).flatmap(
        lambda bits: st.sampled_from([" ", "", ", "]).map(lambda between: between.join(bits))
    ),
    min_size=1,
    max_size=3,
)


@given(_TEXTS)
def test_what_is_masked_comes_back(masker: Masker, texts: list[str]) -> None:
    """Letter by letter, whatever was typed; and masking what is masked changes nothing."""
    masked = masker.mask(texts)
    assert [masked.restored(text) for text in masked.texts] == texts
    assert masker.mask(masked.texts).texts == masked.texts


@given(_TEXTS)
def test_nothing_that_was_taken_out_is_left(masker: Masker, texts: list[str]) -> None:
    """In no text of the conversation, as a word of its own."""
    masked = masker.mask(texts)
    left = " ".join(PLACEHOLDER.sub(" \0 ", text) for text in masked.texts)
    for original in masked.originals.values():
        typed = PLACEHOLDER.fullmatch(original)
        assert typed or not re.search(rf"(?<!\w){re.escape(original)}(?!\w)", left)


@pytest.mark.parametrize(
    "bit", ["a", "a ", "1 ", "a-", "Jo ", "1-", "a.b@", "http://", "[name 1]", "at ", "o'"]
)
def test_a_long_message_takes_no_time(masker: Masker, bit: str) -> None:
    """Whatever it repeats, each of its places is looked at a few times only: this ends."""
    text = bit * 2_000
    masked = masker.mask([text])
    assert masked.restored(masked.texts[0]) == text
