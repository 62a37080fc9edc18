"""Role holders are named by their role or their surname, and nobody else is taken for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.adapters.school_files.triage_tables import read_triage_words
from assistant.domain.school import Contact, Reach, Role, School
from assistant.triage.naming import named_roles
from tests.fakes.small_school import PROJECT

_HEAD, _DSL, _DEPUTY = Role.HEADTEACHER, Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD
_CHAIR, _DATA = Role.CHAIR_OF_GOVERNORS, Role.DATA_PROTECTION_LEAD
_WORDS = {
    _HEAD: ("head", "the head", "headteacher", "head teacher", "gaffer"),
    _DSL: ("dsl", "safeguarding lead", "safeguarding officer", "head of safeguarding"),
    _DEPUTY: ("deputy dsl", "deputy safeguarding lead", "deputy safeguarding"),
    _DATA: ("dpo", "data lead"),
    _CHAIR: ("chair of governors", "the chair"),
}


def _school(names: dict[Role, str] | None = None, stand_in: str = "") -> School:
    out_of_hours = Reach(stand_in) if stand_in else None
    given_names = names or {}
    return School(
        "School",
        tuple(Contact(role, role.value, given_names.get(role, ""), "", (), out_of_hours) for role in Role),
    )


def _named(text: str, names: dict[Role, str] | None = None) -> tuple[Role, ...]:
    return named_roles(text, _WORDS, _school(names))


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("the head hit a child", (_HEAD,)),
        ("THE HEADTEACHER!!", (_HEAD,)),
        ("our head-teacher shouted", (_HEAD,)),
        ("told the gaffer and the DPO", (_HEAD, _DATA)),
        ("the head's been messaging her", (_HEAD,)),
        ("the dsl\u2019s own behaviour", (_DSL,)),
        ("the so called 'head' of this place", (_HEAD,)),
        ("the head/dsl knew", (_DSL, _HEAD)),
        ("forehead, headed, ahead", ()),
        ("a child fell", ()),
        ("", ()),
        ("\U0001f62d", ()),
    ],
)
def test_a_role_is_named_by_its_words(text: str, roles: tuple[Role, ...]) -> None:
    """In any case and punctuation, in the possessive, but as whole words only."""
    assert _named(text) == roles


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("the deputy dsl was alone with him", (_DEPUTY,)),
        ("deputy safeguarding lead", (_DEPUTY,)),
        ("the deputy safeguarding officer", (_DEPUTY,)),
        ("the dsl and the deputy dsl", (_DSL, _DEPUTY)),
        ("deputy dsl deputy dsl", (_DEPUTY,)),
        ("the deputy dsl's told the dsl's husband", (_DSL, _DEPUTY)),
        ("the head of safeguarding", (_DSL,)),
        ("the head, of all people", (_HEAD,)),
    ],
)
def test_a_longer_name_hides_the_shorter_one_inside_it(text: str, roles: tuple[Role, ...]) -> None:
    """A mention of the deputy is none of the lead, unless the lead is mentioned as well."""
    assert _named(text) == roles


@pytest.mark.parametrize(
    "text",
    [
        "mrs okafor hit him",
        "OKAFOR!",
        "Okafor's car was there",
        "ms Okafor-",
        "it was 'Okafor'",
        "Mrs Okafor\u2019s phone",
    ],
)
def test_a_holder_is_named_by_the_surname(text: str) -> None:
    """However it is written, and without the first name."""
    assert _named(text, {_HEAD: "Mrs Grace Okafor"}) == (_HEAD,)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Zo\u00eb Mu\u00f1oz", "mrs Munoz"),
        ("Zoe Munoz", "mrs Mu\u00f1oz"),
        ("Ann Smith-Jones", "miss smith jones"),
        ("Ann Smith-Jones", "Smith-Jones's office"),
        ("Pat O'Brien", "mr O\u2019Brien's office"),
        ("J. James", "Mr James' office"),
    ],
)
def test_a_surname_is_known_with_and_without_its_marks(name: str, text: str) -> None:
    """Staff leave out accents and hyphens."""
    assert _named(text, {_DSL: name}) == (_DSL,)


@pytest.mark.parametrize("title", ["Mr", "Mrs", "Ms.", "MISS", "Mx", "Dr", "Sir", "Dame", "Rev."])
def test_a_title_is_no_name(title: str) -> None:
    """A contact that holds only a title names nobody."""
    assert _named(f"{title} Smith was there, {title}", {_HEAD: title}) == ()


@pytest.mark.parametrize("name", ["", "  ", "-", "\u674e", "'"])
def test_a_contact_without_a_name_is_not_named_by_every_message(name: str) -> None:
    """Nothing, or a name that leaves no letters, stands in no message."""
    assert _named("a - b, '' \u674e \u5f20", {_HEAD: name}) == ()


def test_first_names_are_no_surnames() -> None:
    """A pupil with the first name of a role holder is somebody else."""
    assert _named("Grace is crying", {_HEAD: "Grace Okafor"}) == ()


def test_whoever_stands_in_is_named_too() -> None:
    """A message about the person who holds the role out of hours is about a role holder."""
    found = named_roles("mr Day drove her home", {}, _school({_HEAD: "Mrs Okafor"}, "Tom Day"))
    assert found == tuple(Role)


def test_one_person_may_hold_two_roles() -> None:
    """Both are named by the surname they share."""
    assert _named("Okafor did it", {_HEAD: "G. Okafor", _DSL: "Grace Okafor"}) == (_DSL, _HEAD)


def test_without_names_nobody_is_named() -> None:
    """A school that has set nothing up yet."""
    assert named_roles("the head", {}, _school()) == ()


@pytest.mark.parametrize("role", list(Role))
def test_every_name_that_ships_names_its_role_only(role: Role) -> None:
    """No name of prompts/triage/words.toml is taken for that of another role."""
    words = read_triage_words(PROJECT / "prompts" / "triage" / "words.toml").roles
    for name in words[role]:
        assert named_roles(f"I am worried about {name}'s behaviour", words, _school()) == (role,), name


@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    """Whatever was typed, a name beside it is found, and roles come in their order, each once."""
    found = _named(f"{text} . the gaffer . {text}")
    assert _HEAD in found
    assert list(found) == [role for role in Role if role in found]
