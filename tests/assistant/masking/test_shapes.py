"""What is known by its shape, whatever the words."""

import pytest

from assistant.masking.masker import Masker


@pytest.mark.parametrize(
    "address", ["a.b+c@school.example", "Jo@x.example", "jo at mail dot com", "o'brien@st-martins.sch.uk"]
)
def test_e_mail_addresses(masker: Masker, address: str) -> None:
    """Also as they are spoken."""
    assert masker.mask([f"is {address} allowed"]).texts == ("is [e-mail 1] allowed",)


@pytest.mark.parametrize(
    "link",
    ["https://insta.example/jo.b", "www.facebook.com/groups/8b", "snapchat.com/add/kay07", "discord.gg/aB3"],
)
def test_pages_of_people(masker: Masker, link: str) -> None:
    """With and without what browsers put before them."""
    assert masker.mask([f"is {link} allowed"]).texts == ("is [link 1] allowed",)


@pytest.mark.parametrize(
    "handle",
    ["@sam.t", "jay_d09", "xX_Jay_Xx", "gamer#1234", "zorblax2011", "jay.b09", "<@U02ABC>", "U02AB34CDEF"],
)
def test_handles(masker: Masker, handle: str) -> None:
    """Of chats and of games."""
    assert masker.mask([f"is {handle} allowed"]).texts == ("is [name 1] allowed",)


@pytest.mark.parametrize(
    "number",
    [
        "07700 900 412",
        "+44 (0)7700 900345",
        "0044 7700 900888",
        "(01632) 960-441",
        "01632/960441",
        "H801200001001",
        "a823432119078",
        "AB 12 34 56 C",
        "jg103759a",
        "943 476 5919",
        "GB5533219",
        "12/03/2011",
        "7.9.10",
        "12th March 2011",
        "12-34-56",
        "AB12 CDE",
        "ab12cde",
        "M14 5RP",
        "sw1a 2aa",
        "14 Elm Road",
        "Flat 2, 9a Mill Hill Lane",
    ],
)
def test_numbers_that_belong_to_somebody(masker: Masker, number: str) -> None:
    """Telephones, pupils, insurance, patients, passports, birthdays, banks, cars and addresses."""
    assert masker.mask([f"is {number} allowed"]).texts == ("is [number 1] allowed",)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("candidate number 4017 on it", "candidate number [number 1] on it"),
        ("password is Sunny22! ok", "password is [number 1] ok"),
        ("born 3rd May 2012 so", "born [number 1] so"),
        ("dob: 5/6 or", "dob: [number 1] or"),
        ("lives on Elm Tree Road now", "lives on [number 1] now"),
        ("snapchat is jo.b7 now", "snapchat is [name 1] now"),
    ],
)
def test_what_is_said_to_be_one(masker: Masker, text: str, masked: str) -> None:
    """Where it is short, the words before it tell."""
    assert masker.mask([text]).texts == (masked,)


@pytest.mark.parametrize(
    "text",
    [
        "in 8B, 7x2, Y10, KS2 and y7 1st",
        "10.30 to 11.45 on 12 May 2024, 24/7",
        "\u00a31200000 or 2024-2025",
        "12.3 and 4.1(c) on page 12",
        "ring 999 or phone 101",
        "is youtube.com allowed",
        "2 minutes down the road",
    ],
)
def test_other_numbers_stay(masker: Masker, text: str) -> None:
    """Classes, times, sums, clauses and emergency numbers."""
    assert masker.mask([text]).texts == (text,)
