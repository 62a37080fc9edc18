"""The glossary: whom and where a question names."""

import pytest

from assistant.domain.guidance import Glossary
from tests.fakes.shipped import shipped_guidance

_GLOSSARY = Glossary(
    {
        "who": {
            "former_pupil": ("former pupil", "year # who left"),
            "parent": ("mum",),
            "pupil": ("pupil", "year #"),
        }
    }
)


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("a former pupil", ("former_pupil",)),
        ("a former pupil and a pupil", ("former_pupil", "pupil")),
        ("Year 9 who left", ("former_pupil",)),
        ("the MUM of a year 11 pupil", ("parent", "pupil")),
        ("a pupilage", ()),
        ("", ()),
    ],
)
def test_a_word_counts_for_the_first_case_only(text: str, cases: tuple[str, ...]) -> None:
    """The narrower list stands first and takes its words with it."""
    assert _GLOSSARY.cases("who", text) == cases


def test_a_group_that_is_not_kept_names_nobody() -> None:
    """A split on an unknown group gets all its branches."""
    assert _GLOSSARY.cases("where", "pupil") == ()


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("my ex-student", "former_pupil"),
        ("my own daughter", "own_family"),
        ("a year 7's mum", "parent"),
        ("two 6th formers", "pupil"),
        ("my line manager", "colleague"),
    ],
)
def test_the_words_that_ship_name_the_case(text: str, case: str) -> None:
    """As staff would say it."""
    assert shipped_guidance().glossary.cases("who", text)[0] == case
