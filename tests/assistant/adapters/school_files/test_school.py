"""corpus/school.toml: who holds which role, how to reach them, and where the school keeps its record."""

from pathlib import Path

import pytest

from assistant.adapters.school_files.school import read_school
from assistant.domain.school import Contact, Reach, Recorder, Role, School
from assistant.errors import SchoolFileError
from tests.fakes.small_school import PROJECT


def _read(tmp_path: Path, text: str) -> School:
    path = tmp_path / "corpus" / "school.toml"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    return read_school(path)


def _head(tmp_path: Path, fields: str) -> Contact:
    text = f'[school]\nname = "Small"\n[contacts.headteacher]\n{fields}'
    return _read(tmp_path, text).contact(Role.HEADTEACHER)


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
            '[school]\nname = "Small"\n[contacts.headteacher]\nout_of_hours = "A. Person"\n',
            "corpus/school.toml, line 4: 'contacts.headteacher.out_of_hours' is not a table. "
            "Write it as [contacts.headteacher.out_of_hours].",
        ),
        (
            '[school]\nname = "Small"\n[contacts.headteacher]\nemail = "Head <head@school.example>"\n',
            "corpus/school.toml, line 4: 'email' is not an e-mail address. "
            "Write one address alone, as in office@school.example.",
        ),
        (
            '[school]\nname = "Small"\n[contacts.headteacher]\nnotify = ["head@school.example"]\n',
            "corpus/school.toml, line 4: 'notify' has something that is not an address. "
            "Write slack:U... or slack:C... for Slack, all others as the service gives them, with :// in "
            "them; an e-mail address goes into 'email'.",
        ),
        (
            '[school]\nname = "Small"\n[contacts.headteacher]\nnotify = "json://alerts.example"\n',
            "corpus/school.toml, line 4: 'notify' is not a list of texts. Write notify = [\"...\", \"...\"].",
        ),
        (
            '[school]\nname = "Small"\n[contacts.headteacher]\nemial = "head@school.example"\n',
            "corpus/school.toml, line 4: There is nothing called 'emial' here. "
            "Choose from: title, name, phone, email, notify, out_of_hours.",
        ),
        (
            '[school]\nname = "Small"\n[contacts.headteacher.out_of_hours]\ntitle = "Caretaker"\n',
            "corpus/school.toml, line 4: There is nothing called 'title' here. "
            "Choose from: name, phone, email, notify.",
        ),
        (
            '[school]\nname = "Small"\n[opneing]\ndays = []\n',
            "corpus/school.toml, line 3: There is nothing called 'opneing' here. "
            "Choose from: school, contacts, opening, escalation, words, recorder.",
        ),
        (
            '[school]\nname = "Small"\nphone = "1"\n',
            "corpus/school.toml, line 3: There is nothing called 'phone' here. Choose from: name, hours.",
        ),
        (
            '[school]\nname = "Small"\n[recorder]\nurl = "https://record.example"\n',
            "corpus/school.toml, line 4: The recorder has a 'url' and no 'name'. "
            'Write how staff call it, as in name = "CPOMS".',
        ),
        (
            'contacts = "A. Person"\n[school]\nname = "Small"\n',
            "corpus/school.toml, line 1: 'contacts' is not a table. Write it as [contacts].",
        ),
    ],
    ids=[
        "no school", "unknown role", "number", "contact is text", "stand-in is text", "e-mail", "notify",
        "notify is text", "misspelt field", "field of a stand-in", "misspelt table", "field of the school",
        "recorder without a name", "contacts are text",
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_line_and_cure(tmp_path: Path, text: str, message: str) -> None:
    """Unknown roles and values of the wrong kind are refused with what to write."""
    with pytest.raises(SchoolFileError) as caught:
        _read(tmp_path, text)
    assert str(caught.value) == message


def test_the_e_mail_address_is_tried_first(tmp_path: Path) -> None:
    """An alert goes to the e-mail address, then to the other addresses in the order of the file."""
    assert _head(
        tmp_path, 'notify = ["json://b.example", "slack://token@c"]\nemail = "a@school.example"\n'
    ) == (
        Contact(
            Role.HEADTEACHER,
            "Headteacher",
            channels=("a@school.example", "json://b.example", "slack://token@c"),
        )
    )


def test_addresses_without_an_e_mail_are_enough(tmp_path: Path) -> None:
    """Where no e-mail address is set the first of `notify` leads."""
    assert _head(tmp_path, 'email = ""\nnotify = ["json://b.example"]\n').channels == ("json://b.example",)


def test_a_role_has_a_stand_in_out_of_hours(tmp_path: Path) -> None:
    """The stand-in has a name, a number and addresses of their own."""
    contact = _head(
        tmp_path,
        'name = "A"\n[contacts.headteacher.out_of_hours]\n'
        'name = "B"\nphone = "2"\nemail = "b@school.example"\nnotify = ["json://b.example"]\n',
    )
    assert contact.out_of_hours == Reach("B", "2", ("b@school.example", "json://b.example"))
    assert contact.name == "A"


@pytest.mark.parametrize("form", ["", 'name = ""\nphone = ""\nemail = ""\nnotify = []\n'])
def test_an_empty_stand_in_is_nobody(tmp_path: Path, form: str) -> None:
    """A form that was not filled in leaves the role with the same person at all hours."""
    assert _head(tmp_path, f"[contacts.headteacher.out_of_hours]\n{form}").out_of_hours is None


@pytest.mark.parametrize(
    ("text", "recorder"),
    [
        ("", Recorder()),
        ('[recorder]\nname = ""\nurl = ""\n', Recorder()),
        ('[recorder]\nname = "the blue book"\n', Recorder("the blue book", "")),
        (
            '[recorder]\nname = "CPOMS"\nurl = "https://cpoms.example/login?a=b"\n',
            Recorder("CPOMS", "https://cpoms.example/login?a=b"),
        ),
    ],
)
def test_the_record_may_be_kept_on_paper(tmp_path: Path, text: str, recorder: Recorder) -> None:
    """A name alone will do, and nothing is guessed."""
    assert _read(tmp_path, f'[school]\nname = "Small"\n{text}').recorder == recorder


@pytest.mark.parametrize(
    "url",
    ["cpoms.example", "ftp://cpoms.example", "https://", "javascript:alert(1)", "http://[", "https://a b"],
)
def test_a_link_to_the_record_is_an_address_of_the_web(tmp_path: Path, url: str) -> None:
    """What a browser cannot open, or should not, is refused."""
    with pytest.raises(SchoolFileError) as caught:
        _read(tmp_path, f'[school]\nname = "Small"\n[recorder]\nname = "CPOMS"\nurl = "{url}"\n')
    assert str(caught.value) == (
        "corpus/school.toml, line 5: 'url' is not an address of the web. "
        "Write the whole address, beginning with https:// or http://."
    )


def test_an_address_that_may_hold_a_password_is_not_repeated(tmp_path: Path) -> None:
    """A refused entry of `notify` is told by its line and never shown."""
    with pytest.raises(SchoolFileError) as caught:
        _head(tmp_path, 'notify = ["slack:canary-token"]\n')
    assert "canary" not in str(caught.value)
    assert caught.value.line == 4


def test_the_school_that_ships_is_empty_where_it_must_be_filled_in() -> None:
    """The file has a place for every role, and no name, number, address or date is invented."""
    school = read_school(PROJECT / "corpus" / "school.toml")
    assert [contact.missing for contact in school.contacts] == [("name", "phone", "channels")] * len(Role)
    assert [contact.out_of_hours for contact in school.contacts] == [None] * len(Role)
    assert (school.hours, school.opening.days, school.opening.closed) == ("", (), ())
    assert school.recorder == Recorder()


def test_the_example_of_a_stand_in_can_be_used(tmp_path: Path) -> None:
    """Taking away the # is all it needs, besides filling it in."""
    text = (PROJECT / "corpus" / "school.toml").read_text("utf-8")
    form = "# [contacts.safeguarding_lead.out_of_hours]\n# name = "
    assert form in text
    used = text.replace(form, form.replace("# ", "")).replace('name = ""\n# phone', 'name = "B"\n# phone')
    assert _read(tmp_path, used).contact(Role.SAFEGUARDING_LEAD).out_of_hours == Reach("B")
