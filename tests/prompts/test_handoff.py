"""The fixed words of a hand-off that ship: short, complete, and never more than can be true."""

import re

import pytest

from assistant.domain.advice import BLOCKS, Advice, advice, unsigned
from assistant.domain.case import ClosingOutcome, EventKind
from assistant.domain.triage import Category
from tests.fakes.shipped import shipped_replies

_REPLIES = shipped_replies()
_ADVICE = {name: advice(_REPLIES, name) for name in BLOCKS}
_HANDOFF = {name: said for name, said in _REPLIES.sentences.items() if name.startswith("handoff.")}
# Ages, forms and versions are not rung.
_NUMBER = re.compile(r"\d[\d ]*\d")
_RUNG = {"999", "101", "116 123"}
_CLAIMS = re.compile(
    r"\b(has|have|had|was|were|is|are|been) (been )?(told|informed|notified|alerted|contacted|sent|seen)\b"
)


def _lines(block: Advice) -> list[str]:
    return [*block.do.splitlines(), *block.dont.splitlines()]


@pytest.mark.parametrize("name", BLOCKS)
def test_advice_is_short(name: str) -> None:
    """A frightened person on a phone reads at most five lines of what to do and four of what not to."""
    block = _ADVICE[name]
    assert 2 <= len(block.do.splitlines()) <= 5
    assert 1 <= len(block.dont.splitlines()) <= 4
    for line in _lines(block):
        assert line.endswith(".")
        assert len(line.split()) <= 26
    assert len(block.title.split()) <= 8


@pytest.mark.parametrize("name", BLOCKS)
def test_advice_leads_to_a_person_and_past_danger(name: str) -> None:
    """Each block says whom to turn to, and what to do first in danger; none is signed by us."""
    block = _ADVICE[name]
    assert "first person listed here" in block.do
    assert "999" in block.do or name == "data_breach"
    assert (block.version, block.signed_role, block.signed_on) == ("1", "", "")


@pytest.mark.parametrize("name", BLOCKS)
def test_advice_claims_nothing(name: str) -> None:
    """What to do is true whatever became of the case: no block says that somebody was told."""
    assert [line for line in _lines(_ADVICE[name]) if _CLAIMS.search(line)] == []


@pytest.mark.parametrize("name", BLOCKS)
def test_a_title_gives_nothing_away(name: str) -> None:
    """A pupil who sees the screen does not learn from it what was reported."""
    said = _ADVICE[name].title.lower()
    assert not re.search(
        r"harm|abus|sex|picture|nude|groom|radical|fgm|mutilat|suicid|head|breach|crisis", said
    )


def test_nothing_is_signed_that_ships() -> None:
    """The school signs, not the software."""
    assert unsigned(_REPLIES) == BLOCKS


def test_no_other_number_is_named() -> None:
    """Numbers of people come from school.toml; only those that hold for everyone are in the texts."""
    for name, said in _HANDOFF.items():
        found = {number for number in _NUMBER.findall(said) if number != "18"}
        assert found <= _RUNG, name


def test_the_words_are_plain() -> None:
    """No dash, no markup, no curly quotes: every channel shows them as they are."""
    assert [name for name, said in _HANDOFF.items() if not re.fullmatch(r"[ -~\n]*", said)] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("indecent_images", "Never view, copy, print, photograph, forward, store or delete it"),
        ("indecent_images", "Do not ask to be shown it"),
        ("indecent_images", "ring the police now: 101, or 999"),
        ("indecent_images", "the Safeguarding Lead and the Headteacher must know at the same time"),
        ("fgm", "duty to tell the police of female genital mutilation is personal"),
        ("fgm", "Ring the police on 101, or 999 if it is immediate"),
        ("data_breach", "child on the restricted list may be affected, the Safeguarding Lead must know"),
        ("headteacher_conduct", "Do not e-mail the Headteacher, the Headteacher's PA or a shared inbox."),
        ("staff_in_crisis", "116 123"),
        ("child_protection", "Do not examine or photograph injuries."),
        ("exploitation_grooming", "Do not reply, do not pay, and do not pretend to be the child."),
    ],
)
def test_what_must_never_be_left_out_is_there(name: str, words: str) -> None:
    """The sentences on which a child's safety or the law hangs."""
    assert words in "\n".join(_lines(_ADVICE[name]))


def test_screenshots_are_never_advised_of_a_sexual_picture() -> None:
    """Wherever a block asks to keep a picture of a screen it takes sexual pictures out."""
    for block in _ADVICE.values():
        for line in block.do.splitlines():
            assert not re.search(r"screen ?(shot|print)", line) or "never of a sexual picture" in line


def test_nobody_is_said_to_know_but_where_it_is_so() -> None:
    """Only the sentence for an acknowledgement says that anybody has it; a sent alert says what it is not."""
    lines = {name: said for name, said in _HANDOFF.items() if name.startswith("handoff.line.")}
    assert [name for name, said in lines.items() if "has confirmed" in said] == ["handoff.line.seen"]
    for name in ("handoff.line.told", "handoff.event.alert_sent", "handoff.line.recorded"):
        assert "does not mean" in _HANDOFF[name]


def test_an_alert_has_room_for_nothing_that_was_reported() -> None:
    """Filled in, it has the category, the reporter, the reference, the urgency and how to open it."""
    for category in Category:
        shown = _REPLIES.say(f"handoff.category.{category}")
        subject = _REPLIES.say(
            "handoff.alert.subject",
            reference="AB12",
            category=shown,
            urgency=_REPLIES.say("handoff.alert.normal"),
        )
        assert subject == f"Please see as soon as you can: case AB12, {shown}"
        assert len(shown.split()) <= 7


def test_kinds_can_be_told_apart() -> None:
    """No two categories, events or outcomes share their words, so that tables are not misread."""
    for table, members in (
        ("category", [*Category, "unknown"]),
        ("event", EventKind),
        ("outcome", ClosingOutcome),
    ):
        said = [_HANDOFF[f"handoff.{table}.{member}"] for member in members]
        assert len(set(said)) == len(said)
