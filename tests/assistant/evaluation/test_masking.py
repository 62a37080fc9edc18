"""What could tell of whom a question is."""

import pytest

from assistant.evaluation.masking import Masker, masker


@pytest.fixture(scope="module")
def small() -> Masker:
    """Learnt from a few texts."""
    return masker(
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
