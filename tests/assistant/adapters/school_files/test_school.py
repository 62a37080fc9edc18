"""corpus/school.toml: who holds which role."""

from pathlib import Path

import pytest

from assistant.adapters.school_files.school import read_school
from assistant.domain.school import Contact, Role, School
from assistant.errors import SchoolFileError
from tests.fakes.small_school import PROJECT


def _read(tmp_path: Path, text: str) -> School:
    path = tmp_path / "corpus" / "school.toml"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    return read_school(path)


def test_every_role_has_a_contact_set_or_not(tmp_path: Path) -> None:
    """What the file does not say is empty, a role's title is then its own name, and nothing is guessed."""
    school = _read(
        tmp_path,
        '[school]\nname = "Small"\n[contacts.headteacher]\ntitle = "Principal"\nname = "A"\nphone = "1"\n',
    )
    assert [contact.role for contact in school.contacts] == list(Role)
    assert school.contact(Role.HEADTEACHER) == Contact(Role.HEADTEACHER, "Principal", "A", "1")
    assert school.contact(Role.DEPUTY_SAFEGUARDING_LEAD) == Contact(
        Role.DEPUTY_SAFEGUARDING_LEAD, "Deputy safeguarding lead"
    )
    assert (school.name, school.hours) == ("Small", "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "corpus/school.toml: 'name' is missing or is not text. Write name = \"...\"."),
        (
            '[school]\nname = "Small"\n[contacts.head]\nname = "A"\n',
            "corpus/school.toml, line 3: There is no role 'head'. Choose one of: safeguarding_lead, "
            "deputy_safeguarding_lead, headteacher, chair_of_governors, data_protection_lead.",
        ),
        (
            '[school]\nname = "Small"\n[contacts.headteacher]\ntitle = "Head"\nphone = 1632960000\n',
            "corpus/school.toml, line 4: 'phone' is missing or is not text. Write phone = \"...\".",
        ),
        (
            '[school]\nname = "Small"\n[contacts]\nheadteacher = "A. Person"\n',
            "corpus/school.toml, line 4: 'contacts.headteacher' is not a table. "
            "Write it as [contacts.headteacher].",
        ),
        (
            'contacts = "A. Person"\n[school]\nname = "Small"\n',
            "corpus/school.toml, line 1: 'contacts' is not a table. Write it as [contacts].",
        ),
    ],
    ids=["no school", "unknown role", "number", "contact is text", "contacts are text"],
)
def test_a_mistake_is_named_by_line_and_cure(tmp_path: Path, text: str, message: str) -> None:
    """Unknown roles and values of the wrong kind are refused with what to write."""
    with pytest.raises(SchoolFileError) as caught:
        _read(tmp_path, text)
    assert str(caught.value) == message


def test_the_school_that_ships_can_be_read() -> None:
    """The file to fill in has a place for every role."""
    assert len(read_school(PROJECT / "corpus" / "school.toml").contacts) == len(Role)
