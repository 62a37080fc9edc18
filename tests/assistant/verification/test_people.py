"""People: who acts, who is told and who is spoken of, in an assertion and in its clause."""

import pytest

from assistant.verification.assertions import assertions
from assistant.verification.people import Part, cast
from assistant.verification.roles import cast_stands, placeholders_stand


def _cast(sentence: str) -> set[tuple[str, Part]]:
    return {(playing.name, playing.part) for said in assertions(sentence) for playing in cast(said)}


def _stands(said: str, held: str) -> bool:
    whole = assertions(held)
    return cast_stands(assertions(said)[0], whole[0], whole)


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Staff must report a concern about the Headteacher to the chair of governors.",
            {
                ("staff", Part.ACTS),
                ("headteacher", Part.SPOKEN_OF),
                ("chair of governors", Part.TOLD),
            },
        ),
        ("The Headteacher must be told.", {("headteacher", Part.TOLD)}),
        ("Pupils must be supervised by staff.", {("pupils", Part.ELSE), ("staff", Part.ACTS)}),
        ("A friend request from a student is declined.", {("pupils", Part.ELSE)}),
        (
            "You may leave only if the line manager agrees.",
            {("staff", Part.ACTS), ("line manager", Part.CONDITION)},
        ),
        (
            "Tell the Safeguarding Lead or the Deputy Safeguarding Lead.",
            {("safeguarding lead", Part.TOLD), ("deputy safeguarding lead", Part.TOLD)},
        ),
        ("Staff may film their own child.", {("staff", Part.ACTS), ("own child", Part.ELSE)}),
        ("Ex-pupils may visit.", {("former pupils", Part.ACTS)}),
        ("The child protection file must be kept.", set()),
    ],
)
def test_everybody_has_a_part(sentence: str, parts: set[tuple[str, Part]]) -> None:
    """By the words before them, the verb, and its voice."""
    assert _cast(sentence) == parts


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("You must tell the DSL.", "Staff must tell the designated safeguarding lead."),
        ("The Headteacher must be told by staff.", "Staff must tell the Headteacher."),
        ("You should decline requests from pupils.", "Staff should decline requests from students."),
        ("A concern about a child must be reported.", "Staff must report a concern about a pupil."),
        ("You must not post pictures.", "Pictures must not be posted."),
    ],
)
def test_the_same_cast_stands(said: str, held: str) -> None:
    """In another voice, by another name, or with the reader for whoever acts."""
    assert _stands(said, held)


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("You must tell the line manager.", "Staff must tell the Headteacher."),
        ("Students should decline requests from staff.", "Staff should decline requests from students."),
        ("You must decide.", "The Headteacher must decide."),
        ("The Headteacher must tell staff.", "Staff must tell the Headteacher."),
        (
            "You must report a concern about the chair of governors to the Headteacher.",
            "Staff must report a concern about the Headteacher to the chair of governors.",
        ),
        ("You must report it to the parents.", "Staff must report what concerns a pupil or a parent."),
        ("You may leave only if parents agree.", "You may leave only if the line manager agrees."),
        ("You must ask the Headteacher.", "You must ask, unless the Headteacher is away."),
        ("You may film everyone.", "You may film your own child."),
        (
            "Do not start with a pupil who is under 18.",
            "Do not start with a pupil or a former pupil who is under 18.",
        ),
        ("The school must agree.", "Staff must agree."),
    ],
)
def test_another_cast_does_not_stand(said: str, held: str) -> None:
    """Another role, parts that are swapped, a condition made a duty, somebody else who is described."""
    assert not _stands(said, held)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("You should decline the request from [name 1].", True),
        ("You must not reply to [name 1].", True),
        ("You must tell the Headteacher about [name 1].", True),
        ("You must tell [name 1].", False),
        ("You may leave with permission from [name 1].", False),
        ("You may leave only if [name 1] agrees.", False),
        ("[name 1] must be told.", False),
    ],
)
def test_somebody_unnamed_is_only_kept_from_something_or_spoken_of(text: str, stands: bool) -> None:
    """Who stands behind a placeholder nobody here knows."""
    assert placeholders_stand(text, ["[name 1]"]) is stands
